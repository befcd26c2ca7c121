import { success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";
import { trapping } from "./trapping.js";

/** @typedef {import("../../support/merchant.js").Merchant} Merchant */

/** @type {Record<string, (merchant: Merchant) => void>} */
const FAULTS = {
  missing: (merchant) => {
    merchant.override(/\.wasm$/, (exchange) => exchange.send(404, "text/plain", "no"));
  },
  corrupt: (merchant) => {
    merchant.override(/\.wasm$/, (exchange) =>
      exchange.send(200, "application/wasm", "\0asm\x01\0\0\0 and then noise"),
    );
  },
  "blocked by the policy": (merchant) => {
    merchant.policy = merchant.policy.replace(" 'wasm-unsafe-eval'", "");
  },
  "cut off by a proxy": (merchant) => {
    merchant.override(/\.wasm$/, ({ response }) => {
      response.writeHead(200, { "content-type": "application/wasm", "content-length": "100000" });
      response.write("\0asm", () => response.socket?.resetAndDestroy());
    });
  },
};

for (const [fault, cause] of Object.entries(FAULTS)) {
  test(`wasm ${fault}: link to pay, asking goes on, taken to the result`, async ({ merchant, story }) => {
    cause(merchant);
    const tab = await story.open();
    await expect(tab.card.fallbackLink).toBeVisible();
    await expect(tab.card.fallbackLink).toHaveAttribute("href", merchant.payment.normalUrl);
    expect(tab.details("kaspi-error")).toEqual([expect.objectContaining({ code: "wasm-unavailable", fatal: true })]);

    merchant.status = () => success;
    await story.until(() => merchant.results > 0);
    expect(tab.results).toEqual([expect.objectContaining({ status: "SUCCESS", state: "paid" })]);
  });
}

test("wasm missing, and the merchant has a fallback: it is shown", async ({ merchant, story }) => {
  FAULTS.missing(merchant);
  merchant.children = '<a href="/elsewhere">Pay another way</a>';
  const tab = await story.open();
  await expect(tab.page.getByRole("link", { name: "Pay another way" })).toBeVisible();
  await expect(tab.card.fallbackLink).toBeHidden();

  merchant.status = () => success;
  await story.until(() => merchant.results > 0);
});

test("wasm trapped in the middle: the fallback takes over, asking goes on", async ({ merchant, story }) => {
  await trapping(merchant);
  const tab = await story.open();
  await expect(tab.card.code).toBeVisible();

  await tab.page.evaluate(() => /** @type {any} */ (document.querySelector("kaspi-checkout")).checkNow());
  await expect(tab.card.fallbackLink).toBeVisible();
  expect(tab.details("kaspi-error")).toEqual([expect.objectContaining({ code: "wasm-trapped", fatal: true })]);
  await expect(tab.card.code).toBeHidden();

  merchant.status = () => success;
  await story.until(() => merchant.results > 0);
  expect(tab.results).toEqual([expect.objectContaining({ state: "paid" })]);
});
