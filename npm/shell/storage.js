// The tab's memory of its payments; where storage is refused, there is none.

const PREFIX = "kaspi-checkout:";

/**
 * What this tab keeps, by the names of the payments.
 * @returns {Record<string, string>}
 */
export function memories() {
  try {
    const all = Object.entries(sessionStorage).filter(([key]) => key.startsWith(PREFIX));
    return Object.fromEntries(all.map(([key, text]) => [key.slice(PREFIX.length), text]));
  } catch {
    return {};
  }
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
    } catch {
      // A full or blocked storage costs the memory, never the payment.
    }
  }
}
