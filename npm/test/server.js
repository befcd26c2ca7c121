// A merchant's server on a loopback address, for one file of tests.

import { once } from "node:events";
import { createServer } from "node:http";
import { after } from "node:test";

/** @typedef {import("node:http").RequestListener} RequestListener */

/**
 * Starts a server, which stops when the file's tests are over.
 * @returns {Promise<{ url: string, answers: (listener: RequestListener) => void }>} where it is, and how to let it answer
 *   from now on
 */
export async function startServer() {
  /** @type {RequestListener} */
  let listener = (_request, response) => response.end();
  const server = createServer((request, response) => listener(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: addressOf(server), answers: (next) => (listener = next) };
}

/** An address at which nobody listens any more. */
export async function emptyAddress() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = addressOf(server);
  await new Promise((resolve) => server.close(resolve));
  return url;
}

/** @param {import("node:http").Server} server */
function addressOf(server) {
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return `http://127.0.0.1:${port}`;
}
