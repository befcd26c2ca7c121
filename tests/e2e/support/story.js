// A story in simulated time: the page's clocks and the merchant's move on together, and only when the story says so.

import { Tab } from "./tab.js";

/** When every story begins. */
export const BEGINNING = Date.parse("2026-03-01T10:00:00Z");

/** How far the clocks move at once, in ms: whatever is asked in between is answered at its end. */
const STEP = 500;

export class Story {
  /** @type {Tab[]} */
  tabs = [];

  /** Makes each new tab what the scenario needs. @type {(page: import("@playwright/test").Page) => Promise<void>} */
  outfit = async () => {};

  /** Wakes whoever waits for the network. @type {() => void} */
  #stir = () => {};

  /**
   * @param {import("@playwright/test").BrowserContext} context
   * @param {import("./merchant.js").Merchant} merchant
   */
  constructor(context, merchant) {
    this.context = context;
    this.merchant = merchant;
    merchant.onHold = () => this.#stir();
  }

  /**
   * Sets all clocks to simulated time.
   * @param {number} [pageClockError] by how much the page's wall clock is wrong, in ms
   */
  async begin(pageClockError = 0) {
    this.merchant.begin(BEGINNING);
    const shown = BEGINNING + pageClockError;
    await Tab.prepare(this.context);
    await this.context.clock.install({ time: shown - 1_000 });
    await this.context.clock.pauseAt(shown);
    return this;
  }

  /** Leaves all clocks alone: for what Playwright's clock would disturb, since moving it passes for a gesture. */
  async beginInRealTime() {
    this.merchant.begin();
    await Tab.prepare(this.context);
    return this;
  }

  /** Milliseconds since the story began. */
  get elapsed() {
    return this.merchant.now - BEGINNING;
  }

  /**
   * The buyer opens the checkout in a new tab, and the element comes up.
   * @param {string} [path]
   * @returns {Promise<Tab>}
   */
  async open(path = "/checkout") {
    const tab = await this.visit(path);
    await tab.spoken();
    await this.#quiet();
    return tab;
  }

  /**
   * The buyer opens a page in a new tab.
   * @param {string} path
   * @returns {Promise<Tab>}
   */
  async visit(path) {
    const tab = new Tab(await this.context.newPage());
    for (const name of ["request", "requestfinished", "requestfailed"]) {
      tab.page.on(/** @type {any} */ (name), () => this.#stir());
    }
    this.tabs.push(tab);
    await this.outfit(tab.page);
    await tab.goto(this.merchant.origin + path);
    await this.#quiet();
    return tab;
  }

  /**
   * Time passes.
   * @param {number} ms
   * @param {number} [step] how far the clocks move at once, in ms
   */
  async advance(ms, step = STEP) {
    const end = this.merchant.now + ms;
    while (this.merchant.now < end) await this.#step(Math.min(step, end - this.merchant.now));
  }

  /**
   * Time passes until something is so.
   * @param {() => unknown | Promise<unknown>} condition
   * @param {number} [atMost] ms of the story
   * @param {number} [step] how far the clocks move at once, in ms
   */
  async until(condition, atMost = 60_000, step = STEP) {
    const end = this.merchant.now + atMost;
    await this.#quiet();
    while (!(await condition())) {
      if (this.merchant.now >= end) throw new Error(`not so after ${atMost} ms of the story: ${condition}`);
      await this.#step(step);
    }
  }

  /**
   * Time passes in which nothing happens in the page: the machine sleeps, or the tab was frozen.
   * @param {number} ms
   */
  async sleep(ms) {
    this.merchant.advance(ms);
    await this.context.clock.fastForward(ms);
    await this.#quiet();
  }

  /** @param {number} ms */
  async #step(ms) {
    this.merchant.advance(ms);
    await this.context.clock.runFor(ms);
    await this.#quiet();
  }

  /** Until every question is answered that will be answered now, and every page has had its turn. */
  async #quiet() {
    await this.#turns();
    while (this.tabs.reduce((sum, tab) => sum + tab.inFlight, 0) > this.merchant.holding) {
      await new Promise((resolve) => (this.#stir = () => resolve(undefined)));
      await this.#turns();
    }
  }

  async #turns() {
    await Promise.all(this.tabs.filter(({ page }) => !page.isClosed()).map((tab) => tab.turn()));
  }
}
