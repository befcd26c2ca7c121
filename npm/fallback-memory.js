// What this tab keeps of an order, in the form of src/checkout/memory.rs: what the one has heard, the other knows.

/**
 * @typedef {object} Known a payment of the order, by its names
 * @property {string} [paymentId]
 * @property {string} [paymentRequestId]
 * @property {boolean} paid whether it is paid, or will be for certain, as the server has said
 */

/**
 * @typedef {object} Memory
 * @property {number} deadline when the code dies, in epoch ms by the page's clock
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
  const [, deadline, handedOff = "", chosen = "", concluded, rest] =
    /^(-?\d+) ([01])([-cap])([01])([^]*)$/.exec(text ?? "") ?? [];
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
    const paid = bytes[at] === 33;
    at += 1;
    order.push({ paid, paymentId: name(), paymentRequestId: name() });
  }
  return { deadline: Number(deadline), handedOff, chosen, concluded: concluded === "1", order };
}

/** @param {Memory} memory */
export function writeMemory({ deadline, handedOff, chosen, concluded, order }) {
  const name = (/** @type {string | undefined} */ text) =>
    text === undefined ? ":" : `${new TextEncoder().encode(text).length}:${text}`;
  const payments = order.map(
    ({ paid, paymentId, paymentRequestId }) => (paid ? "!" : " ") + name(paymentId) + name(paymentRequestId),
  );
  return `${Math.round(deadline)} ${handedOff}${chosen}${Number(concluded)}${payments.join("")}`;
}

/**
 * What a payment is kept under; nothing for one without a name.
 * @param {Known} payment
 */
export function keyOf({ paymentId, paymentRequestId }) {
  return paymentId ?? paymentRequestId;
}
