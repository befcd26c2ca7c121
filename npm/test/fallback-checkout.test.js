// What the fallback makes of an order, a memory and the server's answers: as the core does, in its plainest form.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FallbackCheckout, Fault } from "../fallback-checkout.js";
import { writeMemory } from "../fallback-memory.js";

const START = 1_800_000_000_000;
const MINUTE = 60_000;
const LINK = "https://l.kaspi.kz/apm";

/** @param {Partial<import("../fallback-reading.js").Payment>} [own] */
const payment = (own) => ({
  paymentId: "P1",
  standing: "U",
  link: LINK,
  created: START,
  expires: START + 10 * MINUTE,
  ...own,
});

/**
 * What a tab keeps of an order, each payment a mark and an id.
 * @param {string[]} payments the current one last
 */
function kept(...payments) {
  const order = payments.map((payment) => ({ mark: payment.charAt(0), paymentId: payment.slice(1) }));
  const times = { kept: START, deadline: START + 10 * MINUTE };
  const text = writeMemory({ ...times, handedOff: "1", chosen: "c", concluded: false, order });
  return Object.fromEntries(order.map(({ paymentId }) => [paymentId, text]));
}

/**
 * A checkout that was opened at the start.
 * @param {Partial<import("../fallback-reading.js").Payment>} [own]
 * @param {Record<string, string>} [memories]
 */
function opened(own, memories = {}, state = "idle") {
  const checkout = new FallbackCheckout(payment(own), state, memories, START);
  const at = (/** @type {number} */ ms = 0) => {
    checkout.settle(START + ms);
    return checkout.state;
  };
  at();
  const hears = (/** @type {Record<string, unknown>} */ answer, ms = 0) => {
    const heard = checkout.hear(answer, START + ms);
    at(ms);
    return heard;
  };
  return { checkout, at, hears };
}

/** The error code of an answer that does not count. @param {() => unknown} act */
function fault(act) {
  try {
    act();
  } catch (error) {
    return error instanceof Fault ? error.code : error;
  }
  return undefined;
}

test("a code is on show until it dies, and asked about before that is said", () => {
  const { at, hears } = opened();
  assert.equal(at(10 * MINUTE - 1), "waiting");
  assert.equal(at(10 * MINUTE), "confirming");
  hears({ status: "PROCESSING" }, 10 * MINUTE + 29_000);
  assert.equal(at(10 * MINUTE + 29_000), "confirming");
  hears({ status: "PROCESSING" }, 10 * MINUTE + 30_000);
  assert.equal(at(10 * MINUTE + 30_000), "expired");
});

test("a word that nobody knows makes no code dead", () => {
  const { at, hears } = opened();
  assert.equal(at(10 * MINUTE), "confirming");
  hears({ status: "COMPLETED" }, 11 * MINUTE);
  assert.equal(at(11 * MINUTE), "confirming");
  hears({ status: "PROCESSING" }, 11 * MINUTE);
  assert.equal(at(11 * MINUTE), "expired");
});

test("a later expiry gives the code back, but not once it was said to be dead", () => {
  const later = { status: "PROCESSING", expireTime: START + 20 * MINUTE };
  const corrected = opened();
  corrected.at(10 * MINUTE);
  corrected.hears(later, 11 * MINUTE);
  assert.equal(corrected.checkout.state, "waiting");
  const dead = opened();
  dead.at(10 * MINUTE);
  dead.hears({ status: "FAIL" }, 10 * MINUTE);
  assert.equal(dead.checkout.state, "expired");
  dead.hears(later, 11 * MINUTE);
  assert.equal(dead.checkout.state, "expired");
});

test("what has expired is paid if the server says so, and nothing else", () => {
  for (const status of ["CANCELLED", "FAIL", "PROCESSING"]) {
    const { checkout, at, hears } = opened();
    at(10 * MINUTE);
    hears({ status: "FAIL" }, 10 * MINUTE);
    assert.equal(hears({ status }, 11 * MINUTE).end, undefined);
    assert.equal(checkout.state, "expired");
    assert.deepEqual(hears({ status: "SUCCESS" }, 12 * MINUTE).end?.late, true);
    assert.equal(checkout.state, "paid");
  }
});

