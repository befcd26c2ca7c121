// The other tabs of the same payment: one asks, all hear.

/** Asks the others what they know already. */
const NEWCOMER = "=";
/** Where those speak who have the same current payment, */
const PAYMENT = "kaspi-checkout:";
/** and those who have a payment in common. What is said of one without its name must not be taken for another's. */
const ORDER = "kaspi-checkout-order:";

/**
 * Joins the tabs of an order. Where locks are refused, each tab asks.
 * @param {string} key the current payment's
 * @param {string[]} names those of the order's payments
 * @param {import("./answer.d.ts").Tell} tell
 */
export function joinTabs(key, names, tell) {
  let left = false;
  /** The current payment's first. @type {BroadcastChannel[]} */
  const channels = [];
  const hear = (/** @type {MessageEvent} */ { data }) => {
    if (!left && typeof data === "string") tell({ event: "heard-from-tab", text: data });
  };
  const say = (/** @type {BroadcastChannel} */ channel, /** @type {string} */ text) => {
    try {
      channel.postMessage(text);
    } catch {
      // A page that goes away may not speak any more; whoever cannot be told asks by itself.
    }
  };
  const open = (/** @type {string} */ name) => {
    if (channels.some((channel) => channel.name === name)) return;
    try {
      const channel = new BroadcastChannel(name);
      channels.push(channel);
      channel.onmessage = hear;
      if (name.startsWith(ORDER)) say(channel, NEWCOMER);
    } catch {
      // Each tab asks by itself.
    }
  };
  const reach = (/** @type {string[]} */ names) => names.forEach((name) => open(ORDER + name));
  open(PAYMENT + key);
  reach([key, ...names]);
  const giveBack = waitForTurn(PAYMENT + key, () => tell({ event: "asker" }));
  return {
    /**
     * Tells those who have the same current payment, or all who have one in common.
     * @param {string} text
     * @param {1} [all]
     */
    tell(text, all) {
      for (const channel of all ? channels.slice(1) : channels.slice(0, 1)) say(channel, text);
    },
    /** Is heard and hears under more names. */
    reach,
    leave() {
      left = true;
      for (const channel of channels) channel.close();
      giveBack();
    },
  };
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
