// Asks the merchant: one question, one outcome.

/** @typedef {import("./answer.d.ts").Outcome} Outcome */
/** @typedef {import("./options.d.ts").WidgetOptions} WidgetOptions */

/** No status is longer than this, in bytes. */
const LONGEST_ANSWER = 64 * 1024;

/**
 * Asks for the status; aborting `signal` ends the question.
 * @param {WidgetOptions} options
 * @param {AbortSignal} signal
 * @returns {Promise<Outcome>}
 */
export async function ask({ statusSource, statusUrl = "" }, signal) {
  if (statusSource) return call(statusSource);
  try {
    const response = await fetch(statusUrl, {
      headers: { accept: "application/json" },
      cache: "no-store",
      signal,
    });
    if (!response.ok) return { http: response.status, ...waitOf(response) };
    const text = await bodyOf(response);
    return text === undefined ? { lost: "too-large" } : { text, ...dateOf(response.headers.get("date")) };
  } catch {
    return { lost: "network" };
  }
}

/**
 * @param {() => unknown} source
 * @returns {Promise<Outcome>}
 */
async function call(source) {
  try {
    const answer = await source();
    const text = typeof answer === "string" ? answer : JSON.stringify(answer);
    return text === undefined ? { lost: "source" } : { text };
  } catch {
    return { lost: "source" };
  }
}

/**
 * Reads the body as UTF-8; nothing where it is longer than the longest answer.
 * @param {Response} response
 */
export async function bodyOf(response) {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk?.value) return text + decoder.decode();
    length += chunk.value.length;
    if (length > LONGEST_ANSWER) {
      // Whether the rest could be cancelled or not, nobody waits for it.
      reader?.cancel().catch(() => {});
      return;
    }
    text += decoder.decode(chunk.value, { stream: true });
  }
}

/**
 * `Retry-After`: seconds, or the date at which to ask again (RFC 9110, 10.2.3); in milliseconds from now.
 * @param {Response} response
 */
function waitOf({ headers }) {
  const wish = headers.get("retry-after")?.trim() ?? "";
  if (/^[+-]?\d+$/.test(wish)) return { retryAfter: 1_000 * Number(wish) };
  // Where the server's clock may not be read, the page's has to do.
  const retryAfter = Date.parse(wish) - (Date.parse(headers.get("date") ?? "") || Date.now());
  return Number.isFinite(retryAfter) ? { retryAfter } : {};
}

/** @param {string | null} header */
function dateOf(header) {
  const date = Date.parse(header ?? "");
  return Number.isFinite(date) ? { date } : {};
}
