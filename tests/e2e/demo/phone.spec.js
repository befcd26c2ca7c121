import { devices } from "@playwright/test";
import { expect, test, textCode } from "./shop.js";

const { defaultBrowserType: _, ...phone } = devices["Pixel 7"] ?? {};
test.use(phone);

test("a buyer on a phone is taken into Kaspi.kz, pays, and comes back to the result page", async ({ page, shop }) => {
  await page.route("https://l.kaspi.kz/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Kaspi.kz</title>" }),
  );
  const order = await shop.buy();
  await page.waitForURL(order.payResponse.applinkUrl);

  await shop.onPhone(textCode(order.payResponse), "Pay");
  await page.goBack();
  await page.waitForURL(new URL(order.resultUrl, shop.origin).href);
  await expect(page.getByRole("heading").first()).toContainText(/paid/i);
});
