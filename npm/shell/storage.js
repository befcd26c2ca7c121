// The tab's memory of its payments. Where storage is refused, it lasts as long as the page.

const PREFIX = "kaspi-checkout:";

/** What the storage did not take, by the names of the payments. @type {Map<string, string>} */
const refused = new Map();

/**
 * What this tab keeps, by the names of the payments.
 * @returns {Record<string, string>}
 */
export function memories() {
  /** @type {[string, string][]} */
  let kept = [];
  try {
    const all = Object.entries(sessionStorage).filter(([key]) => key.startsWith(PREFIX));
    kept = all.map(([key, text]) => [key.slice(PREFIX.length), text]);
  } catch {
    // Then there is what the page itself remembers.
  }
  return Object.fromEntries([...kept, ...refused]);
}

/**
 * Keeps a text under each of the names.
 * @param {string} text
 * @param {string[]} keys
 */
export function remember(text, keys) {
  for (const key of keys) {
    try {
      sessionStorage.setItem(PREFIX + key, text);
      refused.delete(key);
    } catch {
      // A full or blocked storage costs the memory of a reload, never the payment.
      refused.set(key, text);
    }
  }
}
