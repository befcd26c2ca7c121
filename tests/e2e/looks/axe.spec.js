// axe-core finds nothing to say, in any state, theme and language. The table at the end of the run counts its findings.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { STATES } from "./states.js";
import { LANGUAGES, THEMES, expect, test } from "./test.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Runs in a world of its own, since axe waits by the clock and the page's stands still. */
const LOOK = `axe.run("kaspi-checkout").then(({ violations, passes }) => ({
  violations: violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ failureSummary }) => failureSummary) })),
  passes: passes.length,
}))`;

for (const name of Object.keys(STATES)) {
  test(`axe-core finds nothing in ${name}`, async ({ page, showing }, { annotations }) => {
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      for (const locale of LANGUAGES) {
        await showing.show(name, { theme, locale });
        const world = await showing.world();
        await showing.run(`${AXE};0`, world);
        const { violations, passes } = await showing.run(LOOK, world);
        annotations.push({
          type: "axe",
          description: JSON.stringify({ state: name, of: `${theme} ${locale}`, findings: violations.length, passes }),
        });
        expect.soft(violations, `${theme} ${locale}`).toEqual([]);
        expect.soft(passes, "axe-core has looked into the card").toBeGreaterThan(name === "idle" ? 0 : 3);
      }
    }
  });
}
