// Goes through a checkout as a buyer: reads the code from a screenshot, pays, lands on the order.

import assert from "node:assert/strict";
import { readQr } from "../../e2e/support/qr.js";
import { freshPayResponse } from "./shop.js";

/**
 * @param {import("@playwright/test").Page} page
 * @param {import("./shop.js").Shop} shop
 * @param {string} [path]
 */
export async function payAt(page, shop, path = "/") {
  /** @type {string[]} */
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    // No consumer ships an icon for its tab.
    if (message.type() === "error" && !message.location().url.endsWith("/favicon.ico")) complaints.push(message.text());
  });
  await page.addInitScript(() =>
    document.addEventListener("kaspi-error", (event) =>
      console.error(JSON.stringify(/** @type {CustomEvent} */ (event).detail)),
    ),
  );
  await page.goto(`${shop.origin}${path}`);
  const code = await readCode(page).catch((error) => `${error}`);
  assert.equal(code, await codeOfPayment(), complaints.join("\n"));
  shop.setStatus("SUCCESS");
  await page.waitForURL(`${shop.origin}/orders/42`);
  assert.deepEqual(complaints, []);
}

/** @returns {Promise<string>} what the QR must hold */
export async function codeOfPayment() {
  const { orderCodeForm } = await freshPayResponse();
  return orderCodeForm.codeDetails.find((/** @type {any} */ detail) => detail.displayType === "TEXT").codeValue;
}

/**
 * The text of the QR on the page, from a screenshot.
 * @param {import("@playwright/test").Page} page
 */
export async function readCode(page) {
  const code = page.locator("kaspi-checkout [part~=code]");
  await code.waitFor();
  await code.scrollIntoViewIfNeeded();
  const deadline = Date.now() + 10_000;
  let text;
  while (!text && Date.now() < deadline) text = readQr(await page.screenshot());
  return text;
}
