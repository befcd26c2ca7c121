// The other tabs of the same payment: one asks, all hear.

/** What a tab says when it joins, and what those say who have heard nothing yet. */
const [HELLO, NOTHING] = [1, 0];

/**
 * Joins the tabs of the payment `key`. Where locks are refused, each tab asks.
 * @param {string} key
 * @param {import("./answer.d.ts").Tell} tell
 */
export function joinTabs(key, tell) {
  const name = `kaspi-checkout:${key}`;
  const channel = openChannel(name);
  let left = false;
  /** Whether another tab has been heard of: to nobody nothing is told, which costs the waiting page less. */
  let company = false;
  /** What was heard last, here or elsewhere. @type {string | undefined} */
  let last;
  channel?.addEventListener("message", ({ data }) => {
    if (left) return;
    // Who comes, or is heard of for the first time, may not know yet.
    if (data === HELLO || !company) channel.postMessage(last ?? NOTHING);
    company = true;
    if (typeof data === "string") tell({ event: "heard-from-tab", text: (last = data) });
  });
  channel?.postMessage(HELLO);
  const giveBack = waitForTurn(name, () => tell({ event: "asker" }));
  return {
    /** @param {string} body what was heard */
    tell(body) {
      last = body;
      if (company) channel?.postMessage(body);
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
