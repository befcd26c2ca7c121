// axe-core finds nothing to say, in any state, theme and language.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "@playwright/test";
import { startStaticServer } from "../support/static_server.js";
import { STATES, show } from "./states.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @type {import("../support/static_server.js").StaticServer} */
let server;
test.beforeAll(async () => {
  server = await startStaticServer(["tests/e2e/looks", "dist/cdn"]);
});
test.afterAll(() => server.stop());

for (const [name, state] of Object.entries(STATES)) {
  test(`axe-core finds nothing in ${name}`, async ({ page }) => {
    await page.goto(`${server.origin}/page.html`);
    await page.evaluate(AXE);
    for (const theme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: theme === "dark" ? "dark" : "light", reducedMotion: "reduce" });
      for (const locale of ["kk", "ru", "en"]) {
        await show(page, state, { theme, locale });
        const { violations, passes } = await page.evaluate(async () => {
          const report = await /** @type {any} */ (window).axe.run("kaspi-checkout");
          /** @param {any} rule */
          const brief = ({ id, nodes }) => ({ id, where: nodes.map((/** @type {any} */ node) => node.failureSummary) });
          return { violations: report.violations.map(brief), passes: report.passes.length };
        });
        expect(violations, `${theme} ${locale}`).toEqual([]);
        expect(passes, "axe-core has looked into the card").toBeGreaterThan(3);
      }
    }
  });
}
