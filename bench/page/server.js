// The merchant's server and the peers' backends, on a loopback address: it keeps a log of what was asked and sent.

import { createServer } from "node:http";
import { codeAsPng } from "./payment.js";
import { compressed } from "./files.js";

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 24"><rect width="40" height="24"/></svg>`;

/** @typedef {{ path: string, bytes: number, at: number }} Entry */

export class BenchServer {
  /** @type {Entry[]} every request since the last `forget`, with the bytes of the body that was sent */
  log = [];
  /** Whether the payment is paid. */
  paid = false;
  /** @type {Map<string, import("./files.js").Sent>} what is sent, by its path */
  files = new Map();
  /** Requests that wait for their answer. */
  open = 0;
  #listening;
  #code = codeAsPng();

  constructor() {
    this.#listening = createServer((request, response) => this.#answer(request, response));
  }

  /** Starts on a free port. @returns {Promise<string>} the origin */
  async start() {
    await new Promise((resolve) => this.#listening.listen(0, "127.0.0.1", () => resolve(undefined)));
    const { port } = /** @type {import("node:net").AddressInfo} */ (this.#listening.address());
    return `http://127.0.0.1:${port}`;
  }

  stop() {
    this.#listening.closeAllConnections();
    this.#listening.close();
  }

  forget() {
    this.log = [];
    this.paid = false;
  }

  /** How often the status was asked since the last `forget`. */
  asked() {
    return this.log.filter(({ path }) => isStatus(path)).length;
  }

  /**
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   */
  #answer(request, response) {
    const { pathname } = new URL(request.url ?? "/", "http://bench");
    const entry = { path: pathname, bytes: 0, at: performance.now() };
    this.log.push(entry);
    this.open += 1;
    response.on("close", () => (this.open -= 1));
    request.resume();
    request.on("end", () => {
      const sent = this.#find(pathname);
      entry.bytes = sent?.body.length ?? 0;
      if (!sent) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, {
        "Content-Type": sent.type,
        "Content-Length": sent.body.length,
        "Cache-Control": cacheable(pathname) ? "public, max-age=31536000, immutable" : "no-store",
        ...(sent.encoded && { "Content-Encoding": "br" }),
      });
      response.end(sent.body);
    });
  }

  /**
   * @param {string} path
   * @returns {import("./files.js").Sent | undefined}
   */
  #find(path) {
    const file = this.files.get(path.endsWith("/") ? `${path}index.html` : path);
    if (file) return file;
    if (path === "/api/status") return plain({ status: this.paid ? "SUCCESS" : "PROCESSING" });
    if (path === "/result")
      return { body: Buffer.from("<!doctype html><title>Result</title>"), type: "text/html", encoded: false };
    if (path.startsWith("/api/adyen/")) return this.#adyen(path);
    return undefined;
  }

  /** @param {string} path */
  #adyen(path) {
    if (isStatus(path)) {
      return plain(
        this.paid
          ? { type: "complete", resultCode: "authorised", payload: "bench" }
          : { type: "pending", resultCode: "pending", payload: "" },
      );
    }
    if (path.endsWith("/barcode.png")) return { body: this.#code, type: "image/png", encoded: false };
    if (path.endsWith(".json")) return plain({ "wechatpay.timetopay": "You have %@ to pay" });
    if (path.endsWith(".svg")) return compressed(Buffer.from(PICTURE), ".svg");
    return plain({});
  }
}

/** @param {string} path */
function isStatus(path) {
  return path === "/api/status" || path === "/api/adyen/services/PaymentInitiation/v1/status";
}

/**
 * A name that changes with its content may be kept; a page and an answer may not.
 * @param {string} path
 */
function cacheable(path) {
  return !path.endsWith("/") && !path.endsWith(".html") && path !== "/result" && !isStatus(path);
}

/** @param {unknown} value */
function plain(value) {
  return { body: Buffer.from(JSON.stringify(value)), type: "application/json", encoded: false };
}
