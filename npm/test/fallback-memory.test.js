// What the fallback reads and writes is what the core does.

import assert from "node:assert/strict";
import { test } from "node:test";
import { keyOf, readMemory, writeMemory } from "../fallback-memory.js";

test("an order is read back as it was written", () => {
  const memory = {
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
  assert.equal(text, "-5 1a1 7:2:ab 1::!:6:т一!?::!0:2:12");
  assert.deepEqual(readMemory(text), memory);
});

test("foreign text is no memory, and what is cut off is read to its end", () => {
  for (const odd of [undefined, "", "1", "x 0-0", "1 2-0", "1 0x0", "1 0-2"]) assert.equal(readMemory(odd), undefined);
  for (const cut of ["1 0-0 ", "1 0-0!5", "1 0-0!5:ab", "1 0-0!a:b"]) assert.equal(readMemory(cut)?.order.length, 1);
});

test("a payment is kept under Antom's name, else under the merchant's", () => {
  assert.equal(keyOf({ paymentId: "p", paymentRequestId: "r" }), "p");
  assert.equal(keyOf({ paymentRequestId: "r" }), "r");
  assert.equal(keyOf({}), undefined);
});
