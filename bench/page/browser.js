// The browser, and the two profiles in which a page is visited.

import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

/** A phone of the lower class on a slow mobile network; bytes a second, milliseconds. */
export const SLOW = {
  cpu: 4,
  network: { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 },
};

const VIEW = { viewport: { width: 1_000, height: 900 }, deviceScaleFactor: 2 };

export async function launch() {
  return chromium.launch({
    executablePath: process.env.KASPI_CHECKOUT_CHROMIUM ?? found("chromium") ?? found("google-chrome"),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Nothing of what is measured may leave this machine.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
}

/**
 * A visitor with an empty cache.
 * @param {import("playwright-core").Browser} browser
 */
export async function newVisitor(browser) {
  return browser.newContext(VIEW);
}

/**
 * A page with its protocol session, throttled if wanted.
 * @param {import("playwright-core").BrowserContext} visitor
 * @param {typeof SLOW | null} profile
 */
export async function openPage(visitor, profile) {
  const page = await visitor.newPage();
  const session = await visitor.newCDPSession(page);
  await session.send("Network.enable");
  if (profile) {
    await session.send("Network.emulateNetworkConditions", profile.network);
    await session.send("Emulation.setCPUThrottlingRate", { rate: profile.cpu });
  }
  return { page, session };
}

/** @param {string} name */
function found(name) {
  try {
    return execFileSync("which", [name]).toString().trim();
  } catch {
    return undefined;
  }
}
