// A tab of the buyer: what its element said, where it went, what it asked.

import { Card } from "./card.js";

const EVENTS = [
  "kaspi-ready",
  "kaspi-statechange",
  "kaspi-handoff",
  "kaspi-result",
  "kaspi-expired",
  "kaspi-refresh",
  "kaspi-error",
];
const TURN = `new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => (data ? port2.postMessage(data - 1) : resolve());
  port2.postMessage(1);
})`;
const MARK = "kaspi-event:";

/**
 * @typedef {object} Heard an event of the element
 * @property {string} load names the load of the page; the back-forward cache brings the same one back
 * @property {number} at epoch ms, on the page's clock
 * @property {number} number counts the events of the load
 * @property {string} type
 * @property {any} detail
 * @property {boolean} gesture whether a gesture of the buyer was fresh
 * @property {string} element the id of the element, if it has one
 * @property {string} page the path of the page
 */

export class Tab {
  /** @type {Heard[]} */
  heard = [];
  /** Where the tab was sent, besides by the scenario itself. @type {string[]} */
  navigations = [];
  /** How often the back-forward cache brought a page back. */
  restored = 0;
  /** Errors that nobody caught. @type {string[]} */
  uncaught = [];
  /** The most questions that ever were in flight at once. */
  mostInFlight = 0;

  #expected = 0;
  /** @type {Promise<import("@playwright/test").CDPSession> | undefined} */
  #session;
  /** The questions that are not answered yet. @type {Set<import("@playwright/test").Request>} */
  #open = new Set();

  /** @param {import("@playwright/test").Page} page */
  constructor(page) {
    this.page = page;
    this.card = new Card(page);
    page.on("console", (message) => this.#listen(message.text()));
    page.on("pageerror", (error) => this.uncaught.push(String(error)));
    page.on("request", (request) => {
      const asked = first(request);
      if (isQuestion(asked)) this.#open.add(asked);
      this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) this.#navigated(request.url());
    });
    page.on("framenavigated", (frame) => {
      // Whatever the page asked before it was left is answered to nobody.
      if (frame === page.mainFrame()) this.#open.clear();
    });
    const over = (/** @type {import("@playwright/test").Request} */ request) => this.#open.delete(first(request));
    page.on("requestfinished", over);
    page.on("requestfailed", over);
  }

  /**
   * Makes every page of the context tell its element's events.
   * @param {import("@playwright/test").BrowserContext} context
   */
  static async prepare(context) {
    await context.addInitScript(
      ({ types, mark }) => {
        addEventListener("pageshow", ({ persisted }) => persisted && console.debug(`${mark}restored`));
        const load = String(Math.random());
        let number = 0;
        for (const type of types) {
          addEventListener(type, (event) => {
            const { detail, target } = /** @type {CustomEvent} */ (event);
            const gesture = navigator.userActivation?.isActive ?? false;
            const element = /** @type {Element} */ (target).id;
            console.debug(
              mark +
                JSON.stringify({
                  load,
                  number: ++number,
                  at: Date.now(),
                  type,
                  detail,
                  gesture,
                  element,
                  page: location.pathname,
                }),
            );
          });
        }
      },
      { types: EVENTS, mark: MARK },
    );
  }

  /**
   * Goes somewhere by the scenario's own wish.
   * @param {string} url
   */
  async goto(url) {
    this.#expected += 1;
    await this.page.goto(url);
  }

  /** Reloads, and waits for the element to speak. */
  async reload() {
    const heard = this.heard.length;
    this.#expected += 1;
    await this.page.reload();
    await this.spoken(heard);
  }

  /**
   * Waits until the element has told more than so many events: it is loaded by then.
   * @param {number} [before]
   */
  async spoken(before = 0) {
    while (this.heard.length <= before) await this.page.waitForEvent("console");
  }

  /** Goes back; a page from the back-forward cache never loads, so nothing but the commit is awaited. */
  async back() {
    await this.page.goBack({ waitUntil: "commit" });
  }

  /** The details of all events of one type. @param {string} type */
  details(type) {
    return this.heard.filter((event) => event.type === type).map(({ detail }) => detail);
  }

  /** The codes of all errors, in order. @returns {string[]} */
  get codes() {
    return this.details("kaspi-error").map(({ code }) => code);
  }

  /** The states that were passed, in order. @returns {string[]} */
  get states() {
    return this.details("kaspi-statechange").map(({ state }) => state);
  }

  /** How many questions are not answered yet. */
  get inFlight() {
    return this.#open.size;
  }

  get results() {
    return this.details("kaspi-result");
  }

  /** The last state that the page was told. */
  get state() {
    return this.states.at(-1) ?? "idle";
  }

  /** Two turns of the page's event loop; all that the page has said until then has been heard. */
  async turn() {
    // A page that is just being left has no turn.
    await this.evaluate(TURN).catch(() => {});
  }

  /**
   * Evaluates in the page without passing for a gesture of the buyer, as Playwright's own `evaluate` does.
   * @param {string} expression may be a promise
   * @returns {Promise<any>}
   */
  async evaluate(expression) {
    this.#session ??= this.page.context().newCDPSession(this.page);
    const session = await this.#session;
    const answer = await session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    return answer.result.value;
  }

  /** @param {string} text */
  #listen(text) {
    if (text === `${MARK}restored`) this.restored += 1;
    else if (text.startsWith(MARK)) this.#hear(JSON.parse(text.slice(MARK.length)));
  }

  /**
   * The console of a page that the back-forward cache brings back is told once more.
   * @param {Heard} event
   */
  #hear(event) {
    const known = this.heard.some(({ load, number }) => load === event.load && number === event.number);
    if (!known) this.heard.push(event);
  }

  /** @param {string} url */
  #navigated(url) {
    if (this.#expected > 0) this.#expected -= 1;
    else this.navigations.push(url);
  }
}

/**
 * The request that was redirected to this one, or this one.
 * @param {import("@playwright/test").Request} request
 * @returns {import("@playwright/test").Request}
 */
function first(request) {
  const before = request.redirectedFrom();
  return before ? first(before) : request;
}

/** @param {import("@playwright/test").Request} request */
function isQuestion(request) {
  return new URL(request.url()).pathname === "/status";
}
