// Scenarios on a phone: a device, Kaspi's side of the link, and tabs that really are hidden.

import { Kaspi } from "./kaspi.js";
import { device, emulate } from "./phone.js";
import { test as base } from "./real_tabs.js";

export { expect } from "./test.js";

/**
 * @typedef {object} PhoneFixtures
 * @property {string} deviceName a row of the device table
 * @property {Kaspi} kaspi
 */

export const test = base.extend(
  /** @type {import("@playwright/test").Fixtures<PhoneFixtures, {}, import("./test.js").Fixtures, {}>} */ ({
    deviceName: ["Chrome on a Galaxy A52s", { option: true }],

    kaspi: async ({ story, deviceName }, use) => {
      const kaspi = new Kaspi();
      await kaspi.answer(story.context);
      story.outfit = async (page) => {
        await emulate(page, device(deviceName));
        await kaspi.watch(page);
      };
      await use(kaspi);
    },
  }),
);

/**
 * A shop whose "Pay" button puts the element into the page: the gesture is fresh when the element comes up.
 * @param {import("./merchant.js").Merchant} merchant
 */
export function payByButton(merchant) {
  merchant.head += '<script type="module" src="/shop.js"></script>';
  merchant.body = (element) => `<button>Pay</button><template>${element}</template>`;
  const script = `document.querySelector("button").onclick = () => {
    document.body.append(document.querySelector("template").content.cloneNode(true));
  };`;
  merchant.paths["/shop.js"] = (exchange) => exchange.send(200, "text/javascript", script);
}
