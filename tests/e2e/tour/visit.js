// A buyer on one visit to the demo's shop, with a phone beside it, and a hand on the simulator's switches.

import { readQr } from "../support/qr.js";

const PATIENCE = 20_000;

/** The switches of the simulator's phone: those that it has offered, and those that were used. */
export class Switches {
  /** @type {Set<string>} */
  offered = new Set();
  /** @type {Set<string>} */
  used = new Set();

  unused() {
    return [...this.offered].filter((name) => !this.used.has(name));
  }
}

export class Visit {
  /** The states that the element has told of. @type {string[]} */
  states = [];

  /**
   * @param {import("@playwright/test").Page} page
   * @param {string} origin
   * @param {Switches} switches
   */
  constructor(page, origin, switches) {
    this.page = page;
    this.origin = origin;
    this.switches = switches;
    this.element = page.locator("kaspi-checkout");
  }

  /** Makes the clock one that can be moved, and listens to the element on every page of the visit. */
  async begin() {
    await this.page.clock.install();
    await this.page.exposeFunction("toldOfState", (/** @type {string} */ state) => this.states.push(state));
    await this.page.addInitScript(() => {
      const { toldOfState } = /** @type {any} */ (globalThis);
      addEventListener("kaspi-statechange", (event) => toldOfState(/** @type {CustomEvent} */ (event).detail.state));
    });
  }

  /** Opens the shop and presses its button; the order is on its way then. */
  async order() {
    await this.page.goto(this.origin);
    await this.page.getByRole("button", { name: "Pay with Kaspi" }).click();
  }

  /** Orders, and reads the code. */
  async buy() {
    await this.order();
    return this.scan();
  }

  /** Waits until the element is in a state. @param {string} wanted */
  async state(wanted) {
    await this.page.waitForFunction(
      (state) => /** @type {any} */ (document.querySelector("kaspi-checkout"))?.state === state,
      wanted,
      { timeout: PATIENCE },
    );
  }

  /** The code, decoded from a picture of the card. */
  async scan() {
    await this.state("waiting");
    await this.element.locator('[part~="code"]').waitFor({ timeout: PATIENCE });
    const text = readQr(await this.element.screenshot());
    if (!text) throw new Error("no code could be read from the picture");
    return text;
  }

  /**
   * What the buyer does on the phone.
   * @param {string} code
   * @param {string} button
   * @param {string} [told] how the shop hears of it
   */
  async phone(code, button, told = "as usual") {
    const phone = await this.page.context().newPage();
    await phone.goto(`${this.origin}/phone?code=${encodeURIComponent(code)}`);
    for (const name of await phone.locator('button[name="act"], option').allTextContents()) {
      this.switches.offered.add(name);
    }
    await phone.getByLabel("The shop is told").selectOption({ label: told });
    await phone.getByRole("button", { name: button, exact: true }).click();
    await phone.getByRole("status").waitFor();
    await phone.close();
    this.switches.used.add(button).add(told);
  }

  /**
   * Lets a fault of Antom's hit the next calls of an operation.
   * @param {string} operation
   * @param {string} fault
   * @param {number} [times]
   */
  async fault(operation, fault, times = 1) {
    await this.turn("faults", { operation, fault, times });
  }

  /** Waits until the planned faults have hit. @param {string} operation */
  async faultsHaveHit(operation) {
    const address = `${this.origin}/simulator/faults?operation=${operation}`;
    while ((await (await this.page.request.get(address)).json()) > 0);
  }

  /** Turns the simulator. @param {string} path @param {Record<string, unknown>} data */
  async turn(path, data) {
    const answer = await this.page.request.post(`${this.origin}/simulator/${path}`, { data });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()}`);
  }

  /**
   * Lets all clocks pass together. Nothing reaches the page in between: no page lives to see a server whose clock
   * is minutes ahead of where it was a moment ago.
   * @param {number} seconds
   */
  async pass(seconds) {
    await this.page.context().setOffline(true);
    await this.page.clock.fastForward(seconds * 1000);
    await this.turn("clock", { advanceMs: seconds * 1000 });
    await this.page.context().setOffline(false);
  }

  /** Lets the code die, which lives for ten minutes, and the element make sure of it. */
  async expire() {
    await this.pass(11 * 60);
    await this.state("expired");
  }

  /** Asks for a new code, and reads it. */
  async renew() {
    await this.element.locator('[part~="new-code"]').click();
    return this.scan();
  }

  /** The buyer goes to the result page by hand, or looks at it again. */
  async look() {
    const address = await this.page.evaluate(
      () => document.querySelector("kaspi-checkout")?.getAttribute("result-url") ?? location.pathname,
    );
    await this.page.goto(new URL(address, this.origin).href);
  }

  /** The word on the result page, once the buyer is there. */
  async result() {
    await this.page.waitForURL(/\/orders\//, { timeout: PATIENCE });
    return this.page.locator("h1").getAttribute("data-status");
  }
}
