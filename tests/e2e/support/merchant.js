// A merchant's server on loopback that does what a scenario asks of it, and writes down all that it was asked.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, extname } from "node:path";

import { processing } from "./answers.js";
import { payResponse } from "./pay_response.js";

const FILES = new URL("../../../dist/cdn/", import.meta.url);

/** @type {Record<string, string>} */
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };

/** The strictest policy under which the element must work. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

/**
 * @typedef {object} Exchange one question and its answer
 * @property {number} number 1 for the first question of the story
 * @property {number} at when it came, in ms of the story
 * @property {string} page the address of the page that asked
 * @property {string} body what was sent with it
 * @property {Record<string, any>} payment the pay response that the merchant showed last
 * @property {import("node:http").ServerResponse} response
 * @property {(value: unknown) => void} json answers 200 with JSON
 * @property {(code: number, type: string, body: string, headers?: Record<string, string>) => void} send
 * @property {(delay: number) => Promise<void>} hold waits so many milliseconds of the story
 */

/** @typedef {(exchange: Exchange) => void | Promise<void>} Answer */
/** @typedef {(exchange: Exchange) => Answer} Script */

export class Merchant {
  /** By how much the merchant's own clock is wrong, in ms. */
  clockError = 0;
  /** Attributes of the element; `undefined` leaves one out. @type {Record<string, string | undefined>} */
  attributes = {};
  /** The pay response, or the text in its place. @type {Record<string, any> | string | undefined} */
  payResponse;
  /** Markup in the head of the page, inside of the element, and around it. */
  head = '<script type="module" src="/cdn/kaspi-checkout.js"></script>';
  children = "";
  /** @type {(element: string) => string} */
  body = (element) => element;
  policy = POLICY;
  /** Further headers of the page. @type {Record<string, string>} */
  headers = {};
  /** Attributes of one of several elements. @type {(id: string) => Record<string, string>} */
  elementAttributes = () => ({});
  /** What the status endpoint says. @type {Script} */
  status = () => processing;
  /** What `refresh-url` says. @type {Script} */
  refresh = () => (exchange) => exchange.send(404, "text/plain", "no");
  /** What a path says, if it is said otherwise. @type {Record<string, Answer>} */
  paths = {};
  /** The questions at the status endpoint. @type {Exchange[]} */
  questions = [];
  /** The requests for a new code. @type {Exchange[]} */
  refreshes = [];
  /** Each path with its query that was asked for, in order. @type {string[]} */
  visits = [];
  /** How many answers are held back now. */
  holding = 0;
  /** Called when that changes. @type {() => void} */
  onHold = () => {};
  origin = "";

  /** The present of a simulated story, epoch ms; nothing in real time. @type {number | undefined} */
  #now;
  #began = Date.now();
  /** @type {{ due: number, resolve: () => void }[]} */
  #held = [];
  /** @type {[RegExp, Answer][]} */
  #overrides = [];
  #server = createServer((request, response) => this.#serve(request, response));
  /** @type {Set<import("node:http").ServerResponse>} */
  #streams = new Set();

