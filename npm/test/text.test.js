// Texts that only the browser can write.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { written } from "../shell/text.js";

/**
 * An amount as it is written.
 * @param {Partial<import("../shell/answer.d.ts").Money>} own
 */
function money(own) {
  const amount = written({ number: "1.00", decimals: 2, currency: "SGD", sign: "symbol", language: "en", ...own });
  // Spaces of any width, as the languages have them.
  return amount.replaceAll(/\s/g, " ");
}

test("words are themselves", () => {
  assert.equal(written("Оплачено"), "Оплачено");
  assert.equal(written(""), "");
});

test("amounts have the sign of their currency", () => {
  const tenge = { currency: "KZT", sign: /** @type {const} */ ("narrowSymbol") };
  assert.equal(money({ ...tenge, number: "15000.50", language: "ru" }), "15 000,50 ₸");
  assert.equal(money({ ...tenge, number: "15000.50", language: "en" }), "₸15,000.50");
  assert.equal(money({ number: "12.50" }), "SGD 12.50");
});

test("they have as many decimals as were told, and none where they are zeros", () => {
  assert.equal(money({ currency: "JPY", number: "1200", decimals: 0 }), "¥1,200");
  assert.equal(money({ currency: "KWD", number: "12.345", decimals: 3 }), "KWD 12.345");
  assert.equal(money({ currency: "KWD", number: "0.500", decimals: 3 }), "KWD 0.500");
  assert.equal(money({ number: "7.00" }), "SGD 7");
});

test("no digit is lost", () => {
  const long = /** @type {const} */ ({ number: "184467440737095516.15", currency: "USD" });
  assert.equal(money(long), "$184,467,440,737,095,516.15");
});

test("what the browser cannot write is the number and the code", () => {
  assert.equal(money({ currency: "12" }), "1.00 12");
  assert.equal(money({ language: "no language" }), "1.00 SGD");
  assert.equal(money({ decimals: 1_000 }), "1.00 SGD");
});

test("a code that the browser has never heard of stands by the number", () => {
  assert.equal(money({ currency: "QQQ", number: "1.50" }), "QQQ 1.50");
});

test("the end is a time of day, by the clock of this device", () => {
  mock.timers.enable({ apis: ["Date"], now: new Date(2026, 0, 25, 9, 4, 30) });
  mock.method(performance, "now", () => 7_000);
  try {
    const until = (/** @type {number} */ seconds) =>
      written({ until: "Pay by {time}!", ends: 7_000 + 1_000 * seconds });
    assert.equal(until(0), "Pay by 09:04!");
    assert.equal(until(30), "Pay by 09:05!");
    assert.equal(until(15 * 3_600), "Pay by 00:04!");
    assert.equal(written({ until: "Pay soon", ends: 60_000 }), "Pay soon");
    assert.equal(written({ until: "", ends: 60_000 }), "");
  } finally {
    mock.timers.reset();
    mock.restoreAll();
  }
});
