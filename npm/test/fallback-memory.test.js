// What the fallback reads and writes is what the core does.

import assert from "node:assert/strict";
import { test } from "node:test";
import { areSame, namesOf, readMemory, writeMemory } from "../fallback-memory.js";

test("an order is read back as it was written", () => {
  const memory = {
    kept: -9,
    deadline: -5,
    handedOff: "1",
    chosen: "a",
    concluded: true,
    order: [
      { mark: " ", paymentId: "2:ab 1:", paymentRequestId: undefined },
      { mark: "!", paymentId: undefined, paymentRequestId: "т一!" },
      { mark: "?", paymentId: undefined, paymentRequestId: undefined },
      { mark: "!", paymentId: "", paymentRequestId: "12" },
    ],
  };
  const text = writeMemory(memory);
  // The lengths count bytes.
  assert.equal(text, "-9,-5 1a1 7:2:ab 1::!:6:т一!?::!0:2:12");
  assert.deepEqual(readMemory(text), memory);
});

test("foreign text is no memory, and what is cut off is read to its end", () => {
  for (const odd of [undefined, "", "1,1", "1 0-0", "x,1 0-0", "1,1 2-0", "1,1 0x0", "1,1 0-2"])
    assert.equal(readMemory(odd), undefined);
  for (const cut of [" ", "!5", "!5:ab", "!a:b"]) assert.equal(readMemory(`1,1 0-0${cut}`)?.order.length, 1);
});

test("a payment is kept under each of its names, and known by Antom's, else by the merchant's", () => {
  const both = { paymentId: "p", paymentRequestId: "r" };
  assert.deepEqual(namesOf(both), ["p", "r"]);
  assert.deepEqual(namesOf({ paymentRequestId: "r" }), ["r"]);
  assert.deepEqual(namesOf({}), []);
  assert.ok(areSame(both, { paymentId: "p" }) && areSame({ paymentRequestId: "r" }, both));
  assert.ok(
    areSame(both, { ...both, paymentRequestId: "another" }) && !areSame(both, { ...both, paymentId: "another" }),
  );
  assert.ok(!areSame({}, {}) && !areSame(both, {}) && !areSame(both, { paymentId: "r", paymentRequestId: "p" }));
});
