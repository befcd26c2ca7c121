// One visit to a page until its code can be scanned.

import jsQR from "jsqr";
import { PNG } from "pngjs";
import { openPage } from "./browser.js";
import { watchPage } from "./mark.js";

const PATIENCE = 60_000;

/**
 * Opens the subject's page and waits until its code is painted; a scanner then proves it by the screenshot.
 * @param {object} bench the server and its origin
 * @param {import("playwright-core").BrowserContext} visitor
 * @param {import("./subjects.js").Subject} subject
 * @param {typeof import("./browser.js").SLOW | null} profile
 */
export async function visit({ server, origin }, visitor, subject, profile) {
  const { page, session } = await openPage(visitor, profile);
  server.forget();
  await page.addInitScript(watchPage, subject.code);
  await page.goto(origin + subject.path, { waitUntil: "commit" });
  await page.waitForFunction(() => globalThis.bench.code > 0, undefined, { timeout: PATIENCE, polling: 20 });
  // A favourite icon is the browser's wish, not the page's.
  const asked = server.log.filter(({ path }) => path !== "/favicon.ico");
  const bytes = asked.reduce((sum, entry) => sum + entry.bytes, 0);
  await scan(page, subject);
  const { code, long, longest, shift } = await page.evaluate(() => globalThis.bench);
  return { page, session, facts: { code, long, longest, shift, bytes, requests: asked.length } };
}

/** Reads the code from a screenshot; throws if it is not the payment's. */
async function scan(page, { name, text }) {
  const { data, width, height } = PNG.sync.read(await page.screenshot());
  const read = jsQR(new Uint8ClampedArray(data), width, height)?.data;
  if (read?.toLowerCase().replace(/^lightning:/, "") !== text.toLowerCase()) {
    throw new Error(`${name}: the scanner read ${read ?? "nothing"} instead of the payment's code`);
  }
}
