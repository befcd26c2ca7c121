// What the page tells, and what it can see of itself; document and window are stand-ins.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { facts } from "../shell/facts.js";
import { listen } from "../shell/page.js";

/** @typedef {import("../shell/answer.d.ts").Telling} Telling */

const page = Object.assign(new EventTarget(), {
  hidden: false,
  baseURI: "https://shop.example/shop/",
});
const around = new EventTarget();

/**
 * What there is in the page from now on.
 * @param {Record<string, unknown>} globals
 */
function pageHas(globals) {
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { configurable: true, value });
  }
}

beforeEach(() => {
  Object.assign(page, { hidden: false, baseURI: "https://shop.example/shop/" });
  pageHas({
    document: page,
    window: around,
    origin: "https://shop.example",
    matchMedia: () => ({ matches: false }),
    navigator: { onLine: true, languages: ["kk", "ru"], userAgent: "Browser/1.0" },
  });
});

function listening() {
  /** @type {unknown[]} */
  const heard = [];
  const stop = listen({
    tell: (/** @type {Telling} */ { event }) => heard.push(event),
    leaving: () => heard.push("leaving"),
    shown: () => heard.push("shown"),
  });
  return { heard, stop };
}

const happens = (/** @type {EventTarget} */ target, /** @type {string} */ name) =>
  target.dispatchEvent(new Event(name));

test("the page is seen, hidden and seen again", () => {
  const { heard, stop } = listening();
  page.hidden = true;
  happens(page, "visibilitychange");
  page.hidden = false;
  for (const name of ["visibilitychange", "resume"]) happens(page, name);
  happens(around, "focus");
  assert.deepEqual(heard, ["hidden", "returned", "returned", "returned"]);
  stop();
});

test("it goes away, comes back, and loses its network", () => {
  const { heard, stop } = listening();
  for (const name of ["pagehide", "pageshow", "offline", "online"]) happens(around, name);
  assert.deepEqual(heard, ["leaving", "shown", "returned", "offline", "online"]);
  stop();
});

test("a page that is shown in a tab which nobody looks at is hidden", () => {
  const { heard, stop } = listening();
  page.hidden = true;
  happens(around, "pageshow");
  assert.deepEqual(heard, ["shown", "hidden"]);
  stop();
});

test("nothing is heard any more once it is stopped", () => {
  const { heard, stop } = listening();
  stop();
  for (const name of ["visibilitychange", "resume"]) happens(page, name);
  for (const name of ["focus", "pageshow", "pagehide", "online", "offline"]) happens(around, name);
  assert.deepEqual(heard, []);
});

test("facts are texts, numbers, and one or zero, or are left out", () => {
  for (const [name, fact] of Object.entries(facts())) {
    if (name === "languages" || fact === undefined) continue;
    assert.ok(typeof fact === "string" || Number.isSafeInteger(fact), `${name}: ${fact}`);
  }
});

test("an old browser tells little, and is not misunderstood", () => {
  const { pageOrigin, online, visible, share, locks, gesture, telegram } = facts();
  assert.deepEqual([pageOrigin, online, visible], ["https://shop.example", 1, 1]);
  assert.deepEqual([share, locks, gesture, telegram], [0, 0, 0, 0]);
});

test("a page whose base is elsewhere owns no address, since its relative ones lead there", () => {
  page.baseURI = "http://cdn.example/";
  assert.equal(facts().pageOrigin, "elsewhere");
  // A frame that is shut off has no origin of its own, and no other base for that.
  pageHas({ origin: "null" });
  assert.equal(facts().pageOrigin, "null");
});

test("a new one tells much", () => {
  const brands = [{ brand: "Chromium" }, { brand: "Android WebView" }];
  pageHas({
    navigator: {
      share: () => {},
      locks: {},
      userActivation: { isActive: true },
      userAgentData: { brands, platform: "Android" },
    },
    matchMedia: (/** @type {string} */ query) => ({ matches: query === "(pointer: coarse)" }),
  });
  page.hidden = true;
  const seen = facts();
  assert.deepEqual([seen.brands, seen.hintedPlatform], ["Chromium;Android WebView", "Android"]);
  assert.deepEqual([seen.share, seen.locks, seen.gesture, seen.coarsePointer], [1, 1, 1, 1]);
  assert.deepEqual([seen.standalone, seen.visible, seen.online], [0, 0, 0]);
});

test("a page on the home screen is told in either way", () => {
  pageHas({ navigator: { standalone: true } });
  assert.equal(facts().standalone, 1);
  pageHas({ navigator: {}, matchMedia: (/** @type {string} */ query) => ({ matches: query.includes("standalone") }) });
  assert.equal(facts().standalone, 1);
});

test("Telegram is known by what it puts into the page", () => {
  pageHas({ TelegramWebviewProxy: {} });
  assert.equal(facts().telegram, 1);
  Reflect.deleteProperty(globalThis, "TelegramWebviewProxy");
});

test("chance is a whole number, and another one each time", () => {
  const seeds = new Set(Array.from({ length: 20 }, () => facts().seed));
  assert.ok(seeds.size > 1);
});
