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
