// A page in a frame leaves its frame by the buyer's hand alone, where the shop around it has said so.

import { expect, test } from "@playwright/test";
import { openShop } from "../../packaging/support/shop.js";

// Each script that looks into the frame counts as the buyer's gesture there, and a trace runs many.
test.use({ trace: "off" });

test("a frame that may not take the whole page along leaves that to the buyer", async ({ page }) => {
  /** @type {() => void} */
  let tell = () => {};
  const told = new Promise((resolve) => (tell = () => resolve(undefined)));
  const checkout = await openShop({
    placeholders: { "redirect target": "top" },
    answer: (url) => (url === "/told" ? (tell(), 204) : undefined),
  });
  const sandbox = `sandbox="allow-scripts allow-same-origin allow-top-navigation-by-user-activation"`;
  const shop = await openShop({ placeholders: { "the other origin": checkout.origin, sandbox } });
  for (const { serve } of [checkout, shop]) serve("dist/cdn", "tests/e2e/policy");
  checkout.setStatus("SUCCESS");
  await page.addInitScript(() => document.addEventListener("kaspi-result", () => void navigator.sendBeacon("/told")));
  await page.goto(`${shop.origin}/framed.html`);
  await told;
  const onward = page.frameLocator("iframe").locator("a[href='/orders/42']");
  await expect(onward).toBeVisible();
  expect(page.url()).toBe(`${shop.origin}/framed.html`);
  await onward.click();
  await page.waitForURL(`${checkout.origin}/orders/42`);
  await checkout.stop();
  await shop.stop();
});
