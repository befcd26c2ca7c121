import { expect, test } from "./shop.js";

test("a buyer who declines on the phone arrives at a result page that says so", async ({ page, shop }) => {
  const order = await shop.buy();
  await shop.onPhone(await shop.scan(), "Decline");

  await page.waitForURL(new URL(order.resultUrl, shop.origin).href);
  await expect(page.locator("main")).toContainText(/not paid|declined|failed/i);
});
