// The keyboard alone reaches all that the card offers, and the buyer's place is not lost.

import { expect, test } from "@playwright/test";
import { startStaticServer } from "../support/static_server.js";
import { STATES, show } from "./states.js";

/** @type {import("../support/static_server.js").StaticServer} */
let server;
test.beforeAll(async () => {
  server = await startStaticServer(["tests/e2e/looks", "dist/cdn"]);
});
test.afterAll(() => server.stop());

test("Tab reaches every control in reading order, and switching the way keeps the focus in the card", async ({
  page,
}) => {
  await page.goto(`${server.origin}/page.html`);
  await show(page, /** @type {import("./states.js").State} */ (STATES.code), { locale: "en" });
  const focused = () =>
    page.evaluate(() => document.querySelector("kaspi-checkout")?.shadowRoot?.activeElement?.getAttribute("part"));
  const order = [];
  for (let step = 0; step < 5; step += 1) {
    await page.keyboard.press("Tab");
    order.push(await focused());
  }
  expect(order).toEqual(["enlarge", "save", "switch", "switch", "copy"]);

  await page.getByRole("button", { name: "Open on this device" }).focus();
  await page.keyboard.press("Enter");
  await page.locator('[part~="app-link"]').waitFor();
  await expect.poll(focused).toBe("heading");
});

test("a screen reader finds the state, the sum, the steps, the code and the ways out", async ({ page }) => {
  await page.goto(`${server.origin}/page.html`);
  await show(page, /** @type {import("./states.js").State} */ (STATES.code), { locale: "en" });
  await expect(page.locator("kaspi-checkout")).toMatchAriaSnapshot(`
    - heading "Pay with Kaspi.kz" [level=2]
    - paragraph: /₸12,500/
    - list:
      - listitem: Open Kaspi.kz on your phone
      - listitem: Scan this code
      - listitem: Confirm the payment
    - img /QR code/
    - button "Enlarge the code"
    - button "Save the code"
    - paragraph: Time left
    - timer "Time left"
    - button "Open on this device"
    - button "Go to the payment page"
    - button "Copy the link"
  `);
});
