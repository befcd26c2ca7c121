// The card wherever it may be looked at: forced colours, a page from right to left, paper, a zoomed page, little motion.

import { readQr } from "../support/qr.js";
import { FAULTS } from "./faults.js";
import { STATES } from "./states.js";
import { expect, test } from "./test.js";

const CODE = "https://qr.alipayplus.com/2816660400930aFreshCode0001";

test.use({ timezoneId: "Asia/Almaty" });

/** What a style says of the card's parts. @param {string} selector @param {string} property */
const styles = (selector, property) => `[...document.querySelector("kaspi-checkout").shadowRoot
  .querySelectorAll("${selector}")].map((element) => getComputedStyle(element)["${property}"])`;

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`forced colours, ${colorScheme}: every control has an edge, and the code stays black on white`, async ({
    page,
    showing,
  }) => {
    await page.emulateMedia({ forcedColors: "active", colorScheme });
    for (const name of Object.keys(STATES)) {
      await showing.show(name);
      const [ground] = await showing.run(styles(".card, .fallback", "backgroundColor"));
      expect(ground, name).toBe(colorScheme === "dark" ? "rgb(0, 0, 0)" : "rgb(255, 255, 255)");
      const edges = await showing.run(styles("button, a", "borderTopColor"));
      for (const seen of [...edges, ...(await showing.run(styles("p, h2, li, button, a", "color")))]) {
        expect(seen, name).not.toBe(ground);
        expect(seen, name).not.toMatch(/^rgba.*, 0\)$/);
      }
    }
    await showing.show("code");
    expect(readQr(await showing.element.screenshot())).toBe(CODE);
    expect(await showing.run(styles(".code rect, .code path", "fill"))).toEqual(["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
  });
}

test("in a page that runs from right to left, the words run from left to right and nothing sticks out", async ({
  page,
  showing,
}) => {
  await page.setViewportSize({ width: 700, height: 900 });
  for (const name of Object.keys(STATES)) {
    await showing.show(name, { locale: "ru" });
    const before = await showing.run(FAULTS);
    await showing.run(`document.documentElement.dir = "rtl"`);
    expect.soft(await showing.run(FAULTS), name).toEqual(before);
    const directions = await showing.run(styles(".heading, .text, .step, .sum, .fallback a", "direction"));
    expect.soft(new Set(directions), name).toEqual(new Set(directions.length > 0 ? ["ltr"] : []));
  }
});

test("wherever the page asks how wide it wants to be, there is room for a whole code", async ({ page, showing }) => {
  await page.setViewportSize({ width: 1_280, height: 1_200 });
  for (const way of [
    "<dialog open></dialog>",
    '<div style="display: inline-block"></div>',
    '<div style="float: left"></div>',
    '<div style="position: absolute"></div>',
    '<div style="display: flex"><div></div></div>',
    "<table><tr><td></td></tr></table>",
  ]) {
    await showing.show("code");
    await showing.run(`{
      const element = document.querySelector("kaspi-checkout");
      const around = document.createRange().createContextualFragment(${JSON.stringify(way)});
      const [place] = [...around.querySelectorAll("*")].slice(-1);
      document.querySelector("main").append(around);
      place.append(element);
    }`);
    await expect(showing.element.locator(".code")).toBeVisible();
    const { width = 0 } = (await showing.element.locator(".code").boundingBox()) ?? {};
    expect(width, way).toBeGreaterThanOrEqual(200);
    expect(readQr(await showing.element.screenshot()), way).toBe(CODE);
  }
});

test("an enlarged code is never smaller than before, and in the narrowest place as wide as that", async ({
  page,
  showing,
}) => {
  for (const width of [240, 260, 288, 304, 330, 331, 360, 640, 720]) {
    await page.setViewportSize({ width, height: 1_200 });
    await showing.show("code");
    const size = async () => (await showing.element.locator(".code").boundingBox())?.width ?? 0;
    const before = await size();
    await showing.element.getByRole("button", { name: "Enlarge the code" }).click();
    await expect(showing.element.locator("[data-enlarged]")).toBeVisible();
    const after = await size();
    expect(after, `${width} px`).toBeGreaterThanOrEqual(before);
    if (width >= 640) expect(after).toBeGreaterThan(450);
    expect(await showing.run(FAULTS), `${width} px`).toEqual([]);
  }
});

test("the nearest language is found beyond a shadow root", async ({ page, showing }) => {
  await showing.show("code");
  await showing.run(`{
    const element = document.querySelector("kaspi-checkout");
    const host = document.createElement("div");
    host.lang = "kk";
    host.attachShadow({ mode: "open" }).append(element);
    document.querySelector("main").append(host);
  }`);
  await expect(page.locator(".card")).toHaveAttribute("lang", "kk");
});

test("on paper, in either theme: the code, the amount, and nothing that can be pressed", async ({ page, showing }) => {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    await showing.show("code", { locale: "ru" });
    await page.emulateMedia({ media: "print", colorScheme });
    await expect(showing.element.locator(".sum")).toBeVisible();
    await expect(showing.element.locator(".code")).toBeVisible();
    await expect(showing.element.locator(".until")).toHaveText("Оплатите до 15:10");
    await expect(showing.element.locator(".until")).toBeVisible();
    await expect(showing.element.getByRole("timer")).toBeHidden();
    for (const button of await showing.element.getByRole("button").all()) await expect(button).toBeHidden();
    expect(readQr(await showing.element.screenshot())).toBe(CODE);
    expect(await showing.run(styles(".card", "backgroundColor"))).toEqual(["rgb(255, 255, 255)"]);
    for (const colour of await showing.run(styles(".sum, .heading, .step", "color")))
      expect(dark(colour), colour).toBe(true);
    const paper = (await page.pdf({ format: "A4" })).toString("latin1");
    expect(paper.match(/\/Type \/Page\b/g), "the card fits one sheet").toHaveLength(1);
  }
});

