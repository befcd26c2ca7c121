import { expect, test } from "@playwright/test";
import { readQr } from "../support/qr.js";
import { startStaticServer } from "../support/static_server.js";

test("a script tag, the element and a child JSON on a static server show the code", async ({ page }) => {
  const server = await startStaticServer(["examples/script-tag", "dist/cdn"]);
  /** @type {Error[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(error));

  await page.goto(`${server.origin}/index.html`);
  const code = "https://qr.alipayplus.com/2816660400930m9F9gUlg0a3gn1kpWHv3kvD";
  await expect.poll(async () => readQr(await page.screenshot())).toBe(code);

  // Nobody answers at the status URL: the code stays all the same.
  await expect(page.locator("kaspi-checkout")).toHaveJSProperty("state", "waiting");
  expect(errors).toEqual([]);
  await server.stop();
});

test("the script loads the wasm at once where the page has a checkout, and nothing where it has none", async ({
  page,
}) => {
  const server = await startStaticServer(["examples/script-tag", "dist/cdn"]);
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const hasWasm = () => asked.some((path) => path.endsWith(".wasm"));
  await page.route("**/index.html?without", async (route) => {
    const response = await route.fetch();
    const html = (await response.text()).replaceAll("kaspi-checkout status-url", "p status-url");
    await route.fulfill({ response, body: html });
  });

  await page.goto(`${server.origin}/index.html?without`);
  await page.waitForFunction(() => customElements.get("kaspi-checkout"));
  await page.waitForLoadState("networkidle");
  expect(hasWasm()).toBe(false);

  // Before the element is defined.
  await page.addInitScript(() => {
    const { define } = CustomElementRegistry.prototype;
    CustomElementRegistry.prototype.define = function (...given) {
      Object.assign(window, { defined: performance.now() });
      define.apply(this, given);
    };
  });
  await page.goto(`${server.origin}/index.html`);
  await page.locator('[part~="code"]').waitFor();
  expect(hasWasm()).toBe(true);
  const [started, defined] = await page.evaluate(() => [
    performance.getEntriesByType("resource").find(({ name }) => name.endsWith(".wasm"))?.startTime,
    /** @type {any} */ (window).defined,
  ]);
  expect(started).toBeLessThanOrEqual(defined);
  await server.stop();
});
