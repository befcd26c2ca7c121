import { expect, test } from "./shop.js";

test("a buyer who waits too long sees no code, and may have a new one", async ({ page, shop }) => {
  await page.clock.install();
  await shop.buy();
  const first = await shop.scan();

  await shop.minutesPass(11);
  await shop.expectState("expired");
  await expect(shop.element.locator('[part~="code"]')).toHaveCount(0);

  await shop.element.locator('[part~="new-code"]').click();
  await shop.expectState("waiting");
  expect(await shop.scan()).not.toBe(first);
});
