// Pay responses as Antom writes them: the published message, with fresh times and names.

import { readFileSync } from "node:fs";

const PUBLISHED = readFileSync(
  new URL("../../fixtures/antom/KASPI_KZ__pay_response_WAP.json", import.meta.url),
  "utf8",
);
const PUBLISHED_CODE = "2816660400930m9F9gUlg0a3gn1kpWHv3kvD";

export const MINUTE = 60_000;

/**
 * @typedef {object} Wish
 * @property {number} created epoch ms
 * @property {number} [lives] how long the code lives, in ms
 * @property {string} [code] the payment's code
 * @property {Record<string, any>} [change] fields to set; `undefined` takes a field away
 */

/**
 * A fresh pay response.
 * @param {Wish} wish
 * @returns {Record<string, any>}
 */
export function payResponse({ created, lives = 10 * MINUTE, code = "2816660400930aFreshCode0001", change = {} }) {
  const message = JSON.parse(PUBLISHED.replaceAll(PUBLISHED_CODE, code));
  message.paymentCreateTime = new Date(created).toISOString();
  message.orderCodeForm.expireTime = new Date(created + lives).toISOString();
  message.paymentId = `20260301194010800100${code.slice(-6)}`;
  message.paymentRequestId = `REQUEST_${code.slice(-6)}`;
  return JSON.parse(JSON.stringify({ ...message, ...change }));
}

/**
 * The text that the payment's QR must hold.
 * @param {Record<string, any>} message
 * @returns {string}
 */
export function codeOf(message) {
  const texts = message.orderCodeForm.codeDetails;
  return texts.find((/** @type {any} */ detail) => detail.displayType === "TEXT").codeValue;
}