test("the server's words end a payment", () => {
  for (const [status, state] of Object.entries({ SUCCESS: "paid", FAIL: "failed", CANCELLED: "cancelled" })) {
    const { checkout, hears } = opened();
    assert.deepEqual(hears({ status }).end, { status, late: false, about: checkout.current });
    assert.equal(checkout.state, state);
    assert.equal(checkout.isWorthAsking(START), false);
  }
});

test("a payment that is on its way is never offered again, unless it fails", () => {
  const { checkout, at, hears } = opened();
  hears({ status: "PENDING" });
  assert.equal(at(11 * MINUTE), "pending");
  assert.equal(checkout.isWorthAsking(START + 60 * MINUTE), true);
  assert.equal(hears({ status: "FAIL" }, 12 * MINUTE).end?.status, "FAIL");
  assert.equal(checkout.state, "failed");
});

test("what this tab knows to be paid is not offered, whatever its pay response says", () => {
  for (const standing of ["U", "S", "F"]) {
    const { checkout } = opened({ standing }, kept("!P1"));
    assert.equal(checkout.state, "pending", standing);
    assert.equal(checkout.isDoubted, false);
  }
  assert.equal(opened({ paymentId: "P1", paymentRequestId: "R1" }, kept("!P1")).checkout.state, "pending");
  assert.equal(opened({ paymentId: "P2" }, kept("!P1", " P2")).checkout.state, "pending");
  assert.equal(opened({ paymentId: "P2" }, kept("?P2", "!P1")).checkout.state, "pending");
});

test("the code of an earlier payment is not shown again", () => {
  assert.equal(opened({ paymentId: "P1" }, kept(" P1", " P2")).checkout.state, "confirming");
});

test("a settled pay response waits for the server's word about it alone", () => {
  const { checkout, hears } = opened({ paymentId: "P2", standing: "S" }, kept(" P1", " P2"));
  hears({ status: "FAIL", paymentId: "P1" });
  assert.equal(checkout.state, "pending");
  assert.equal(hears({ status: "FAIL", paymentId: "P2" }).end?.status, "FAIL");
});

test("a refused pay response has failed once the server does not say otherwise", () => {
  for (const status of ["PROCESSING", "FAIL"]) {
    const { checkout, hears } = opened({ standing: "F" });
    assert.deepEqual([checkout.state, checkout.isDoubted], ["confirming", true]);
    assert.equal(hears({ status }).end?.status, "FAIL");
    assert.equal(checkout.state, "failed");
  }
  for (const [status, state] of Object.entries({ SUCCESS: "paid", PENDING: "pending", CANCELLED: "cancelled" })) {
    const { checkout, hears } = opened({ standing: "F" });
    hears({ status });
    assert.equal(checkout.state, state);
  }
  const { checkout, hears } = opened({ standing: "F" });
  assert.equal(hears({ status: "COMPLETED" }).end, undefined);
  assert.equal(checkout.state, "confirming");
  assert.equal(checkout.believeRefusal(START).status, "FAIL");
  assert.equal(checkout.state, "failed");
});

test("another payment's answer, or one without a status, does not count", () => {
  const { checkout, hears } = opened();
  assert.equal(
    fault(() => hears({ status: "SUCCESS", paymentId: "P9" })),
    "status-other-payment",
  );
  assert.equal(
    fault(() => hears({})),
    "status-missing",
  );
  assert.equal(checkout.state, "waiting");
  assert.equal(hears({ status: "WHATEVER" }).isUnknown, true);
});

test("a new code counts from when it is taken, and one that was refused is kept in mind", () => {
  const { checkout, hears } = opened();
  assert.equal(checkout.refresh(payment(), START), "refresh-same-code");
  assert.equal(checkout.refresh(payment({ paymentId: "P2", standing: "F" }), START), "refresh-failed");
  hears({ status: "PENDING" });
  assert.equal(checkout.refresh(payment({ paymentId: "P2" }), START), "refresh-already-paid");
  assert.deepEqual(checkout.toRemember(START)[1], ["P2", "P1"]);
  assert.match(checkout.toRemember(START)[0], /\?2:P2:!2:P1:$/);
  // An answer about what was refused is another payment's.
  assert.equal(
    fault(() => hears({ status: "SUCCESS", paymentId: "P2" })),
    "status-other-payment",
  );
  const next = opened();
  assert.equal(next.checkout.refresh(payment({ paymentId: "P2" }), START), undefined);
  assert.match(next.checkout.toRemember(START)[0], / 2:P1: 2:P2:$/);
});

