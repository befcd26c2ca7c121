// Every visual state, brought about in the shipped element by what a page and its server can say.

import { MINUTE, payResponse } from "../support/pay_response.js";

/**
 * @typedef {object} State
 * @property {string} state the element's public state
 * @property {Record<string, string>} [attributes]
 * @property {string} [status] what the server says; without it, it never answers
 * @property {number} [age] how old the pay response is, in ms
 * @property {Record<string, any>} [change] fields of the pay response
 * @property {boolean} [offline]
 */

const TENGE = { paymentAmount: { currency: "KZT", value: "1250000" } };

/** A payment that was created without a code and without a link. */
const NOTHING_TO_SHOW = Object.fromEntries(
  [
    "normalUrl",
    "applinkUrl",
    "schemeUrl",
    "orderCodeForm",
    "paymentData",
    "paymentActionForm",
    "redirectActionForm",
  ].map((field) => [field, undefined]),
);

/** @type {Record<string, State>} */
export const STATES = {
  code: { state: "waiting", attributes: { mode: "qr" }, status: "PROCESSING", change: TENGE },
  code_in_dollars: { state: "waiting", attributes: { mode: "qr" }, status: "PROCESSING" },
  app: { state: "waiting", attributes: { mode: "app", launch: "tap" }, status: "PROCESSING", change: TENGE },
  offline: { state: "waiting", attributes: { mode: "qr" }, status: "PROCESSING", change: TENGE, offline: true },
  pending: { state: "pending", status: "PENDING" },
  confirming: { state: "confirming", age: 11 * MINUTE },
  expired: { state: "expired", age: 11 * MINUTE, status: "FAIL" },
  expired_renewable: {
    state: "expired",
    attributes: { "refresh-url": "/renew" },
    age: 11 * MINUTE,
    status: "FAIL",
  },
  paid: { state: "paid", status: "SUCCESS" },
  failed: { state: "failed", status: "FAIL" },
  cancelled: { state: "cancelled", status: "CANCELLED" },
  rejected: { state: "rejected", change: NOTHING_TO_SHOW },
};

/**
 * Puts an element into the page and waits until it shows the state.
 * @param {import("@playwright/test").Page} page of looks/page.html
 * @param {State} state
 * @param {Record<string, string>} attributes further attributes: locale, theme
 */
export async function show(page, state, attributes) {
  const created = Date.now() - (state.age ?? 0);
  await page.evaluate(
    async ({ message, status, attributes }) => {
      await import(new URL("/kaspi-checkout.js", location.href).href);
      // Each state is a payment of its own: nothing is remembered from the one before.
      sessionStorage.clear();
      const element = /** @type {any} */ (document.createElement("kaspi-checkout"));
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.payResponse = message;
      element.statusSource = () => (status ? { status } : new Promise(() => {}));
      document.querySelector("main")?.replaceChildren(element);
    },
    {
      message: payResponse({ created, change: state.change }),
      status: state.status,
      attributes: { "redirect-target": "none", ...state.attributes, ...attributes },
    },
  );
  await page.waitForFunction(
    (wanted) => /** @type {any} */ (document.querySelector("kaspi-checkout"))?.state === wanted,
    state.state,
  );
  await page.locator(`[data-state="${state.state}"]`).waitFor();
  if (state.offline) {
    await page.evaluate(() => dispatchEvent(new Event("offline")));
    await page.locator('[part~="connection"]').waitFor();
  }
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
}
