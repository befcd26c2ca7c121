// A shop as small as can be: serves a consumer's pages, creates one payment, tells its status.

import { readFile } from "node:fs/promises";
import { createServer, request as forward } from "node:http";
import { extname, join, normalize } from "node:path";

const published = new URL("../../fixtures/antom/KASPI_KZ__pay_response_WAP.json", import.meta.url);

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};

/**
 * Antom's published pay response, as if it had been given not long ago.
 * @param {number} [age] how long ago, in milliseconds
 */
export async function freshPayResponse(age = 0) {
  const response = JSON.parse(await readFile(published, "utf8"));
  const created = Date.now() - age;
  response.paymentCreateTime = new Date(created).toISOString();
  response.orderCodeForm.expireTime = new Date(created + 600_000).toISOString();
  return response;
}

/**
 * @typedef {object} ShopOptions
 * @property {Record<string, string>} [placeholders] what stands in the pages between `{{` and `}}`
 * @property {Record<string, string>} [headers] of every answer, e.g. a policy
 * @property {Record<string, string>} [types] other MIME types by extension
 * @property {number} [age] how old the payment is, in milliseconds
 * @property {(origin: string) => object} [payment] what the pay response says otherwise, for the shop's origin
 * @property {(url: string) => number | undefined} [answer] the HTTP status for a path and query that the shop does not know
 */

/**
 * @typedef {object} Shop
 * @property {string} origin
 * @property {(status: string) => void} setStatus what the status endpoint says from now on
 * @property {() => number} asked how often it was asked
 * @property {(...folders: string[]) => void} serve the folders of the pages and scripts
 * @property {(port: number) => void} forwardTo the port of a server that renders the pages
 * @property {() => Promise<void>} stop
 */

/**
 * @param {ShopOptions} [options]
 * @returns {Promise<Shop>}
 */
export async function openShop({ placeholders = {}, headers = {}, types = {}, age, payment, answer } = {}) {
  let status = "PROCESSING";
  let asked = 0;
  /** @type {string[]} */
  let folders = [];
  /** @type {number | undefined} */
  let port;
  const payResponse = await freshPayResponse(age);

  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    const code = answer?.(request.url ?? "/");
    if (code) return response.writeHead(code, { "content-type": "text/html" }).end();
    const json = (/** @type {object} */ body) =>
      response.writeHead(200, { ...headers, "content-type": "application/json" }).end(JSON.stringify(body));
    if (path === "/payments/42") return json(payResponse);
    if (path === "/payments/42/status") {
      asked += 1;
      return json({ status, paymentId: payResponse.paymentId });
    }
    if (path === "/orders/42") {
      return response.writeHead(200, { "content-type": "text/html" }).end("<title>Order 42</title>");
    }
    if (port) {
      const onward = forward(
        { port, path: request.url, method: request.method, headers: request.headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      onward.on("error", () => response.writeHead(502).end());
      return request.pipe(onward);
    }
    const name = path.endsWith("/") ? `${path}index.html` : path;
    const content = await firstFile(folders.map((folder) => join(folder, name)));
    const type = types[extname(name)] ?? TYPES[extname(name)] ?? "application/octet-stream";
    response.writeHead(content ? 200 : 404, { ...headers, "content-type": type });
    return response.end(extname(name) === ".html" && content ? filled(content.toString()) : content);
  });

  /** @param {string} html */
  const filled = (html) =>
    html.replace(/\{\{(.*?)\}\}/g, (_, name) =>
      // No text of the payment may end the script that it stands in.
      name === "the pay response" ? JSON.stringify(payResponse).replaceAll("<", "\\u003c") : (placeholders[name] ?? ""),
    );

  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${address.port}`;
  Object.assign(payResponse, payment?.(origin));
  placeholders = { origin, ...placeholders };
  return {
    origin,
    setStatus: (next) => (status = next),
    asked: () => asked,
    serve: (...next) => (folders = next),
    forwardTo: (next) => (port = next),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @param {string[]} paths */
async function firstFile(paths) {
  for (const path of paths) {
    const content = await readFile(path).catch(() => undefined);
    if (content) return content;
  }
  return undefined;
}
