// What was heard once is not forgotten by whoever comes next in the tab: another element, another pay response of the order, the
// fallback, or the wasm after it.

import { readFile, readdir } from "node:fs/promises";
import { fail, pending, processing, refuses, success } from "../../support/answers.js";
import { payResponse } from "../../support/pay_response.js";
import { expect, test } from "../../support/test.js";
import { trapping } from "../wasm/trapping.js";

/** @typedef {import("../../support/tab.js").Tab} Tab */

const FILES = new URL("../../../../dist/cdn/", import.meta.url);

const silent = refuses(503);
const missing = (/** @type {import("../../support/merchant.js").Exchange} */ exchange) =>
  exchange.send(404, "text/plain", "no");

test.beforeEach(({ merchant }) => {
  // The buyer stays and sees what is shown.
  merchant.attributes = { "redirect-target": "none" };
});

/** @param {{ now: number }} merchant */
const another = ({ now }) => payResponse({ created: now, code: "2816660400930bFreshCode0002" });

/**
 * Does something to the page's element.
 * @param {Tab} tab
 * @param {string} what an expression of `checkout` and `given`
 * @param {unknown} [given]
 */
const act = (tab, what, given) =>
  tab.page.evaluate(
    ([what, given]) => new Function("checkout", "given", String(what))(document.querySelector("kaspi-checkout"), given),
    [what, given],
  );

const REPLACE = `const next = document.createElement("kaspi-checkout");
  for (const { name, value } of checkout.attributes) if (name !== "pay-response") next.setAttribute(name, value);
  next.payResponse = given;
  checkout.replaceWith(next);`;

/**
 * The order is paid; then the page comes with a new code for it.
 * @param {import("../../support/merchant.js").Merchant} merchant
 * @param {import("../../support/story.js").Story} story
 */
async function openAndComeTooLate(merchant, story) {
  merchant.status = () => success;
  const tab = await story.open();
  await story.until(() => tab.state === "paid");
  const late = another(merchant);
  await act(tab, "checkout.refresh(given)", late);
  await story.until(() => tab.codes.includes("refresh-already-paid"));
  return { tab, late };
}

test("a trap after the payment, and no fallback to be had: the shop's other ways stay away", async ({
  merchant,
  story,
}) => {
  for (const [answer, state] of /** @type {const} */ ([
    [success, "paid"],
    [pending, "pending"],
  ])) {
    merchant.children = '<a href="/other">Pay another way</a>';
    merchant.override(/fallback\.js$/, missing);
    await trapping(merchant);
    merchant.status = () => answer;
    const tab = await story.open();
    await story.until(() => tab.state === state);
    await act(tab, "checkout.checkNow()");
    await story.until(() => tab.codes.includes("wasm-trapped"));
    await story.advance(3_000);
    await expect(tab.page.getByRole("link", { name: "Pay another way" })).toBeHidden();
    await expect(tab.page.locator(".scene")).toHaveAttribute("data-state", state);
  }
});

/** @param {Tab} tab */
async function expectNothingToPay(tab) {
  await expect(tab.card.code).toBeHidden();
  await expect(tab.card.fallbackLink).toBeHidden();
  await expect(tab.card.appLink).toBeHidden();
  expect(["pending", "paid"]).toContain(tab.state);
}

test("a new code that comes too late is refused, and comes back by no way", async ({ merchant, story }) => {
  const { tab, late } = await openAndComeTooLate(merchant, story);
  expect(await act(tab, "return checkout.result.then(({ state }) => state)")).toBe("paid");

  for (const way of [
    `checkout.setAttribute("app-origins", "https://*.kaspi.kz https://*.alipayplus.com")`,
    "const { parentNode } = checkout; checkout.remove(); setTimeout(() => parentNode.append(checkout))",
    REPLACE,
  ]) {
    merchant.status = () => silent;
    await act(tab, way, late);
    await story.advance(3_000);
    await expectNothingToPay(tab);
    if (way === REPLACE) break;
    merchant.status = () => success;
    await story.until(() => tab.state === "paid", 60_000);
  }
});

