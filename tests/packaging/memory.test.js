// The memory of the wasm that ships: a quarter of a mebibyte, however long a buyer waits and however many widgets come and go.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const BUILT = new URL("../../dist/npm/package/built/", import.meta.url);
const PAY_RESPONSE = readFileSync(
  new URL("../fixtures/antom/KASPI_KZ__pay_response_WAP.json", import.meta.url),
  "utf8",
);
/** A second after the payment of the fixture was created. */
const START = Date.parse(JSON.parse(PAY_RESPONSE).paymentCreateTime) + 1_000;
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

const { default: init, Core } = await import(new URL("kaspi_checkout.js", BUILT).href);
const headers = { "content-type": "application/wasm" };
const exports = await init({
  module_or_path: new Response(readFileSync(new URL("kaspi_checkout_bg.wasm", BUILT)), { headers }),
});
const pages = () => exports.memory.buffer.byteLength / 65_536;

/** A widget on a page that asks, at a time of its own. */
class Widget {
  #core = new Core();
  #now = 0;
  asked = 0;

  /** @param {string} payResponse */
  constructor(payResponse) {
    this.tell({ event: "options", status: 1, visible: 1, online: 1, pageOrigin: "https://shop.example", payResponse });
  }

  /**
   * @param {object} telling
   * @returns {any} the answer; where it was a question, the one to what was heard
   */
  tell(telling) {
    const answer = JSON.parse(this.#core.tell(JSON.stringify(telling), this.#now, START + this.#now));
    const question = answer.effects.find((/** @type {[string]} */ [name]) => name === "ask");
    return question ? this.#answer(question[1]) : answer;
  }

  /** Waits as long as the core wants to. */
  wait() {
    this.#now += this.tell({ event: "woken" }).wait ?? SECOND;
    return this.#now;
  }

  leave() {
    this.#core.free();
  }

  /**
   * The merchant's server keeps the payment alive.
   * @param {number} number of the question
   */
  #answer(number) {
    this.asked += 1;
    const now = START + this.#now;
    const text = JSON.stringify({
      status: "PROCESSING",
      serverTime: now,
      expireTime: now + 600 * SECOND,
      pollAfterMs: 5_000,
    });
    return this.tell({ event: "answered", number, text });
  }
}

test("an hour of waiting takes no more memory than its beginning", () => {
  const widget = new Widget(PAY_RESPONSE);
  while (widget.wait() < 60 * SECOND);
  const before = pages();
  assert.ok(before <= 4, `${before} pages of 64 KiB`);
  while (widget.wait() < HOUR);
  assert.ok(widget.asked > 500, `${widget.asked} questions`);
  assert.equal(pages(), before);
  widget.leave();
});

test("a thousand widgets that come and go leave nothing behind", () => {
  const before = pages();
  for (let visit = 0; visit < 1_000; visit += 1) {
    const widget = new Widget(JSON.stringify({ ...JSON.parse(PAY_RESPONSE), paymentId: `visit-${visit}` }));
    widget.wait();
    widget.leave();
  }
  assert.equal(pages(), before);
});

test("messages nested as deeply as they may be are read on the wasm's small stack, deeper ones are refused", () => {
  const nested = (/** @type {number} */ depth) => `${'{"a":['.repeat(depth)}${"]}".repeat(depth)}`;
  const codes = [10, 63, 64, 5_000].map((depth) => {
    const core = new Core();
    const options = { event: "options", status: 1, payResponse: nested(depth) };
    const answer = core.tell(JSON.stringify(options), 0, START);
    core.free();
    return /pay-response-[a-z-]+/.exec(answer)?.[0];
  });
  assert.deepEqual(codes, ["pay-response-empty", "pay-response-empty", "pay-response-empty", "pay-response-not-json"]);
});
