// Browser scenarios against the demo's server: one folder per scenario, what they share is in support/.

import { defineConfig, devices } from "@playwright/test";
import { chromiumOptions } from "./support/browser.js";

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.js",
  outputDir: "../../test-results",
  // Each worker has a server and a browser of its own.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: chromiumOptions(),
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  projects: [
    { name: "desktop", testIgnore: "phone/**", use: { viewport: { width: 1280, height: 720 } } },
    { name: "phone", testMatch: "phone/**/*.spec.js", use: { ...devices["Pixel 7"] } },
  ],
});
