// One visit to a page until its code can be scanned.

import jsqr from "jsqr";
import { PNG } from "pngjs";
import { openPage } from "./browser.js";
import { PAINTED, watchPage } from "./mark.js";

/** The package's types do not know how Node imports it. */
const decode = /** @type {typeof import("jsqr").default} */ (/** @type {unknown} */ (jsqr));

const PATIENCE = 60_000;

/**
 * @typedef {{ server: import("./server.js").BenchServer, origin: string }} Bench
 * @typedef {object} Facts
 * @property {number} code when the code was painted, in ms since the navigation
 * @property {number} long tasks above 50 ms
 * @property {number} longest the longest of them, in ms
 * @property {number} shift the sum of all layout shifts
 * @property {number} bytes of all bodies until the code was there
 * @property {number} requests until then
 */

/**
 * Opens the subject's page and waits until its code is painted; a scanner then proves it by the screenshot.
 * @param {Bench} bench
 * @param {import("playwright-core").BrowserContext} visitor
 * @param {import("./subjects.js").Subject} subject
 * @param {typeof import("./browser.js").SLOW | null} profile
 */
export async function visit({ server, origin }, visitor, subject, profile) {
  const { page, session } = await openPage(visitor, profile);
  server.forget();
  await page.addInitScript(watchPage, { selector: subject.code, painted: PAINTED });
  // To ask the page for it would compile a script of the tool's in it, for 60 ms on the slow profile, while it is measured.
  const painted = page.waitForEvent("console", {
    predicate: (message) => message.text() === PAINTED,
    timeout: PATIENCE,
  });
  await Promise.all([painted, page.goto(origin + subject.path, { waitUntil: "commit" })]);
  // A favourite icon is the browser's wish, not the page's.
  const asked = server.log.filter(({ path }) => path !== "/favicon.ico");
  const bytes = asked.reduce((sum, entry) => sum + entry.bytes, 0);
  await scan(page, subject);
  const { code, long, longest, shift } = await page.evaluate(() => globalThis.bench);
  return { page, session, facts: { code, long, longest, shift, bytes, requests: asked.length } };
}

/** How often a screenshot is read: a code may still be fading in when its frame is painted. */
const LOOKS = 5;

/**
 * Reads the code from screenshots; throws if none shows the payment's.
 * @param {import("playwright-core").Page} page
 * @param {import("./subjects.js").Subject} subject
 */
async function scan(page, { name, text }) {
  let read;
  for (let look = 0; look < LOOKS; look += 1) {
    const { data, width, height } = PNG.sync.read(await page.screenshot());
    read = decode(new Uint8ClampedArray(data), width, height)?.data;
    if (read?.toLowerCase().replace(/^lightning:/, "") === text.toLowerCase()) return;
  }
  throw new Error(`${name}: the scanner read ${read ?? "nothing"} instead of the payment's code`);
}
