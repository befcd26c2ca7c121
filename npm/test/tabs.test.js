// Tabs of one payment: one has the turn, all hear. The locks are a stand-in; the channels are Node's own.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { joinTabs } from "../shell/tabs.js";

/** @typedef {import("../shell/answer.d.ts").Telling} Telling */
/** @typedef {{ signal: AbortSignal }} Queueing */

/** A browser's locks, one queue for each name. */
class Locks {
  /** @type {Map<string, Promise<void>>} */
  #queues = new Map();

  /**
   * @param {string} name
   * @param {Queueing} queueing
   * @param {() => Promise<void>} hold
   */
  async request(name, { signal }, hold) {
    const before = this.#queues.get(name) ?? Promise.resolve();
    const { promise, resolve } = turn();
    this.#queues.set(name, promise);
    const aborted = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    try {
      await Promise.race([before, aborted]);
    } catch (error) {
      before.then(resolve);
      throw error;
    }
    await hold();
    resolve();
  }
}

/** A promise, and how to keep it. */
function turn() {
  let resolve = () => {};
  const promise = /** @type {Promise<void>} */ (new Promise((done) => (resolve = done)));
  return { promise, resolve };
}

/** @param {object} navigator */
function browserIs(navigator) {
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: navigator });
}

/** How to leave the tabs that were opened. @type {(() => void)[]} */
let leaving = [];
afterEach(() => {
  for (const leave of leaving) leave();
  leaving = [];
});

/**
 * A tab of the payment; it can be waited for what it is told.
 * @param {string} key
 * @param {string[]} [names] of the other payments of its order
 */
function tab(key, names = []) {
  /** @type {Telling[]} */
  const told = [];
  /** @type {(() => void)[]} */
  let waiting = [];
  let newcomers = 0;
  const joined = joinTabs(key, names, (telling) => {
    if (telling.event === "heard-from-tab" && telling.text === "=") newcomers += 1;
    else told.push(telling);
    waiting.forEach((go) => go());
    waiting = [];
  });
  const hears = async (/** @type {string} */ event) => {
    for (;;) {
      const heard = told.find((telling) => telling.event === event);
      if (heard) return heard;
      await new Promise((resolve) => waiting.push(() => resolve(undefined)));
    }
  };
  leaving.push(joined.leave);
  return { told, hears, newcomers: () => newcomers, ...joined };
}

/** Lets all that is ready happen. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("the first tab has its turn, the next one when it leaves", async () => {
  browserIs({ locks: new Locks() });
  const first = tab("a");
  await first.hears("asker");
  const second = tab("a");
  await settled();
  assert.deepEqual(second.told, []);
  first.leave();
  await second.hears("asker");
  assert.deepEqual(first.told, [{ event: "asker" }]);
});

test("who leaves the queue is not granted the turn, and holds nobody up", async () => {
  browserIs({ locks: new Locks() });
  const [first, second, third] = [tab("b"), tab("b"), tab("b")];
  await first.hears("asker");
  second.leave();
  first.leave();
  await third.hears("asker");
  assert.deepEqual(second.told, []);
});

test("each payment has a turn of its own", async () => {
  browserIs({ locks: new Locks() });
  await Promise.all([tab("c").hears("asker"), tab("d").hears("asker")]);
});

test("the payment's name is the lock's", () => {
  /** @type {string[]} */
  const names = [];
  browserIs({ locks: { request: async (/** @type {string} */ name) => void names.push(name) } });
  tab("e");
  assert.deepEqual(names, ["kaspi-checkout:e"]);
});

test("where locks are refused, each tab asks", async () => {
  const refusals = [
    () => Promise.reject(new DOMException("Refused.", "SecurityError")),
    () => {
      throw new DOMException("Refused.", "InvalidStateError");
    },
  ];
  for (const request of refusals) {
    browserIs({ locks: { request } });
    await tab("f").hears("asker");
  }
});

test("where there are no locks, nobody is told of a turn: the core knows", async () => {
  browserIs({});
  const only = tab("g");
  await settled();
  assert.deepEqual(only.told, []);
});

test("what one tab tells, the others hear, and those of other payments do not", async () => {
  browserIs({});
  const [first, second, other] = [tab("h"), tab("h"), tab("i")];
  first.tell("+{}");
  assert.deepEqual(await second.hears("heard-from-tab"), { event: "heard-from-tab", text: "+{}" });
  // What was sent to it after that has come too.
  tab("i").tell("last");
  await other.hears("heard-from-tab");
  assert.deepEqual([first.told, other.told], [[], [{ event: "heard-from-tab", text: "last" }]]);
});

test("what concerns the whole order, tabs hear that know another payment of it alone", async () => {
  browserIs({});
  const [ours, other] = [tab("r", ["q"]), tab("q")];
  ours.tell("of ours alone");
  ours.tell("of the order", 1);
  assert.deepEqual(await other.hears("heard-from-tab"), { event: "heard-from-tab", text: "of the order" });
  other.tell("of the other alone");
  other.tell("back", 1);
  assert.deepEqual(await ours.hears("heard-from-tab"), { event: "heard-from-tab", text: "back" });
  assert.deepEqual([ours.newcomers(), other.newcomers()], [1, 0]);
});

test("a payment that is known later is met from then on, and once", async () => {
  browserIs({});
  const [ours, other] = [tab("t"), tab("s")];
  ours.reach(["t", "s"]);
  ours.reach(["s", "t"]);
  ours.tell("of the order", 1);
  await other.hears("heard-from-tab");
  await settled();
  assert.deepEqual([other.told.length, other.newcomers()], [1, 1]);
});

test("who comes asks the others what they know", async () => {
  browserIs({});
  const [first, second] = [tab("m"), tab("m")];
  second.tell("last", 1);
  await first.hears("heard-from-tab");
  assert.deepEqual([first.newcomers(), second.newcomers()], [1, 0]);
});

test("a channel that is refused to speak holds nothing up", () => {
  browserIs({});
  const { postMessage } = BroadcastChannel.prototype;
  try {
    BroadcastChannel.prototype.postMessage = () => {
      throw new DOMException("Closed.", "InvalidStateError");
    };
    tab("n").tell("x");
  } finally {
    BroadcastChannel.prototype.postMessage = postMessage;
  }
});

test("what is no text is not heard", async () => {
  browserIs({});
  const only = tab("j");
  const stranger = new BroadcastChannel("kaspi-checkout:j");
  stranger.postMessage({ odd: 1 });
  stranger.postMessage("plain");
  await only.hears("heard-from-tab");
  assert.deepEqual(only.told, [{ event: "heard-from-tab", text: "plain" }]);
  stranger.close();
});

test("who has left hears nothing any more", async () => {
  browserIs({});
  const [first, second, third] = [tab("k"), tab("k"), tab("k")];
  second.leave();
  first.tell("x");
  await third.hears("heard-from-tab");
  await settled();
  assert.deepEqual(second.told, []);
});

test("a browser without channels has tabs that do not hear each other", () => {
  browserIs({});
  const { BroadcastChannel } = globalThis;
  try {
    Object.assign(globalThis, { BroadcastChannel: undefined });
    const only = tab("l");
    only.tell("x");
    only.leave();
  } finally {
    Object.assign(globalThis, { BroadcastChannel });
  }
});
