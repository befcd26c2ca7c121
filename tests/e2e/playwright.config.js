// Browser scenarios against the demo's server: one folder per scenario, what they share is in support/.

import { defineConfig, devices } from "@playwright/test";
import { chromiumOptions } from "./support/browser.js";

const DESKTOP = { width: 1280, height: 720 };

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.js",
  outputDir: "../../test-results",
  // Each worker has a server and a browser of its own.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  // A shared machine may stall for longer than any patience; what fails twice is broken.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["./support/tables.js"], ["./looks/tables.js"]],
  snapshotPathTemplate: "{testFileDir}/{arg}{ext}",
  use: {
    browserName: "chromium",
    launchOptions: chromiumOptions(),
    screenshot: "only-on-failure",
    trace: "on-first-retry",
  },
  projects: [
    { name: "desktop", testIgnore: ["faults/**", "phone/**"], use: { viewport: DESKTOP } },
    { name: "faults", testMatch: "faults/**/*.spec.js", use: { viewport: DESKTOP } },
    { name: "phone", testMatch: "phone/**/*.spec.js", use: { ...devices["Pixel 7"] } },
  ],
});
