// The time that is left, once a second. Both clocks and the timers are stand-ins.

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Countdown } from "../shell/countdown.js";

/** The page's clock. */
let page = 0;
/** What was written. @type {string[]} */
let written = [];
let slept = 0;

beforeEach(() => {
  [page, written, slept] = [0, [], 0];
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  mock.method(performance, "now", () => page);
  pageIs({ hidden: false });
});

afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

/** @param {{ hidden: boolean }} document */
function pageIs(document) {
  Object.assign(globalThis, { document });
}

/** @param {number} ms */
function pass(ms) {
  for (let passed = 0; passed < ms; passed++) {
    page += 1;
    mock.timers.tick(1);
  }
}

const countdown = () =>
  new Countdown(
    (digits) => written.push(digits),
    () => (slept += 1),
  );

test("each second is written as it begins, the last one too, and nothing after it", () => {
  countdown().keep(3_400);
  pass(399);
  assert.deepEqual(written, ["0:04"]);
  pass(1);
  assert.deepEqual(written, ["0:04", "0:03"]);
  pass(10_000);
  assert.deepEqual(written, ["0:04", "0:03", "0:02", "0:01"]);
});

test("an end that is told again or moved is counted down to once", () => {
  const counting = countdown();
  counting.keep(10_000);
  counting.keep(10_000);
  counting.keep(8_500);
  written = [];
  pass(2_600);
  assert.deepEqual(written, ["0:08", "0:07", "0:06"]);
});

test("fractions of milliseconds cost no second word", () => {
  page = 0.4;
  countdown().keep(5_000);
  pass(2_100);
  assert.deepEqual(written, ["0:05", "0:04", "0:03"]);
});

test("where nothing is counted down any more, nothing is written", () => {
  const counting = countdown();
  counting.keep(10_000);
  counting.keep();
  pass(5_000);
  assert.deepEqual(written, ["0:10"]);
});

test("a hidden page writes what is left once and sleeps", () => {
  pageIs({ hidden: true });
  const counting = countdown();
  counting.keep(10_000);
  pass(5_000);
  assert.deepEqual(written, ["0:10"]);
  pageIs({ hidden: false });
  counting.keep(10_000);
  pass(1_000);
  assert.deepEqual(written, ["0:10", "0:05", "0:04"]);
});

test("a machine that has slept is noticed within a second, once, and the core says how to go on", () => {
  const counting = countdown();
  counting.keep(10_000);
  mock.timers.setTime(Date.now() + 60_000);
  pass(3_000);
  assert.equal(slept, 1);
  counting.keep(5_000);
  pass(1_000);
  assert.equal(slept, 1);
});

test("a wall clock that is a little ahead, or behind, is no sleep", () => {
  const counting = countdown();
  counting.keep(10_000);
  mock.timers.setTime(Date.now() + 450);
  pass(1_000);
  mock.timers.setTime(Date.now() - 60_000);
  pass(1_000);
  assert.equal(slept, 0);
});
