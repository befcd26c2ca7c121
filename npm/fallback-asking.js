// The fallback's questions to the status endpoint, one at a time.

import { Fault } from "./fallback-checkout.js";
import { objectOf } from "./fallback-reading.js";
import { bodyOf } from "./shell/endpoint.js";

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
  const answer = await Promise.race([source(), late]);
  if (answer === undefined) throw new Fault("status-source-failed");
  return asAnswer(answer);
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
  if (!response.ok)
    throw new Fault(httpCode(response.status), readRetryAfter(response.headers.get("retry-after"), date || Date.now()));
  const text = await bodyOf(response);
  if (text === undefined) throw new Fault("status-too-large");
  return asAnswer(text);
}

/**
 * @param {unknown} value
 * @throws {Fault} where it is no object, nor the JSON of one
 */
function asAnswer(value) {
  const answer = objectOf(value);
  if (!answer) throw new Fault("status-not-json");
  return answer;
}

/** @param {number} status */
function httpCode(status) {
  if ([401, 403, 404, 410, 429].includes(status)) return `status-http-${status}`;
  return status >= 500 ? "status-http-5xx" : "status-http-other";
}

/**
 * @param {string | null} text seconds, or a date
 * @param {number} now by the server's clock where it may be read, in epoch ms
 * @returns {number} ms
 */
function readRetryAfter(text, now) {
  const wait = Number(text) * SECOND || Date.parse(text ?? "") - now;
  return wait > 0 ? Math.min(wait, LONGEST_RETRY_AFTER) : 0;
}
