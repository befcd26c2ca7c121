import { expect, test, textCode } from "./shop.js";

test("a buyer scans the code, pays on the phone, and arrives at the result page", async ({ page, shop }) => {
  const order = await shop.buy();
  await shop.expectState("waiting");

  const code = await shop.scan();
  expect(code).toBe(textCode(order.payResponse));

  await shop.onPhone(code, "Pay");
  await page.waitForURL(new URL(order.resultUrl, shop.origin).href);
  await expect(page.getByRole("heading").first()).toContainText(/paid/i);
});