test("a wasm that comes after the stand-in knows what that has heard", async ({ merchant, story }) => {
  const name = String((await readdir(FILES)).find((file) => file.endsWith(".wasm")));
  const wasm = await readFile(new URL(name, FILES));
  let release = () => {};
  const released = new Promise((resolve) => (release = () => resolve(undefined)));
  merchant.override(/\.wasm$/, async ({ response }) => {
    await released;
    response.writeHead(200, { "content-type": "application/wasm" }).end(wasm);
  });
  merchant.status = () => pending;
  const tab = await story.visit("/checkout");
  // The story's time does not wait for files.
  const file = tab.page.waitForEvent("requestfinished", (request) => request.url().endsWith("fallback.js"));
  await story.advance(9_000);
  await tab.evaluate(`import("${(await file).url()}")`);
  await story.until(() => tab.state === "pending");
  merchant.status = () => silent;
  release();
  await story.until(() => tab.page.locator("kaspi-checkout [part=card]").isVisible(), 10_000);
  await story.advance(3_000);
  await expectNothingToPay(tab);
});

test("a fallback knows what the wasm has heard", async ({ merchant, story }) => {
  merchant.status = () => pending;
  const tab = await story.open();
  await story.until(() => tab.state === "pending");
  merchant.override(/\.wasm$/, missing);
  merchant.status = () => silent;
  await tab.reload();
  await story.until(() => tab.codes.includes("wasm-unavailable"));
  await story.advance(3_000);
  await expectNothingToPay(tab);
});

test("a fallback knows what it has heard itself", async ({ merchant, story }) => {
  merchant.override(/\.wasm$/, missing);
  const { tab, late } = await openAndComeTooLate(merchant, story);
  merchant.status = () => silent;
  for (const given of [merchant.payResponse, late]) {
    await act(tab, REPLACE, given);
    await story.advance(3_000);
    await expectNothingToPay(tab);
  }
});

test("a fallback goes on with a new code of the order, and hears of the old one", async ({ merchant, story }) => {
  merchant.override(/\.wasm$/, missing);
  const tab = await story.open();
  await expect(tab.card.fallbackLink).toBeVisible();
  const next = another(merchant);
  await act(tab, "checkout.refresh(given)", next);
  await story.advance(3_000);
  await expect(tab.card.fallbackLink).toHaveAttribute("href", next.normalUrl);
  // The merchant's server still speaks of the old one.
  merchant.status = () => success;
  await story.until(() => tab.state === "paid");
  expect(tab.results).toEqual([expect.objectContaining({ paymentId: merchant.payment.paymentId })]);
});

test("a fallback begins anew with another order", async ({ merchant, story }) => {
  merchant.override(/\.wasm$/, missing);
  merchant.status = () => success;
  const tab = await story.open();
  await story.until(() => tab.state === "paid");
  merchant.payResponse = another(merchant);
  merchant.status = () => processing;
  await act(tab, "checkout.payResponse = given", merchant.payResponse);
  await story.until(() => tab.state === "waiting");
  await expect(tab.card.fallbackLink).toBeVisible();
  merchant.status = () => success;
  await story.until(() => tab.results.length === 2);
});

test("a fallback takes the server's last word for the last one, and S and F for what they are", async ({
  merchant,
  story,
}) => {
  merchant.override(/\.wasm$/, missing);
  merchant.payResponse = payResponse({ created: merchant.now, lives: 20_000 });
  merchant.status = () => pending;
  const tab = await story.open();
  await story.until(() => tab.state === "pending");
  await story.advance(30_000, 1_000);
  merchant.status = () => fail;
  await story.until(() => tab.state === "failed", 20_000);

  const made = (/** @type {string} */ resultStatus) => ({ ...another(merchant), result: { resultStatus } });
  merchant.status = () => silent;
  await act(tab, REPLACE, made("S"));
  await story.until(() => tab.state === "pending");
  await expectNothingToPay(tab);
  await act(tab, REPLACE, { ...made("F"), paymentId: "another" });
  await story.until(() => tab.codes.includes("pay-response-failed"));
  expect(tab.state).toBe("confirming");
  await story.until(() => tab.state === "failed", 60_000);
  expect(tab.results.at(-1)).toMatchObject({ status: "FAIL", paymentId: "another" });
  // But what is paid is paid, whatever the pay response says.
  merchant.status = () => success;
  merchant.payResponse = { ...made("F"), paymentId: "a third" };
  await act(tab, REPLACE, merchant.payResponse);
  await story.until(() => tab.state === "paid");
});

test("without a storage the page itself remembers", async ({ merchant, story, context }) => {
  await context.addInitScript(() => {
    Object.defineProperty(window, "sessionStorage", {
      get() {
        throw new DOMException("The operation is insecure.", "SecurityError");
      },
    });
  });
  merchant.status = () => pending;
  const tab = await story.open();
  await story.until(() => tab.state === "pending");
  merchant.status = () => silent;
  await act(tab, REPLACE, merchant.payResponse);
  await story.advance(3_000);
  await expectNothingToPay(tab);
});
