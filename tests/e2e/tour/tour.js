// A tour through everything that can happen to a payment, from the order to the result, in a real browser: prints a
// table and fails if any row does. Each scenario has a server, a simulator of Antom and a page of its own.

import { chromium } from "@playwright/test";

import { chromiumOptions } from "../support/browser.js";
import { startDemoServer } from "../support/demo_server.js";
import { readQr } from "../support/qr.js";

const PATIENCE = 20_000;

class Visit {
  /**
   * @param {import("@playwright/test").Page} page
   * @param {string} origin
   */
  constructor(page, origin) {
    this.page = page;
    this.origin = origin;
    this.element = page.locator("kaspi-checkout");
  }

  async order() {
    await this.page.goto(this.origin);
    await this.page.getByRole("button", { name: "Pay with Kaspi" }).click();
    await this.state("waiting");
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
    await phone.getByLabel("The shop is told").selectOption({ label: told });
    await phone.getByRole("button", { name: button, exact: true }).click();
    await phone.getByRole("status").waitFor();
    await phone.close();
  }

  /** Turns the simulator. @param {string} path @param {Record<string, unknown>} data */
  async turn(path, data) {
    const answer = await this.page.request.post(`${this.origin}/simulator/${path}`, { data });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()}`);
  }

  /**
   * Lets all clocks pass together. Nothing reaches the page in between: no page lives to see a server whose clock
   * is minutes ahead of where it was a moment ago.
   * @param {number} ms
   */
  async pass(ms) {
    await this.page.context().setOffline(true);
    await this.page.clock.fastForward(ms);
    await this.turn("clock", { advanceMs: ms });
    await this.page.context().setOffline(false);
  }

  /** The word on the result page, once the element has gone there. */
  async result() {
    await this.page.waitForURL(/\/orders\//, { timeout: PATIENCE });
    return this.page.locator("h1").getAttribute("data-status");
  }
}

/** What happens, and what the result page must say. @type {[string, string, (visit: Visit) => Promise<unknown>][]} */
const SCENARIOS = [
  ["approved", "SUCCESS", async (visit) => visit.phone(await visit.scan(), "Pay")],
  ["declined", "FAIL", async (visit) => visit.phone(await visit.scan(), "Decline")],
  ["insufficient balance", "FAIL", async (visit) => visit.phone(await visit.scan(), "Pay with too little money")],
  [
    "pending, then paid",
    "SUCCESS",
    async (visit) => {
      const code = await visit.scan();
      await visit.phone(code, "Pay, the bank answers later");
      await visit.state("pending");
      await visit.phone(code, "The bank says yes");
    },
  ],
  [
    "left, then paid",
    "SUCCESS",
    async (visit) => {
      const code = await visit.scan();
      await visit.phone(code, "Put the phone away");
      await visit.phone(code, "Pay");
    },
  ],
  [
    "notification lost",
    "SUCCESS",
    async (visit) => {
      await visit.phone(await visit.scan(), "Pay", "never: the message is lost");
      await visit.pass(12_000);
    },
  ],
  [
    "notified eight times at once",
    "SUCCESS",
    async (visit) => visit.phone(await visit.scan(), "Pay", "eight times at once"),
  ],
  [
    "notified in the wrong order",
    "SUCCESS",
    async (visit) => visit.phone(await visit.scan(), "Pay", "in the wrong order"),
  ],
  [
    "forged success, then declined",
    "FAIL",
    async (visit) => {
      const code = await visit.scan();
      await visit.phone(code, "Put the phone away", "by a forger");
      await visit.phone(code, "Decline");
    },
  ],
  [
    "expired, new code, paid",
    "SUCCESS",
    async (visit) => {
      await visit.scan();
      await visit.pass(11 * 60_000);
      await visit.state("expired");
      await visit.element.locator('[part~="new-code"]').click();
      await visit.state("waiting");
      await visit.phone(await visit.scan(), "Pay");
    },
  ],
  [
    "expired, but paid in time",
    "SUCCESS",
    async (visit) => {
      const code = await visit.scan();
      await visit.pass(11 * 60_000);
      await visit.state("expired");
      await visit.phone(code, "It had been paid in time");
    },
  ],
  [
    "Antom broken while asked",
    "SUCCESS",
    async (visit) => {
      const code = await visit.scan();
      await visit.turn("faults", { operation: "inquiryPayment", fault: "broken", times: 2 });
      await visit.phone(code, "Pay", "never: the message is lost");
      await visit.pass(12_000);
    },
  ],
  [
    "cancelled after pay, before the shop was told",
    "CANCELLED",
    async (visit) => {
      const code = await visit.scan();
      await visit.phone(code, "Pay", "never: the message is lost");
      await visit.phone(code, "Cancel and refund");
      await visit.pass(12_000);
    },
  ],
];

const browser = await chromium.launch(chromiumOptions());
let failed = 0;
console.log("| what happens | the result page says | seconds | verdict |\n| --- | --- | --- | --- |");
for (const [name, wanted, happens] of SCENARIOS) {
  const began = performance.now();
  const said = await tour(happens).catch((error) => String(error).split("\n")[0]);
  if (said !== wanted) failed += 1;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`| ${name} | ${said} | ${seconds} | ${said === wanted ? "ok" : `FAILED: ${wanted} was due`} |`);
}
await browser.close();
console.log(`\n${SCENARIOS.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

/** @param {(visit: Visit) => Promise<unknown>} happens */
async function tour(happens) {
  const server = await startDemoServer();
  const context = await browser.newContext({ locale: "en" });
  const page = await context.newPage();
  try {
    await page.clock.install();
    const visit = new Visit(page, server.origin);
    await visit.order();
    await happens(visit);
    return await visit.result();
  } finally {
    await context.close();
    await server.stop();
  }
}
