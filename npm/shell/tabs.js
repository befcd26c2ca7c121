// The other tabs of the same payment: one asks, all hear.

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
  const giveBack = waitForTurn(name, () => tell({ event: "asker" }));
  return {
    /** @param {string} body what was heard */
    tell(body) {
      channel?.postMessage(body);
    },
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
