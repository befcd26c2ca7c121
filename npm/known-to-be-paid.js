// The one thing about payments that the element's own file knows, for where neither the wasm nor the fallback can be had: that
// nobody is offered another way to pay who has paid.

import { memories } from "./shell/storage.js";

/**
 * Whether the tab knows a payment that a pay response names to be paid, or the pay response itself says so.
 * @param {string | undefined} payResponse
 */
export function isKnownToBePaid(payResponse = "") {
  if (/"resultStatus"\s*:\s*"S"/.test(payResponse)) return true;
  // The mark of a paid payment, as src/checkout/memory.rs writes it.
  return Object.entries(memories()).some(([name, text]) => payResponse.includes(name) && text.includes("!"));
}
