// The screen stays awake as long as it is wanted, whatever the order in which a browser answers.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { WakeLock } from "../shell/wake-lock.js";

/** Answers requests in the order of their making. @type {{ grant: () => void, refuse: () => void }[]} */
let requests = [];
/** How many locks are held, the screen being awake as long as there is one. */
let held = 0;

beforeEach(() => {
  requests = [];
  held = 0;
  browserHas({ request });
  Object.defineProperty(globalThis, "document", { configurable: true, value: {} });
});

/** @param {unknown} wakeLock */
function browserHas(wakeLock) {
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: { wakeLock } });
}

/** @param {string} kind */
function request(kind) {
  assert.equal(kind, "screen");
  return new Promise((resolve, reject) => {
    const grant = () => {
      held += 1;
      let released = false;
      const release = async () => {
        if (!released) held -= 1;
        released = true;
      };
      resolve({ release });
    };
    requests.push({ grant, refuse: () => reject(new DOMException("Refused.", "NotAllowedError")) });
  });
}

/** Lets all that is ready happen. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("it is held while it is wanted, and asked for once", async () => {
  const lock = new WakeLock();
  lock.keep(false);
  lock.keep(true);
  lock.keep(true);
  assert.equal(requests.length, 1);
  requests[0]?.grant();
  await settled();
  assert.equal(held, 1);
  lock.keep(false);
  assert.equal(held, 0);
});

test("what is granted too late is given back", async () => {
  const lock = new WakeLock();
  lock.keep(true);
  lock.keep(false);
  requests[0]?.grant();
  await settled();
  assert.equal(held, 0);
});

test("wanted, not wanted and wanted again before the browser answers, it is held once", async () => {
  const lock = new WakeLock();
  for (const awake of [true, false, true]) lock.keep(awake);
  requests.forEach(({ grant }) => grant());
  await settled();
  assert.equal(held, 1);
  lock.keep(false);
  await settled();
  assert.equal(held, 0);
});

test("a refusal is no error, and it is asked for again when it is wanted again", async () => {
  const lock = new WakeLock();
  lock.keep(true);
  requests[0]?.refuse();
  await settled();
  lock.keep(false);
  lock.keep(true);
  requests[1]?.grant();
  await settled();
  assert.equal(held, 1);
});

test("where there is none, nothing happens", async () => {
  browserHas(undefined);
  const lock = new WakeLock();
  lock.keep(true);
  await settled();
  lock.keep(false);
});

test("where a policy forbids it, it is not asked for", () => {
  for (const [allowed, asked] of /** @type {const} */ ([
    [false, 0],
    [true, 1],
  ])) {
    const allowsFeature = (/** @type {string} */ name) => name !== "screen-wake-lock" || allowed;
    Object.defineProperty(globalThis, "document", { configurable: true, value: { featurePolicy: { allowsFeature } } });
    new WakeLock().keep(true);
    assert.equal(requests.length, asked);
  }
});
