// The card's space: nothing jumps, nothing is cut off, everything can be hit.

import { shownIn } from "../support/docs.js";
import { payResponse } from "../support/pay_response.js";
import { FAULTS } from "./faults.js";
import { STATES } from "./states.js";
import { LANGUAGES, expect, test } from "./test.js";

for (const width of [360, 1000]) {
  test(`nothing jumps from the first paint to paid, ${width} px wide, on a slow connection`, async ({
    page,
    origin,
  }) => {
    await page.setViewportSize({ width, height: 1400 });
    await page.goto(`${origin}/page.html`);
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
    // The empty card is on show meanwhile.
    await expect(page.locator("kaspi-checkout div:empty")).toHaveCSS("border-top-style", "solid");
    deliver();
    await page.locator('[part~="code"]').waitFor();
    expect((await below.boundingBox())?.y).toBe(first?.y);
    for (const [status, state] of /** @type {const} */ ([
      ["PENDING", "pending"],
      ["SUCCESS", "paid"],
    ])) {
      await page.evaluate((status) => {
        /** @type {any} */ (window).seen.status = status;
        /** @type {any} */ (document.querySelector("kaspi-checkout")).checkNow();
      }, status);
      await page.locator(`[data-state="${state}"]`).waitFor();
      expect((await below.boundingBox())?.y, state).toBe(first?.y);
    }
    // The browser reports a shift after the frame in which it happened.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(await page.evaluate(() => /** @type {any} */ (window).seen.shifts)).toBe(0);
  });
}

test("nothing moves under the buyer's finger on the way into the app", async ({ page, showing }) => {
  await page.setViewportSize({ width: 376, height: 1400 });
  const places = `["app-link", "countdown", "ways-out", "copy"].map((part) => {
    const { x, y } = document.querySelector("kaspi-checkout").shadowRoot
      .querySelector('[part~="' + part + '"]').getBoundingClientRect();
    return [part, Math.round(x), Math.round(y)];
  })`;
  for (const locale of LANGUAGES) {
    await showing.show("app_announced", { locale });
    const before = await showing.run(places);
    await showing.passUntil(".back");
    const [link, ...others] = /** @type {unknown[][]} */ (await showing.run(places));
    expect([link?.[2], others], locale).toEqual([before[0][2], before.slice(1)]);
    await showing.passUntil(".hint");
    expect(await showing.run(places), `${locale}, hinted`).toEqual([link, ...others]);
  }
});

for (const place of ["dialog", "table", "grid"]) {
  test(`nothing jumps in a ${place} where its space is reserved as the docs show`, async ({ page, origin }) => {
    await page.setViewportSize({ width: 376, height: 1400 });
    await page.goto(`${origin}/page.html`);
    await page.addStyleTag({ content: shownIn("docs/styling.md", "css") });
    const seen = await page.evaluate(
      async ({ message, place }) => {
        const seen = { shifts: 0 };
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) seen.shifts += /** @type {any} */ (entry).value;
        }).observe({ type: "layout-shift", buffered: true });
        const main = /** @type {HTMLElement} */ (document.querySelector("main"));
        const element = /** @type {any} */ (document.createElement("kaspi-checkout"));
        element.setAttribute("mode", "qr");
        element.payResponse = message;
        element.statusSource = () => ({ status: "PROCESSING" });
        const below = Object.assign(document.createElement("p"), { textContent: "Below." });
        if (place === "grid") {
          main.style.cssText = "display: grid; justify-items: center";
          main.replaceChildren(element, below);
        } else if (place === "table") {
          main.innerHTML = "<table><tbody><tr><td></td><td>Beside.</td></tr></tbody></table>";
          main.querySelector("td")?.append(element, below);
        } else {
          const dialog = document.createElement("dialog");
          dialog.append(element, below);
          main.replaceChildren(dialog);
          dialog.showModal();
        }
        const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        await frames();
        await import(new URL("/kaspi-checkout.js", location.href).href);
        while (!element.shadowRoot?.querySelector("svg.code")) await frames();
        await frames();
        return seen;
      },
      { message: payResponse({ created: Date.now() }), place },
    );
    expect(seen.shifts).toBe(0);
  });
}

test("a page reserves the card's space before the script is there, as the docs show", async ({
  page,
  origin,
  showing,
}) => {
  await page.setViewportSize({ width: 376, height: 1400 });
  await page.goto(`${origin}/page.html`);
  await page.addStyleTag({ content: shownIn("docs/styling.md", "css") });
  await page.evaluate(() => document.querySelector("main")?.append(document.createElement("kaspi-checkout")));
  const reserved = await showing.element.boundingBox();
  expect(reserved?.height).toBeGreaterThan(0);
  await page.evaluate(() => import(new URL("/kaspi-checkout.js", location.href).href));
  await page.waitForFunction(() => customElements.get("kaspi-checkout"));
  expect(await showing.element.boundingBox()).toEqual(reserved);
});

for (const width of [240, 320, 480, 640, 1000, 1200]) {
  test(`every state fits ${width} px, and what can be clicked is 44 px`, async ({ page, showing }) => {
    await page.setViewportSize({ width: width + 16, height: 900 });
    for (const name of Object.keys(STATES)) {
      await showing.show(name, { locale: "kk" });
      expect.soft(await showing.run(FAULTS), name).toEqual([]);
    }
  });
}

test("the page's own words and the buyer's currency", async ({ page, showing }) => {
  await showing.show("code", { locale: "ru" });
  await expect(page.locator('[part~="sum"]')).toHaveText(/^12\s500\s₸$/);
  await showing.run(shownIn("docs/languages.md", "js"));
  await expect(page.getByRole("heading")).toHaveText("Оплатите заказ");
  await expect(page.getByRole("button", { name: "Скопировать ссылку" })).toBeVisible();
  // Browsers come without Kazakh numbers.
  await showing.show("code", { locale: "kk" });
  await expect(page.locator('[part~="sum"]')).toHaveText(/^12\s500\s₸$/);
});

for (const width of [320, 360, 376, 576, 656, 1000]) {
  test(`a word about the connection has its room, ${width} px wide`, async ({ page, showing }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const locale of LANGUAGES) {
      await showing.show("code", { locale });
      const before = await showing.element.boundingBox();
      await showing.show("offline", { locale });
      expect((await showing.element.boundingBox())?.height, locale).toBe(before?.height);
    }
  });
}

test("of the whole card, the digits alone are laid out when a second passes", async ({ page, browser, showing }) => {
  await showing.show("code");
  const world = await showing.world();
  const frame = () => showing.run("new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))", world);
  await frame();
  const before = await showing.element.locator(".digits").textContent();
  await browser.startTracing(page, { categories: ["devtools.timeline"] });
  await page.clock.runFor(1_000);
  await frame();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  expect(await showing.element.locator(".digits").textContent()).not.toBe(before);
  const layouts = traceEvents.filter((/** @type {any} */ { name, args }) => name === "Layout" && args.beginData);
  expect(layouts.length).toBeGreaterThan(0);
  for (const { args } of layouts) expect(args.beginData.totalObjects).toBeLessThanOrEqual(2);
});
