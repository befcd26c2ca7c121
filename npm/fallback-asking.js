// The fallback's questions to the status endpoint, one at a time.

import { Fault } from "./fallback-checkout.js";
import { asObject } from "./fallback-reading.js";

const SECOND = 1_000;
/** How long one question may take. */
const PATIENCE = 10 * SECOND;
/** An answer that is longer, in letters, is no status. */
const LONGEST_ANSWER = 65_536;
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
export async function ask({ statusSource, statusUrl }, question, hearTime) {
  const { signal } = question;
  const patience = setTimeout(() => question.abort(), PATIENCE);
  try {
    return statusSource ? await askSource(statusSource, signal) : await askEndpoint(statusUrl ?? "", signal, hearTime);
  } catch (error) {
    if (error instanceof Fault) throw error;
    const lost = statusSource ? "status-source-failed" : "status-network";
    throw new Fault(signal.aborted ? "status-timeout" : lost);
  } finally {
    clearTimeout(patience);
  }
}

/**
 * @param {() => unknown} source
 * @param {AbortSignal} signal
 */
async function askSource(source, signal) {
  const late = new Promise((_, reject) => signal.addEventListener("abort", reject));
  return asObject(await Promise.race([source(), late]));
}

/**
 * @param {string} url
 * @param {AbortSignal} signal
 * @param {(time: number) => void} hearTime
 */
async function askEndpoint(url, signal, hearTime) {
  const response = await fetch(url, { cache: "no-store", headers: { accept: "application/json" }, signal });
  const date = Date.parse(response.headers.get("date") ?? "");
  if (date) hearTime(date);
  if (!response.ok) throw new Fault(httpCode(response.status), readRetryAfter(response.headers.get("retry-after")));
  const text = await response.text();
  if (text.length > LONGEST_ANSWER) throw new Fault("status-too-large");
  return asObject(text);
}

/** @param {number} status */
function httpCode(status) {
  if ([401, 403, 404, 410, 429].includes(status)) return `status-http-${status}`;
  return status >= 500 ? "status-http-5xx" : "status-http-other";
}

/**
 * @param {string | null} text seconds, or a date
 * @returns {number} ms
 */
function readRetryAfter(text) {
  const wait = Number(text) * SECOND || Date.parse(text ?? "") - Date.now();
  return wait > 0 ? Math.min(wait, LONGEST_RETRY_AFTER) : 0;
}
