// What this tab keeps of an order, in the form of src/checkout/memory.rs: what the one has heard, the other knows.

/**
 * @typedef {object} Known a payment of the order, by its names
 * @property {string} [paymentId]
 * @property {string} [paymentRequestId]
 * @property {string} mark `!` where it is paid, or will be for certain, as the server has said; `?` where it came when the order
 *   was paid already, and was never on show; else a blank
 */

/**
 * @typedef {object} Memory
 * @property {number} kept when this was kept, in epoch ms by the page's clock
 * @property {number} deadline when the code dies, by the same clock
 * @property {number} [expires] the same by the server's clock, as far as somebody has told it
 * @property {string} handedOff
 * @property {string} chosen
 * @property {boolean} concluded whether the buyer was taken to a result from this tab
 * @property {Known[]} order its payments, the current one last
 */

/**
 * @param {string | undefined} text
 * @returns {Memory | undefined} nothing for any other text
 */
export function readMemory(text) {
  const [, kept, deadline, expires, handedOff = "", chosen = "", concluded, rest] =
    /^(-?\d+),(-?\d+)(?:,(-?\d+))? ([01])([-cap])([01])([^]*)$/.exec(text ?? "") ?? [];
  if (!deadline) return undefined;
  // The lengths count bytes.
  const bytes = new TextEncoder().encode(rest);
  let at = 0;
  const name = () => {
    const colon = bytes.indexOf(58, at);
    if (colon < 0) {
      at = bytes.length;
      return undefined;
    }
    const length = new TextDecoder().decode(bytes.subarray(at, colon));
    at = colon + 1 + Number(length);
    return length === "" ? undefined : new TextDecoder().decode(bytes.subarray(colon + 1, at));
  };
  /** @type {Known[]} */
  const order = [];
  while (at < bytes.length) {
    const mark = String.fromCharCode(bytes[at] ?? 32);
    at += 1;
    order.push({ mark, paymentId: name(), paymentRequestId: name() });
  }
  const times = { kept: Number(kept), deadline: Number(deadline), ...(expires && { expires: Number(expires) }) };
  return { ...times, handedOff, chosen, concluded: concluded === "1", order };
}

/** @param {Memory} memory */
export function writeMemory({ kept, deadline, expires, handedOff, chosen, concluded, order }) {
  const name = (/** @type {string | undefined} */ text) =>
    text === undefined ? ":" : `${new TextEncoder().encode(text).length}:${text}`;
  const payments = order.map(
    ({ mark, paymentId, paymentRequestId }) => mark + name(paymentId) + name(paymentRequestId),
  );
  const times = [kept, deadline, expires].filter((time) => time !== undefined).map(Math.round);
  return `${times.join()} ${handedOff}${chosen}${Number(concluded)}${payments.join("")}`;
}

/**
 * What a payment is kept under: each of its names.
 * @param {{ paymentId?: string, paymentRequestId?: string }} payment
 */
export function namesOf({ paymentId, paymentRequestId }) {
  return [paymentId, paymentRequestId].filter((name) => name !== undefined);
}

/**
 * Whether both are the same payment: by Antom's name where both have it, else by the merchant's.
 * @param {{ paymentId?: string, paymentRequestId?: string }} one
 * @param {{ paymentId?: string, paymentRequestId?: string }} other
 */
export function areSame(one, other) {
  const name = one.paymentId !== undefined && other.paymentId !== undefined ? "paymentId" : "paymentRequestId";
  return one[name] !== undefined && one[name] === other[name];
}