test("a new code that was refused may come again once the old payment has failed", () => {
  const { checkout } = opened({ paymentId: "P1" }, kept("?P2", " P1"));
  assert.equal(checkout.refresh(payment({ paymentId: "P2" }), START), undefined);
  assert.match(checkout.toRemember(START)[0], / 2:P1: 2:P2:$/);
});

test("the server's clock decides, and a page that is behind the creation has a wrong one", () => {
  const behind = new FallbackCheckout(payment(), "idle", {}, START - 60 * MINUTE);
  assert.equal(behind.rest(START - 60 * MINUTE), 10 * MINUTE);
  const { checkout, at, hears } = opened();
  hears({ status: "PROCESSING", serverTime: START + 9 * MINUTE });
  assert.equal(checkout.rest(START), MINUTE);
  assert.equal(at(MINUTE), "confirming");
  // A deadline that was guessed by the page's clock moves with it.
  const guessed = opened({ created: undefined, expires: undefined });
  guessed.hears({ status: "PROCESSING", serverTime: START + 60 * MINUTE });
  assert.equal(guessed.checkout.rest(START), 10 * MINUTE);
});

test("the server's wish for the next question is kept within half a second and a minute", () => {
  const { hears } = opened();
  for (const [asked, kept] of [
    [1, 500],
    [7_000, 7_000],
    [1e9, 60_000],
  ]) {
    assert.equal(hears({ status: "PROCESSING", pollAfterMs: asked }).wish, kept);
  }
  assert.equal(hears({ status: "PROCESSING", pollAfterMs: "soon" }).wish, undefined);
});

test("a reload neither restarts nor skips the time to pay", () => {
  for (const times of [{}, { created: undefined }, { created: undefined, expires: undefined }]) {
    // The page's clock is an hour behind, and nobody puts it right.
    const early = START - 60 * MINUTE;
    const first = new FallbackCheckout(payment(times), "idle", {}, early);
    first.settle(early);
    const before = first.rest(early);
    const memories = { P1: first.toRemember(early)[0] };
    const later = new FallbackCheckout(payment(times), "idle", memories, early + 4 * MINUTE);
    assert.equal(later.rest(early + 4 * MINUTE), before - 4 * MINUTE);
  }
  const { checkout } = opened();
  const memories = { P1: checkout.toRemember(START)[0] };
  const setBack = new FallbackCheckout(payment(), "idle", memories, START - 60 * MINUTE);
  assert.equal(setBack.rest(START - 60 * MINUTE), 10 * MINUTE);
});

test("a clock that was set back lengthens no life that was kept", () => {
  const { checkout } = opened({ created: undefined, expires: undefined });
  const memories = { P1: checkout.toRemember(START)[0] };
  const early = START - 60 * MINUTE;
  const setBack = new FallbackCheckout(payment({ created: undefined, expires: undefined }), "idle", memories, early);
  assert.equal(setBack.rest(early), 10 * MINUTE);
});

test("a payment is known by either of its names", () => {
  const both = { paymentId: "P1", paymentRequestId: "R1" };
  const first = opened(both);
  first.hears({ status: "PENDING", ...both });
  const [text, names] = first.checkout.toRemember(START);
  assert.deepEqual(names, ["P1", "R1"]);
  const memories = Object.fromEntries(names.map((name) => [name, text]));
  for (const one of [{ paymentRequestId: undefined }, { paymentId: undefined }]) {
    const { checkout } = opened({ ...both, ...one }, memories);
    assert.equal(checkout.state, "pending");
    assert.deepEqual(checkout.names(checkout.current), both);
  }
  // What was kept under one of them before anybody told that it is the same payment.
  for (const [stale, fresh] of [
    ["P1", "R1"],
    ["R1", "P1"],
  ]) {
    const { [String(stale)]: unpaid } = kept(` ${stale}`);
    const kepts = { [String(stale)]: String(unpaid), [String(fresh)]: text };
    assert.equal(opened(both, kepts).checkout.state, "pending");
  }
});

