// What the page tells: seen, hidden, back, online, offline.

/**
 * Listens to the page.
 * @param {object} ears
 * @param {import("./answer.d.ts").Tell} ears.tell
 * @param {() => void} ears.leaving the page goes away, perhaps into the back-forward cache: nothing may be held that would
 *   keep it out
 * @param {() => void} ears.shown the page is shown, perhaps again
 * @returns {() => void} stops it
 */
export function listen({ tell, leaving, shown }) {
  const stop = new AbortController();
  const on = (/** @type {EventTarget} */ target, /** @type {string} */ name, /** @type {() => void} */ act) =>
    target.addEventListener(name, act, { signal: stop.signal });
  const seenOrHidden = () => tell({ event: document.hidden ? "hidden" : "returned" });
  on(document, "visibilitychange", seenOrHidden);
  // A frozen page gets no other word when it is thawed while it is still in view.
  on(document, "resume", seenOrHidden);
  on(window, "focus", seenOrHidden);
  on(window, "pageshow", () => {
    shown();
    // A page may also be shown in a tab that nobody looks at.
    seenOrHidden();
  });
  on(window, "pagehide", leaving);
  on(window, "online", () => tell({ event: "online" }));
  on(window, "offline", () => tell({ event: "offline" }));
  return () => stop.abort();
}
