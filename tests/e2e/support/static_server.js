// A static file server as plain as they come: a merchant's page needs no more.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};

/**
 * @typedef {object} StaticServer
 * @property {string} origin where it listens
 * @property {() => Promise<void>} stop
 */

/**
 * Serves the files of some folders; where two hold the same name, the earlier folder wins.
 * @param {string[]} folders
 * @param {Record<string, string>} [headers] sent with every answer, e.g. a content security policy
 * @returns {Promise<StaticServer>}
 */
export async function startStaticServer(folders, headers = {}) {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    const content = await firstFile(folders.map((folder) => join(folder, path)));
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(content ? 200 : 404, { ...headers, "content-type": type }).end(content);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${address.port}`,
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