test("an earlier payment that its own pay response calls settled is paid", () => {
  const { checkout } = opened({ standing: "S" }, kept(" P1", " P2"));
  assert.equal(checkout.state, "pending");
});

test("a corrected expiry is kept", () => {
  const { checkout, hears } = opened();
  hears({ status: "PROCESSING", serverTime: START, expireTime: START + 2 * MINUTE });
  assert.equal(checkout.rest(START), 2 * MINUTE);
  const again = new FallbackCheckout(payment(), "idle", { P1: checkout.toRemember(START)[0] }, START + MINUTE);
  again.hearTime(START + MINUTE, START + MINUTE);
  assert.equal(again.rest(START + MINUTE), MINUTE);
  for (const odd of [0, -1, 1_800_000_000, "0001-01-01T00:00:00Z"]) {
    hears({ status: "PROCESSING", expireTime: odd, serverTime: odd });
    assert.equal(checkout.rest(START), 2 * MINUTE);
  }
});

test("what is no pay response is rejected, unless it is known to be paid", () => {
  assert.equal(opened({ problem: "pay-response-not-json" }).checkout.state, "rejected");
  assert.equal(opened({ problem: "pay-response-not-json" }, kept("!P1")).checkout.state, "pending");
});

test("what was refused for a payment that has failed since begins as any new code does", () => {
  const { checkout, hears } = opened({ paymentId: "P2" }, kept("?P2", " P1"));
  assert.equal(checkout.state, "waiting");
  assert.equal(checkout.current.paymentId, "P2");
  assert.equal(hears({ status: "SUCCESS", paymentId: "P2" }).end?.status, "SUCCESS");
});

test("a new pay response that is settled is not offered", () => {
  const { checkout, at } = opened();
  assert.equal(checkout.refresh(payment({ paymentId: "P2", standing: "S" }), START), undefined);
  assert.equal(at(), "pending");
});

test("late is who paid late, where that is told", () => {
  const end = (/** @type {number} */ paid) => {
    const { at, hears } = opened();
    at(11 * MINUTE);
    return hears({ status: "SUCCESS", paymentTime: START + paid }, 11 * MINUTE).end?.late;
  };
  assert.deepEqual([end(9 * MINUTE), end(10 * MINUTE + 1)], [false, true]);
});

test("a code that was found to be dead may live after all, where its time is remembered", () => {
  assert.equal(opened({}, kept(" P1"), "confirming").checkout.state, "waiting");
  assert.equal(opened({}, {}, "confirming").checkout.state, "confirming");
});

test("a word that names the old payment is about no new one that lacks the name", () => {
  for (const newer of [{ paymentRequestId: "R2" }, {}]) {
    const renewed = () => {
      const { checkout, hears } = opened({ paymentRequestId: "R1" });
      assert.equal(checkout.refresh({ ...payment(), paymentId: undefined, ...newer }, START), undefined);
      return { checkout, hears };
    };
    for (const status of ["FAIL", "CANCELLED"]) {
      const { checkout, hears } = renewed();
      assert.equal(hears({ status, paymentId: "P1" }).end, undefined);
      assert.equal(checkout.state, "waiting");
      assert.equal(hears({ status }).end?.status, status);
    }
    const { end } = renewed().hears({ status: "SUCCESS", paymentId: "P1" });
    assert.equal(end?.about.paymentRequestId, "R1");
  }
});

test("a number is a status that nobody knows", () => {
  assert.equal(opened().hears({ status: 1 }).isUnknown, true);
});

test("a life that the server has lengthened is not cut by a reload", () => {
  const { checkout, hears } = opened({ expires: START + MINUTE });
  hears({ status: "PROCESSING", expireTime: START + 5 * MINUTE });
  const [text, names] = checkout.toRemember(START);
  const again = opened({ expires: START + MINUTE }, Object.fromEntries(names.map((name) => [name, text])));
  assert.equal(again.at(5 * MINUTE - 1), "waiting");
  assert.equal(again.at(5 * MINUTE), "confirming");
});

