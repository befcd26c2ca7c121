// Asks the merchant's `refresh-url` for a new code.

import { bodyOf } from "./endpoint.js";

/**
 * `POST`s the payment's names; the answer is a new pay response, or nothing.
 * @param {string} url
 * @param {import("./answer.d.ts").Names} names
 * @param {AbortSignal} signal
 * @returns {Promise<string | undefined>}
 */
export async function renew(url, { paymentId, paymentRequestId }, signal) {
  const names = { paymentId: paymentId ?? undefined, paymentRequestId: paymentRequestId ?? undefined };
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { accept: "application/json", "content-type": "application/json" },
      signal,
      body: JSON.stringify(names),
    });
    return response.ok ? await bodyOf(response) : undefined;
  } catch {
    return undefined;
  }
}
