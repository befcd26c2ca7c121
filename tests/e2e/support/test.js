// The scenarios' test: a merchant, a story in simulated time, and the invariants at the end.

import { test as base } from "@playwright/test";

import { expectInvariants } from "./invariants.js";
import { Merchant } from "./merchant.js";
import { Story } from "./story.js";

export { expect } from "@playwright/test";

/**
 * @typedef {object} Fixtures
 * @property {Merchant} merchant
 * @property {Story} story
 * @property {number} pageClockError by how much the page's wall clock is wrong, in ms
 * @property {number} elements how many elements the page has
 */

export const test = base.extend(
  /** @type {import("@playwright/test").Fixtures<Fixtures, {}, import("@playwright/test").PlaywrightTestArgs, {}>} */ ({
    pageClockError: [0, { option: true }],
    elements: [1, { option: true }],

    merchant: async ({}, use) => {
      const merchant = await new Merchant().open();
      await use(merchant);
      await merchant.close();
    },

    story: async ({ context, merchant, pageClockError, elements }, use) => {
      const story = await new Story(context, merchant).begin(pageClockError);
      await use(story);
      for (const tab of story.tabs) expectInvariants(tab, elements);
    },
  }),
);