test("time in which nobody answered does not count against a payment, and is asked through", () => {
  const { checkout, at, hears } = opened();
  at(10 * MINUTE);
  checkout.interrupted();
  assert.ok(checkout.isWorthAsking(START + 60 * MINUTE));
  hears({ status: "PROCESSING" }, 17 * MINUTE);
  assert.equal(checkout.state, "confirming");
  hears({ status: "PROCESSING" }, 17 * MINUTE + 30_000);
  assert.equal(checkout.state, "expired");
  assert.ok(checkout.isWorthAsking(START + 22 * MINUTE));
  assert.ok(!checkout.isWorthAsking(START + 23 * MINUTE));
});

test("what is paid goes on, whatever the page says of its order, and nothing else does", () => {
  const own = payment();
  const nameless = { ...own, paymentId: undefined };
  const fresh = opened();
  assert.ok(!fresh.checkout.outlasts(own));
  for (const word of ["PENDING", "SUCCESS"]) {
    const { checkout, hears } = opened();
    hears({ status: word });
    assert.ok(checkout.outlasts(own));
    for (const standing of ["S", "F"]) assert.ok(checkout.outlasts({ ...nameless, standing }), standing);
    assert.ok(checkout.outlasts({ ...nameless, problem: "pay-response-not-json" }));
    assert.ok(!checkout.outlasts(nameless), "another one without a name");
    assert.ok(!checkout.outlasts({ ...own, paymentId: "P2" }), "another order");
  }
});

test("no older code is taken, and the current one where it is known by its name alone", () => {
  const { checkout } = opened();
  assert.equal(checkout.refresh(payment({ paymentId: "P0", created: START - MINUTE }), START), "refresh-same-code");
  const reloaded = opened({}, kept(" P1", " P2"));
  assert.equal(reloaded.checkout.state, "confirming");
  assert.equal(reloaded.checkout.refresh(payment(), START), "refresh-same-code");
  assert.equal(reloaded.checkout.refresh(payment({ paymentId: "P2" }), START), undefined);
  assert.equal(reloaded.checkout.refresh(payment({ paymentId: "P2" }), START), "refresh-same-code");
});

test("an old payment is late by its own expiry", () => {
  const lateOf = (/** @type {number} */ ms, /** @type {Record<string, unknown>} */ told) => {
    const { checkout, hears } = opened();
    assert.equal(
      checkout.refresh(
        payment({ paymentId: "P2", created: START + MINUTE, expires: START + 20 * MINUTE }),
        START + MINUTE,
      ),
      undefined,
    );
    return hears({ status: "SUCCESS", paymentId: "P1", ...told }, ms).end?.late;
  };
  assert.equal(lateOf(12 * MINUTE, {}), true);
  assert.equal(lateOf(12 * MINUTE, { paymentTime: START + 9 * MINUTE }), false);
  assert.equal(lateOf(2 * MINUTE, {}), false);
  // Of a payment that is known by its name alone nobody knows when its code died.
  const reloaded = opened({ paymentId: "P2" }, kept(" P1", " P2"));
  assert.equal(reloaded.hears({ status: "SUCCESS", paymentId: "P1" }).end?.late, true);
});

test("times that no clock shows are not believed", () => {
  for (const time of [START * 1_000, 1_000, 1e308]) {
    const { checkout, hears } = opened();
    hears({ status: "PROCESSING", serverTime: time, expireTime: time });
    assert.equal(checkout.state, "waiting", String(time));
    assert.equal(checkout.rest(START), 10 * MINUTE);
  }
});

test("two payments that share a name are each known to be paid", () => {
  const shared = { paymentRequestId: "R" };
  const times = { kept: START, deadline: START + 10 * MINUTE };
  const memory = (/** @type {string} */ paymentId) =>
    writeMemory({
      ...times,
      handedOff: "0",
      chosen: "-",
      concluded: false,
      order: [{ mark: "!", paymentId, ...shared }],
    });
  const memories = { P1: memory("P1"), P2: memory("P2"), R: memory("P2") };
  for (const paymentId of ["P1", "P2"]) {
    assert.equal(opened({ paymentId, ...shared }, memories).checkout.state, "pending", paymentId);
  }
  assert.equal(opened({ paymentId: "P3", ...shared }, memories).checkout.state, "waiting");
});
