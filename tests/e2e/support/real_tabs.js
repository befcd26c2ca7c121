// Scenarios in a browser of their own, whose tabs are really hidden and frozen.

import { openOwnBrowser } from "./chromium.js";
import { expectInvariants } from "./invariants.js";
import { Story } from "./story.js";
import { test as base } from "./test.js";

export { expect } from "./test.js";

/**
 * @typedef {object} Options
 * @property {Record<string, unknown>} preferences of the browser's profile
 * @property {boolean} realTime leaves all clocks alone
 */

export const test = base.extend(
  /** @type {import("@playwright/test").Fixtures<Options, {}, import("./test.js").Fixtures, {}>} */ ({
    preferences: [{}, { option: true }],
    realTime: [false, { option: true }],

    story: async ({ merchant, pageClockError, elements, preferences, realTime }, use) => {
      const browser = await openOwnBrowser(preferences);
      const story = new Story(browser.context, merchant);
      await (realTime ? story.beginInRealTime() : story.begin(pageClockError));
      await use(story);
      for (const tab of story.tabs) expectInvariants(tab, elements);
      await browser.close();
    },
  }),
);

/**
 * The buyer looks at another tab.
 * @param {Story} story
 */
export async function lookAway(story) {
  const other = await story.context.newPage();
  await other.bringToFront();
}

/**
 * The system freezes a hidden tab, or thaws it.
 * @param {Story} story
 * @param {import("./tab.js").Tab} tab
 * @param {"frozen" | "active"} state
 */
export async function setLifecycle(story, tab, state) {
  const session = await story.context.newCDPSession(tab.page);
  await session.send("Page.setWebLifecycleState", { state });
  await session.detach();
}