/** Whether a colour is dark enough for white paper. @param {string} colour */
function dark(colour) {
  const [red = 255, green = 255, blue = 255] = (colour.match(/\d+/g) ?? []).map(Number);
  return Math.max(red, green, blue) < 100;
}

for (const width of [320, 256]) {
  test(`a page zoomed to 400 %, ${width} px wide, is read without scrolling sideways`, async ({ browser, origin }) => {
    const { Showing } = await import("./showing.js");
    const page = await browser.newPage({
      viewport: { width, height: 256 },
      deviceScaleFactor: 4,
      reducedMotion: "reduce",
    });
    const showing = new Showing(page, origin);
    for (const name of Object.keys(STATES)) {
      await showing.show(name, { locale: "kk" });
      expect.soft(await showing.run(FAULTS), name).toEqual([]);
    }
    await page.close();
  });
}

test("text of twice the size, and text set wide, are not cut off", async ({ page, showing }) => {
  await page.setViewportSize({ width: 480, height: 900 });
  for (const name of Object.keys(STATES)) {
    await showing.show(name, { locale: "kk" });
    // WCAG 2.2, 1.4.4 and 1.4.12.
    await showing.run(`document.documentElement.style.fontSize = "200%"`);
    expect.soft(await showing.run(FAULTS), `${name}, twice the size`).toEqual([]);
    await showing.run(`document.documentElement.style.fontSize = ""`);
    await page.addStyleTag({ content: "* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }" });
    expect.soft(await showing.run(FAULTS), `${name}, set wide`).toEqual([]);
  }
});

test("how a page sets its own text does not reach the card", async ({ page, showing }) => {
  await page.setViewportSize({ width: 1_000, height: 1_200 });
  await showing.show("code");
  const places = `[...document.querySelector("kaspi-checkout").shadowRoot.querySelectorAll("*")].map((each) => {
    const { x, y, width, height } = each.getBoundingClientRect();
    return [each.tagName, x, y, width, height];
  })`;
  const before = await showing.run(places);
  await showing.run(`document.body.style.cssText += "; text-indent: 40px; letter-spacing: -1px; word-spacing: 9px;" +
    "text-transform: uppercase; white-space: pre; font-style: italic; font-weight: 900; text-shadow: 0 0 9px red"`);
  expect(await showing.run(places)).toEqual(before);
  expect(new Set(await showing.run(styles(".card, .card *", "textShadow")))).toEqual(new Set(["none"]));
});

test("the code is there at once, what follows it appears gently, but where little motion is wanted", async ({
  page,
  showing,
}) => {
  for (const [state, animation] of [
    ["code", "none"],
    ["paid", "appear"],
  ]) {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await showing.show(state);
    expect(await showing.run(styles(".scene", "animationName"))).toEqual(["none"]);
    expect(await showing.run("document.getAnimations().length")).toBe(0);
    await page.emulateMedia({ reducedMotion: "no-preference" });
    expect(await showing.run(styles(".scene", "animationName"))).toEqual([animation]);
  }
});

test("in a container of any width the code is as large as there is room, its modules whole pixels", async ({
  page,
  showing,
}) => {
  await page.setViewportSize({ width: 1300, height: 900 });
  for (const name of ["code", "code_enlarged", "app_hinted", "offline"]) {
    await showing.show(name, { locale: "kk" });
    for (let width = 240; width <= 1200; width += 40) {
      await showing.run(`document.querySelector("main").style.inlineSize = "${width}px"`);
      expect.soft(await showing.run(FAULTS), `${name} in ${width} px`).toEqual([]);
      if (name !== "code") continue;
      const [side = "0"] = await showing.run(styles(".code", "inlineSize"));
      expect.soft(parseFloat(side), `the code in ${width} px`).toBeGreaterThanOrEqual(width < 280 ? 164 : 205);
      expect.soft((parseFloat(side) / 41) % 1, `pixels a module in ${width} px`).toBe(0);
    }
  }
});

test("at the scales of screens and of zoomed pages, modules are whole device pixels", async ({ browser, origin }) => {
  const { Showing } = await import("./showing.js");
  for (const deviceScaleFactor of [0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 2.625, 2.75, 3]) {
    const page = await browser.newPage({ viewport: { width: 800, height: 900 }, deviceScaleFactor });
    const showing = new Showing(page, origin);
    for (const name of ["code", "code_enlarged"]) {
      await showing.show(name);
      const [side = "0"] = await showing.run(styles(".code", "inlineSize"));
      const pixels = (parseFloat(side) * deviceScaleFactor) / 41;
      expect.soft(Math.abs(pixels - Math.round(pixels)), `${name} at ${deviceScaleFactor}`).toBeLessThan(0.005);
    }
    await page.close();
  }
});

test("the words follow the page's language, and the element's own", async ({ page, showing }) => {
  await showing.show("code", { locale: "auto" });
  const title = showing.element.getByRole("heading");
  for (const [lang, words] of Object.entries({ ru: "Оплата через Kaspi.kz", kk: "Kaspi.kz арқылы төлеу" })) {
    await page.evaluate((value) => document.documentElement.setAttribute("lang", value), lang);
    await expect(title).toHaveText(words);
  }
  await showing.element.evaluate((element) => element.setAttribute("lang", "en"));
  await expect(title).toHaveText("Pay with Kaspi.kz");
});
