// The time that is left, once a second. Both clocks and the timers are stand-ins.

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Countdown, left } from "../shell/countdown.js";

/** The page's clock. */
let page = 0;
/** How far the wall clock is ahead of it. */
let ahead = 0;
/** What was written. @type {string[]} */
let written = [];
let warnings = 0;

beforeEach(() => {
  [page, ahead, written, warnings] = [0, 1_000_000, [], 0];
  mock.timers.enable({ apis: ["setTimeout"] });
  mock.method(performance, "now", () => page);
  mock.method(Date, "now", () => page + ahead);
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
    () => (warnings += 1),
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

test("clocks that no longer go together are told of within a second, once, and the core says how to go on", () => {
  for (const leap of [60_000, -60_000, 501]) {
    [page, warnings] = [0, 0];
    const counting = countdown();
    counting.keep(10_000);
    ahead += leap;
    pass(3_000);
    assert.equal(warnings, 1);
    counting.keep(5_000);
    pass(1_000);
    assert.equal(warnings, 1);
    counting.keep();
  }
});

test("a sleep is not forgotten because something else happens first", () => {
  const counting = countdown();
  counting.keep(10_000);
  ahead += 60_000;
  counting.keep(10_000);
  assert.equal(warnings, 1);
});

test("a wall clock that is set back does not hide a sleep after it", () => {
  const counting = countdown();
  counting.keep(100_000);
  ahead -= 60_000;
  pass(1_000);
  counting.keep(100_000);
  ahead += 20_000;
  pass(1_000);
  assert.equal(warnings, 2);
});

test("clocks that are a little apart go together", () => {
  const counting = countdown();
  counting.keep(10_000);
  for (const leap of [450, -900]) {
    ahead += leap;
    pass(1_000);
  }
  assert.equal(warnings, 0);
});

test("counting that begins anew begins with clocks that go together", () => {
  const counting = countdown();
  counting.keep(10_000);
  counting.keep();
  ahead += 60_000;
  counting.keep(10_000);
  pass(1_000);
  assert.equal(warnings, 0);
});

test("what is left is rounded up, and has hours where it needs them", () => {
  page = 500.5;
  for (const [seconds, digits] of /** @type {[number, string][]} */ ([
    [-5, "0:00"],
    [0, "0:00"],
    [0.001, "0:01"],
    [1, "0:01"],
    [9, "0:09"],
    [10, "0:10"],
    [59.001, "1:00"],
    [599, "9:59"],
    [600, "10:00"],
    [3_599, "59:59"],
    [3_600, "1:00:00"],
    [3_661, "1:01:01"],
    [4_210, "1:10:10"],
    [360_000, "100:00:00"],
  ])) {
    assert.equal(left(500.5 + 1_000 * seconds), digits);
  }
});
