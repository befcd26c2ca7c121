// Puts the shipped element into any of its states: the one place that knows how.

import { readFileSync } from "node:fs";
import { payResponse } from "../support/pay_response.js";
import { STATES } from "./states.js";

/** When every state is shown; the page's clock stands still but for what a state needs to come about. */
export const NOW = Date.parse("2026-03-01T10:00:00Z");

const THEIRS = /^https:\/\/([a-z-]+\.)*(kaspi\.kz|alipayplus\.com)\//;
const HOSTED_PICTURE = readFileSync(new URL("hosted.svg", import.meta.url));

/**
 * What a page of the merchant's does; runs in the page.
 * @param {{ message: any, status?: string, attributes: Record<string, string> }} given
 */
async function place({ message, status, attributes }) {
  // Each state is a payment of its own: nothing is remembered from the one before.
  sessionStorage.clear();
  // Waits have a part of chance, by which the countdown would differ.
  Math.random = () => 0;
  const element = /** @type {any} */ (document.createElement("kaspi-checkout"));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (message) element.payResponse = message;
  element.statusSource = () => {
    if (status === "unreachable") return Promise.reject(new Error("the server cannot be reached"));
    return status ? { status } : new Promise(() => {});
  };
  // The result is shown here, with the link onward.
  element.addEventListener("kaspi-result", (/** @type {Event} */ result) => result.preventDefault());
  document.querySelector("main")?.replaceChildren(element);
  await import(new URL("/kaspi-checkout.js", location.href).href);
  const root = element.shadowRoot;
  await new Promise((resolve) => {
    const look = () => root.querySelector("[data-state], .fallback") && resolve(undefined);
    new MutationObserver(look).observe(root, { childList: true, subtree: true });
    look();
  });
}

export class Showing {
  /** @type {import("@playwright/test").CDPSession | undefined} */
  #session;

  /**
   * @param {import("@playwright/test").Page} page
   * @param {string} origin of a server with looks/page.html and dist/cdn
   */
  constructor(page, origin) {
    this.page = page;
    this.origin = origin;
  }

  get element() {
    return this.page.locator("kaspi-checkout");
  }

  /**
   * Loads the page and waits until its element shows the state.
   * @param {string} name of a state
   * @param {Record<string, string>} attributes further attributes: locale, theme
   */
  async show(name, attributes = {}) {
    const state = STATES[name];
    if (!state) throw new Error(`there is no state '${name}'`);
    const session = (this.#session ??= await this.#prepare());
    await this.page.unroute("**/*.wasm");
    await session.send("Emulation.setUserAgentOverride", { userAgent: state.userAgent ?? "" });
    await this.page.goto(`${this.origin}/page.html`);
    await state.before?.(this);
    const created = (await this.run("Date.now()")) - (state.age ?? 0);
    const given = {
      message: state.age === null ? undefined : payResponse({ created, change: state.change }),
      status: state.status,
      attributes: { ...state.attributes, ...attributes },
    };
    await this.run(`(${place})(${JSON.stringify(given)})`);
    await state.then?.(this);
    await this.#come(`[data-state="${state.state}"], div.fallback`);
    await this.#come(state.sign);
    await this.run("Promise.all(document.getAnimations().map(({ finished }) => finished))");
  }

  /**
   * Runs an expression in the page without passing for a gesture of the buyer, as Playwright's own `evaluate` does.
   * @param {string} expression may be a promise
   * @param {number} [contextId] of another world of the page
   * @returns {Promise<any>}
   */
  async run(expression, contextId) {
    const session = (this.#session ??= await this.#prepare());
    const how = { expression, awaitPromise: true, returnByValue: true, contextId };
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", how);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** A world of scripts that sees the page's document, but neither its scripts nor its clock. */
  async world() {
    const session = (this.#session ??= await this.#prepare());
    const { frameTree } = await session.send("Page.getFrameTree");
    return (await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id })).executionContextId;
  }

  /** The buyer presses the button or link of this part. @param {string} part */
  async press(part) {
    await this.element.locator(`[part~="${part}"]`).click();
  }

  /** Time passes until the card holds this. @param {string} sign */
  async passUntil(sign) {
    const shown = this.element.locator(sign);
    while ((await shown.count()) === 0) await this.page.clock.runFor(500);
  }

  /** As where a policy or a broken download keeps WebAssembly away. */
  async blockTheModule() {
    await this.page.route("**/*.wasm", (route) => route.abort());
  }

  /** @param {string} sign */
  async #come(sign) {
    await this.element.locator(sign).first().waitFor({ state: "attached" });
  }

  async #prepare() {
    const { page } = this;
    await page.clock.install({ time: NOW - 1_000 });
    await page.clock.pauseAt(NOW);
    await page.context().grantPermissions(["clipboard-write"], { origin: this.origin });
    // A link into the app opens it, and the page stays.
    await page.route(THEIRS, (route) =>
      route.request().isNavigationRequest()
        ? route.fulfill({ status: 204 })
        : route.fulfill({ contentType: "image/svg+xml", body: HOSTED_PICTURE }),
    );
    await page.route("**/renew", () => {});
    return page.context().newCDPSession(page);
  }
}
