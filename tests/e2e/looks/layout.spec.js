// The card's space: nothing jumps, nothing is cut off, everything can be hit.

import { expect, test } from "@playwright/test";
import { payResponse } from "../support/pay_response.js";
import { startStaticServer } from "../support/static_server.js";
import { STATES, show } from "./states.js";

/** @type {import("../support/static_server.js").StaticServer} */
let server;
test.beforeAll(async () => {
  server = await startStaticServer(["tests/e2e/looks", "dist/cdn"]);
});
test.afterAll(() => server.stop());
test.beforeEach(({ page }) => page.goto(`${server.origin}/page.html`));

for (const width of [360, 1000]) {
  test(`nothing jumps from the first paint to paid, ${width} px wide, on a slow connection`, async ({ page }) => {
    await page.setViewportSize({ width, height: 1400 });
    /** @type {() => void} */
    let deliver = () => {};
    const delivered = new Promise((resolve) => (deliver = () => resolve(undefined)));
    await page.route("**/*.wasm", async (route) => {
      await delivered;
      await route.continue();
    });
    await page.evaluate(
      async ({ message }) => {
        const seen = { shifts: 0, status: "PROCESSING" };
        Object.assign(window, { seen });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) seen.shifts += /** @type {any} */ (entry).value;
        }).observe({ type: "layout-shift", buffered: true });
        await import(new URL("/kaspi-checkout.js", location.href).href);
        const element = /** @type {any} */ (document.createElement("kaspi-checkout"));
        element.setAttribute("mode", "qr");
        element.setAttribute("redirect-target", "none");
        element.payResponse = message;
        element.statusSource = () => ({ status: seen.status });
        const below = document.createElement("p");
        below.textContent = "What stands below the card.";
        document.querySelector("main")?.replaceChildren(element, below);
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      },
      { message: payResponse({ created: Date.now() }) },
    );
    const below = page.locator("main > p");
    const first = await below.boundingBox();
    deliver();
    await page.locator('[part~="code"]').waitFor();
    expect((await below.boundingBox())?.y).toBe(first?.y);
    await page.evaluate(() => {
      /** @type {any} */ (window).seen.status = "SUCCESS";
      /** @type {any} */ (document.querySelector("kaspi-checkout")).checkNow();
    });
    await page.locator('[data-state="paid"]').waitFor();
    expect((await below.boundingBox())?.y).toBe(first?.y);
    expect(await page.evaluate(() => /** @type {any} */ (window).seen.shifts)).toBe(0);
  });
}

for (const width of [240, 320, 480, 1000, 1200]) {
  test(`every state fits ${width} px, and what can be clicked is 44 px`, async ({ page }) => {
    await page.setViewportSize({ width: width + 16, height: 900 });
    for (const [name, state] of Object.entries(STATES)) {
      await show(page, state, { locale: "kk" });
      const faults = await page.evaluate(() => {
        const root = document.querySelector("kaspi-checkout")?.shadowRoot;
        const card = root?.querySelector(".card")?.getBoundingClientRect();
        if (!root || !card) return ["no card"];
        const found = document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : [];
        for (const element of root.querySelectorAll(".card :not(slot)")) {
          const box = element.getBoundingClientRect();
          const said = `${element.localName}.${element.getAttribute("class")}`;
          if (box.right > card.right + 1 || box.left < card.left - 1) found.push(`${said} sticks out`);
          if (element.matches("a, button") && (box.width < 44 || box.height < 44)) found.push(`${said} is small`);
        }
        return found;
      });
      expect(faults, name).toEqual([]);
    }
  });
}

test("the page's own words and the buyer's currency", async ({ page }) => {
  await show(page, /** @type {import("./states.js").State} */ (STATES.code), { locale: "ru" });
  await expect(page.locator('[part~="sum"]')).toHaveText(/^12\s500\s₸$/);
  await page.evaluate(() => {
    /** @type {any} */ (document.querySelector("kaspi-checkout")).texts = { title: "Оплатите заказ" };
  });
  await expect(page.getByRole("heading")).toHaveText("Оплатите заказ");
  await expect(page.getByRole("button", { name: "Скопировать ссылку" })).toBeVisible();
});
