// A browser as a buyer has it: tabs of one window that really are hidden, frozen and shown again. (The tabs that
// Playwright opens by itself are made to look visible always.)

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "@playwright/test";

import { chromiumOptions } from "./browser.js";

/**
 * @typedef {object} OwnBrowser
 * @property {import("@playwright/test").BrowserContext} context
 * @property {() => Promise<void>} close
 */

/**
 * @param {Record<string, unknown>} [preferences] of the profile, as Chromium keeps them
 * @returns {Promise<OwnBrowser>}
 */
export async function openOwnBrowser(preferences = {}) {
  const profile = await mkdtemp(join(tmpdir(), "kaspi-checkout-"));
  await mkdir(join(profile, "Default"));
  await writeFile(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
  const { executablePath, args } = chromiumOptions();
  const own = ["--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"];
  const chrome = spawn(executablePath, [...args, ...own], { stdio: ["ignore", "ignore", "pipe"] });
  const exited = once(chrome, "exit");
  const browser = await chromium.connectOverCDP(await endpoint(chrome), { noDefaults: true });
  return {
    context: browser.contexts()[0],
    close: async () => {
      await browser.close();
      chrome.kill("SIGTERM");
      await exited;
      // Chromium's own helpers may still be writing.
      await rm(profile, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

/** @param {import("node:child_process").ChildProcess} chrome */
async function endpoint(chrome) {
  const errors = /** @type {import("node:stream").Readable} */ (chrome.stderr);
  for await (const line of createInterface({ input: errors })) {
    const url = /DevTools listening on (\S+)/.exec(line)?.[1];
    if (url) {
      // Keeps the pipe empty, so that the browser never waits for a reader.
      errors.resume();
      return url;
    }
  }
  throw new Error(`Chromium ended at once (exit code ${chrome.exitCode})`);
}
