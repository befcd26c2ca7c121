// The test of the looks: an element that can be put into any state.

import { test as base } from "@playwright/test";
import { startStaticServer } from "../support/static_server.js";
import { Showing } from "./showing.js";

export { expect } from "@playwright/test";

export const THEMES = /** @type {const} */ (["light", "dark"]);
export const LANGUAGES = ["kk", "ru", "en"];

export const test = base.extend(
  /** @type {import("@playwright/test").Fixtures<{ showing: Showing }, { origin: string }, import("@playwright/test").PlaywrightTestArgs, {}>} */ ({
    origin: [
      async ({}, use) => {
        const server = await startStaticServer(["tests/e2e/looks", "dist/cdn"]);
        await use(server.origin);
        await server.stop();
      },
      { scope: "worker" },
    ],

    // Nothing here fails in a way that a recording would explain better than the picture.
    trace: "off",

    showing: async ({ page, origin }, use) => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      await use(new Showing(page, origin));
    },
  }),
);