  async open() {
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", () => resolve(undefined)));
    const address = /** @type {import("node:net").AddressInfo} */ (this.#server.address());
    this.origin = `http://127.0.0.1:${address.port}`;
    return this;
  }

  async close() {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    for (const { resolve } of this.#held.splice(0)) resolve();
    await closed;
  }

  /**
   * The story begins.
   * @param {number} [now] epoch ms, for simulated time
   */
  begin(now) {
    this.#now = now;
    this.#began = this.now;
    this.payResponse ??= payResponse({ created: this.now });
  }

  /** The present, epoch ms. */
  get now() {
    return this.#now ?? Date.now();
  }

  /** Simulated time passes. @param {number} ms */
  advance(ms) {
    this.#now = this.now + ms;
    const due = this.#held.filter(({ due }) => due <= this.now);
    this.#held = this.#held.filter(({ due }) => due > this.now);
    for (const { resolve } of due) resolve();
  }

  /**
   * Answers all paths of a form otherwise.
   * @param {RegExp} form
   * @param {Answer} answer
   */
  override(form, answer) {
    this.#overrides.push([form, answer]);
  }

  /** The pay response, where it is one. @returns {Record<string, any>} */
  get payment() {
    return typeof this.payResponse === "object" ? this.payResponse : {};
  }

  /** When questions came, in ms of the story. */
  get times() {
    return this.questions.map(({ at }) => at);
  }

  /** How often the result page was asked for. */
  get results() {
    return this.visits.filter((path) => path.startsWith("/result")).length;
  }

  /**
   * Pushes a status into the open streams.
   * @param {unknown} status
   */
  push(status) {
    for (const stream of this.#streams) stream.write(`data: ${JSON.stringify(status)}\n\n`);
  }

  /** Breaks the open streams. */
  breakStreams() {
    for (const stream of this.#streams) stream.destroy();
  }

  /** How many streams are open. */
  get streams() {
    return this.#streams.size;
  }

  /**
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   */
  async #serve(request, response) {
    const { pathname, search } = new URL(request.url ?? "/", this.origin);
    this.visits.push(pathname + search);
    response.sendDate = false;
    response.setHeader("date", new Date(this.now + this.clockError).toUTCString());
    const exchange = await this.#exchange(request, response);
    const special = this.paths[pathname] ?? this.#overrides.find(([form]) => form.test(pathname))?.[1];
    if (special) return special(exchange);
    switch (pathname) {
      case "/checkout":
        return exchange.send(200, "text/html; charset=utf-8", this.#page(), {
          "content-security-policy": this.policy,
          ...this.headers,
        });
      case "/result":
        return exchange.send(200, "text/html", "<!doctype html><title>Result</title><h1>Thank you</h1>");
      case "/elsewhere":
        return exchange.send(200, "text/html", "<!doctype html><title>Elsewhere</title><h1>Terms of sale</h1>");
      case "/status":
        exchange.number = this.questions.push(exchange);
        return this.status(exchange)(exchange);
      case "/refresh":
        exchange.number = this.refreshes.push(exchange);
        return this.refresh(exchange)(exchange);
      case "/events":
        return this.#stream(response);
      default:
        return this.#file(pathname, exchange);
    }
  }

  /**
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   * @returns {Promise<Exchange>}
   */
  async #exchange(request, response) {
    let body = "";
    if (request.method === "POST") for await (const piece of request) body += piece;
    /** @type {Exchange["send"]} */
    const send = (code, type, body, headers = {}) => {
      response.writeHead(code, { "content-type": type, ...headers }).end(body);
    };
    return {
      number: 0,
      at: this.now - this.#began,
      page: request.headers.referer ?? "",
      body,
      payment: this.payment,
      response,
      send,
      json: (value) => send(200, "application/json", JSON.stringify(value)),
      hold: (delay) => this.#hold(this.now + delay, response),
    };
  }

  /**
   * @param {number} due
   * @param {import("node:http").ServerResponse} response
   */
  async #hold(due, response) {
    this.holding += 1;
    this.onHold();
    await new Promise((resolve) => {
      this.#held.push({ due, resolve: () => resolve(undefined) });
      // Whoever asked has given up.
      response.once("close", resolve);
    });
    this.holding -= 1;
  }

  /** @param {import("node:http").ServerResponse} response */
  #stream(response) {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(": here\n\n");
    this.#streams.add(response);
    response.once("close", () => this.#streams.delete(response));
  }

  /**
   * @param {string} path
   * @param {Exchange} exchange
   */
  async #file(path, exchange) {
    const type = TYPES[extname(path)];
    const content =
      path.startsWith("/cdn/") && type ? await readFile(new URL(basename(path), FILES)).catch(() => {}) : undefined;
    exchange.response.writeHead(content ? 200 : 404, { "content-type": type ?? "text/plain" }).end(content);
  }

  #page() {
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Checkout</title>
<meta name="viewport" content="width=device-width, initial-scale=1">${this.head}</head>
<body><h1>Your order</h1>${this.body(this.element(this.payResponse))}</body></html>`;
  }

  /**
   * The markup of one element.
   * @param {Record<string, any> | string | undefined} payResponse
   * @param {string} [id]
   */
  element(payResponse, id) {
    const text = typeof payResponse === "object" ? JSON.stringify(payResponse) : payResponse;
    const child = text && `<script type="application/json">${text.replaceAll("<", "\\u003c")}</script>`;
    const attributes = { "status-url": "/status", "result-url": "/result", locale: "en", id, ...this.attributes };
    const written = Object.entries({ ...attributes, ...this.elementAttributes(id ?? "") })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => ` ${name}="${String(value).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`);
    return `<kaspi-checkout${written.join("")}>${child ?? ""}${this.children}</kaspi-checkout>`;
  }
}
