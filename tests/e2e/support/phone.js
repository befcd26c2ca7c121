// A phone, as the page can see it: every fact that a row of the device table names, set in a real Chromium.

import { readFileSync } from "node:fs";

const TABLE = new URL("../../fixtures/user-agents.json", import.meta.url);

/**
 * @typedef {object} Device a row of the device table
 * @property {string} name
 * @property {string} userAgent
 * @property {string} platform
 * @property {number} maxTouchPoints
 * @property {number} screenShortSide in CSS px
 * @property {string} [brands]
 * @property {boolean} [mobile]
 * @property {string} [hintedPlatform]
 * @property {boolean} [telegram]
 * @property {{ mayHaveTheApp: boolean, opensApps: boolean, system: string }} expect
 */

/** @type {Device[]} */
export const DEVICES = JSON.parse(readFileSync(TABLE, "utf8")).rows;

/** @param {string} name @returns {Device} */
export function device(name) {
  const found = DEVICES.find((row) => row.name === name);
  if (!found) throw new Error(`no device '${name}' in the table`);
  return found;
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {Device} device
 */
export async function emulate(page, device) {
  const session = await page.context().newCDPSession(page);
  const { userAgent, platform, maxTouchPoints, mobile, hintedPlatform, brands, screenShortSide: width } = device;
  const hinted = mobile !== undefined || hintedPlatform !== undefined || brands !== undefined;
  const metadata = {
    brands: (brands ?? "Chromium").split(/[,;] */).map((brand) => ({ brand, version: "1" })),
    platform: hintedPlatform ?? "",
    platformVersion: "",
    architecture: "",
    model: "",
    mobile: mobile ?? false,
  };
  await session.send("Emulation.setUserAgentOverride", { userAgent, platform, userAgentMetadata: metadata });
  await session.send("Emulation.setDeviceMetricsOverride", {
    width,
    height: width * 2,
    screenWidth: width,
    screenHeight: width * 2,
    deviceScaleFactor: 2,
    mobile: maxTouchPoints > 0,
  });
  const touch = maxTouchPoints > 0 ? { enabled: true, maxTouchPoints } : { enabled: false };
  await session.send("Emulation.setTouchEmulationEnabled", touch);
  await page.addInitScript(
    ({ hinted, telegram }) => {
      if (!hinted) Reflect.deleteProperty(Navigator.prototype, "userAgentData");
      if (telegram) Object.assign(window, { TelegramWebview: {} });
    },
    { hinted, telegram: device.telegram ?? false },
  );
}

/**
 * A finger on the middle of something.
 * @param {import("@playwright/test").Locator} target
 */
export async function tap(target) {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error("there is nothing to tap");
  const page = target.page();
  const session = await page.context().newCDPSession(page);
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await session.detach();
}
