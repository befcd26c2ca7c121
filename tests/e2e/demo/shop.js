// A buyer in the demo's shop: what the scenarios of this folder do and look at.

import { test as base, expect } from "@playwright/test";
import { startDemoServer } from "../support/demo_server.js";
import { readQr } from "../support/qr.js";

export { expect };

/**
 * @typedef {object} Fixtures
 * @property {string[]} serverOptions further options of the demo's server
 * @property {import("../support/demo_server.js").DemoServer} server a server of the scenario's own
 * @property {Shop} shop
 */

export const test = base.extend(
  /** @type {import("@playwright/test").Fixtures<Fixtures, {}, import("@playwright/test").PlaywrightTestArgs, {}>} */ ({
    serverOptions: [[], { option: true }],

    server: async ({ serverOptions }, use) => {
      const server = await startDemoServer(serverOptions);
      await use(server);
      await server.stop();
    },

    shop: async ({ page, server }, use) => {
      await use(new Shop(page, server.origin));
    },
  }),
);

export class Shop {
  /**
   * @param {import("@playwright/test").Page} page
   * @param {string} origin
   */
  constructor(page, origin) {
    this.page = page;
    this.origin = origin;
    this.element = page.locator("kaspi-checkout");
  }

  /** Opens the shop and buys. @returns {Promise<any>} the order as the server has answered it */
  async buy() {
    await this.page.goto(this.origin);
    const [answer] = await Promise.all([
      this.page.waitForResponse((response) => response.request().method() === "POST"),
      this.page.getByRole("button", { name: "Pay with Kaspi" }).click(),
    ]);
    return answer.json();
  }

  /** Waits until the element is in a state of the design. @param {string} state */
  async expectState(state) {
    await expect.poll(() => this.element.evaluate((element) => /** @type {any} */ (element).state)).toBe(state);
  }

  /** Waits until a decoder reads a code in a picture of the element. @returns {Promise<string>} the code's text */
  async scan() {
    let text;
    await expect
      .poll(async () => {
        text = readQr(await this.element.screenshot());
        return text;
      })
      .toBeDefined();
    return /** @type {any} */ (text);
  }

  /** Moves all clocks: the page's, and the one that the merchant's server and Antom share. @param {number} minutes */
  async minutesPass(minutes) {
    // While the clocks differ nobody may speak: the server's word would reach a page that is still in its past.
    await this.page.context().setOffline(true);
    await this.page.clock.fastForward(minutes * 60_000);
    const answer = await fetch(`${this.origin}/simulator/clock`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ advanceMs: minutes * 60_000 }),
    });
    expect(answer.ok).toBe(true);
    await this.page.context().setOffline(false);
  }

  /**
   * The buyer's other device: types the code into its page and presses a button there.
   * @param {string} code
   * @param {string} button
   */
  async onPhone(code, button) {
    const phone = await this.page.context().newPage();
    await phone.goto(`${this.origin}/phone`);
    await phone.getByRole("textbox").fill(code);
    await phone.getByRole("button", { name: "Go on" }).click();
    await phone.getByRole("button", { name: button, exact: true }).click();
    await phone.close();
  }
}

/** The code that a pay response holds for a QR. @param {any} payResponse */
export function textCode(payResponse) {
  return payResponse.orderCodeForm.codeDetails.find((/** @type {any} */ code) => code.displayType === "TEXT").codeValue;
}
