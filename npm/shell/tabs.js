// The other tabs of the same payment: one asks, all hear.

/** Asks the others what they know already. */
const NEWCOMER = "=";

/**
 * Joins the tabs of the payment `key`. Where locks are refused, each tab asks.
 * @param {string} key
 * @param {import("./answer.d.ts").Tell} tell
 */
export function joinTabs(key, tell) {
  const name = `kaspi-checkout:${key}`;
  const channel = openChannel(name);
  let left = false;
  channel?.addEventListener("message", ({ data }) => {
    if (!left && typeof data === "string") tell({ event: "heard-from-tab", text: data });
  });
  const say = (/** @type {string} */ text) => {
    try {
      channel?.postMessage(text);
    } catch {
      // A page that goes away may not speak any more; whoever cannot be told asks by itself.
    }
  };
  say(NEWCOMER);
  const giveBack = waitForTurn(name, () => tell({ event: "asker" }));
  return {
    /** Tells the others. */
    tell: say,
    leave() {
      left = true;
      channel?.close();
      giveBack();
    },
  };
}

/** @param {string} name */
function openChannel(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}

/**
 * Waits in the queue for the payment's lock, and holds it.
 * @param {string} name
 * @param {() => void} granted also where the lock is refused
 * @returns {() => void} gives the place or the lock back
 */
function waitForTurn(name, granted) {
  const queue = new AbortController();
  let release = () => {};
  const hold = () => {
    granted();
    // The lock is held until this promise is resolved.
    return /** @type {Promise<void>} */ (new Promise((resolve) => (release = resolve)));
  };
  const ask = async () => navigator.locks?.request(name, { signal: queue.signal }, hold);
  ask().catch(() => {
    if (!queue.signal.aborted) granted();
  });
  return () => {
    queue.abort();
    release();
  };
}
