// What a merchant's status endpoint may answer, well-behaved or not. Each is done to one exchange on a real socket.

/** @typedef {import("./merchant.js").Exchange} Exchange */
/** @typedef {(exchange: Exchange) => void | Promise<void>} Answer */

/**
 * A status in the words of the payment that is asked about.
 * @param {string} status
 * @param {Record<string, unknown>} [more] further fields, or others in place of the usual
 * @returns {Answer}
 */
export function says(status, more = {}) {
  return (exchange) => exchange.json({ status, paymentId: exchange.payment.paymentId, ...more });
}

export const processing = says("PROCESSING");
export const pending = says("PENDING");
export const success = says("SUCCESS");
export const fail = says("FAIL");
export const cancelled = says("CANCELLED");

/**
 * An HTTP code that is no 2xx.
 * @param {number} code
 * @param {Record<string, string>} [headers]
 * @returns {Answer}
 */
export function refuses(code, headers = {}) {
  return (exchange) => exchange.send(code, "text/plain", "no", headers);
}

/**
 * The answer, after so many milliseconds of the story.
 * @param {number} delay
 * @param {Answer} answer
 * @returns {Answer}
 */
export function after(delay, answer) {
  return async (exchange) => {
    await exchange.hold(delay);
    await answer(exchange);
  };
}

/** No answer at all, for as long as the other side waits. @type {Answer} */
export const silence = (exchange) => exchange.hold(Infinity);

/** The connection breaks in the middle of the body. @type {Answer} */
export const breaks = ({ response, payment }) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "4000" });
  response.write(`{"status":"SUCCESS","paymentId":"${payment.paymentId}"`, () => response.socket?.resetAndDestroy());
};

/** A body that ends in the middle of the JSON, as a whole answer. @type {Answer} */
export const truncated = (exchange) => exchange.send(200, "application/json", '{"status":"SUCCE');

/** The login page of a merchant whose session has ended, with 200. @type {Answer} */
export const loginPage = (exchange) =>
  exchange.send(200, "text/html", "<!doctype html><title>Log in</title><form><input name=user>SUCCESS</form>");

/** Fifty megabytes that begin like a status. @type {Answer} */
export const flood = async ({ response }) => {
  response.on("error", () => {});
  const closed = new Promise((resolve) => response.once("close", resolve));
  const drained = () => new Promise((resolve) => response.once("drain", resolve));
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"status":"SUCCESS","padding":"');
  const piece = Buffer.alloc(1024 * 1024, "x");
  for (let sent = 0; sent < 50 && !response.destroyed; sent++) {
    if (!response.write(piece)) await Promise.race([drained(), closed]);
  }
  response.end('"}');
};
