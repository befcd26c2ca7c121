// The fallback's questions to the status endpoint, one at a time.

import { Fault } from "./fallback-checkout.js";
import { objectOf } from "./fallback-reading.js";
import { ask as askOnce } from "./shell/endpoint.js";

const SECOND = 1_000;
/** How long one question may take. */
const PATIENCE = 10 * SECOND;
/** `Retry-After` is obeyed up to here. */
const LONGEST_RETRY_AFTER = 300 * SECOND;

/**
 * Asks once.
 * @param {import("./shell/options.d.ts").WidgetOptions} options
 * @param {AbortController} question gives it up
 * @param {(time: number) => void} hearTime hears the server's clock, in epoch ms
 * @returns {Promise<Record<string, any>>}
 * @throws {Fault} where there is no answer that counts
 */
export async function ask(options, question, hearTime) {
  const { signal } = question;
  const patience = setTimeout(() => question.abort(), PATIENCE);
  /** @type {Promise<{ lost: "timeout" }>} */
  const late = new Promise((resolve) => signal.addEventListener("abort", () => resolve({ lost: "timeout" })));
  const outcome = await Promise.race([late, askOnce(options, signal)]);
  clearTimeout(patience);
  if ("lost" in outcome) throw new Fault(`status-${outcome.lost === "source" ? "source-failed" : outcome.lost}`);
  if ("http" in outcome) throw new Fault(httpCode(outcome.http), withinReason(outcome.retryAfter));
  if (outcome.date) hearTime(outcome.date);
  const answer = objectOf(outcome.text);
  if (!answer) throw new Fault("status-not-json");
  return answer;
}

/** @param {number} status */
function httpCode(status) {
  if ([401, 403, 404, 410, 429].includes(status)) return `status-http-${status}`;
  return status >= 500 ? "status-http-5xx" : "status-http-other";
}

/** @param {number} [wait] ms */
function withinReason(wait = 0) {
  return Math.min(Math.max(wait, 0), LONGEST_RETRY_AFTER);
}
