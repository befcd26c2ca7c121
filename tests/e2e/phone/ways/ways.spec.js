import { success } from "../../support/answers.js";
import { expect, lookAway } from "../../support/real_tabs.js";
import { payByButton, test } from "../../support/phone_test.js";
import { tap } from "../../support/phone.js";

const BROWSERS = [
  "Chrome on a Galaxy A52s",
  "Samsung Internet on a Galaxy A21s",
  "Firefox on an Android phone",
  "Opera of 2025 on Android",
  "Mi Browser on a Redmi Note 11S",
  "Huawei Browser on HarmonyOS with Android below",
  "Yandex Browser on a Galaxy S9+",
  "Chrome on a Galaxy Z Fold 4, unfolded",
  "Safari on an iPhone",
  "Chrome on an iPhone",
  "Firefox on an iPhone",
  "Safari on an iPad that claims to be a Mac",
];

/** @typedef {import("../../support/story.js").Story} Story */
/** @typedef {import("../../support/tab.js").Tab} Tab */

/** @typedef {(story: Story, tab: Tab) => Promise<unknown>} Step */

/** How the buyer comes back after the app came up over the page. @type {Record<string, Step>} */
const FROM_THE_APP = {
  "switch of apps": async (story, tab) => {
    await lookAway(story);
    await tab.page.bringToFront();
  },
  reload: (_, tab) => tab.page.reload(),
};

/** How the buyer comes back from the page that leads on to the app. @type {Record<string, Step>} */
const FROM_THE_PAGE = {
  "back button": async (_, tab) => {
    await tab.page.waitForURL("https://l.kaspi.kz/**");
    await tab.back();
    await expect.poll(() => tab.restored).toBe(1);
  },
  "a fresh load": (story, tab) => tab.goto(`${story.merchant.origin}/checkout`),
};

/** @type {{ wayIn: string, opens: "app" | "page", back: Record<string, Step> }[]} */
const WAYS_IN = [
  { wayIn: "by itself, gesture fresh", opens: "app", back: FROM_THE_APP },
  { wayIn: "by itself, announced", opens: "page", back: FROM_THE_PAGE },
  { wayIn: "by a tap that opens the app", opens: "app", back: FROM_THE_APP },
  { wayIn: "by a tap that opens a page", opens: "page", back: FROM_THE_PAGE },
];

for (const deviceName of BROWSERS) {
  test.describe(() => {
    test.use({ deviceName, realTime: true });

    for (const { wayIn, opens, back } of WAYS_IN) {
      const row = (/** @type {string} */ way) => `${deviceName} | ${wayIn} | ${way}`;
      const annotation = [...Object.keys(back), "another tab"].map((way) => ({ type: "row", description: row(way) }));
      const held = (/** @type {string} */ way) => test.info().annotations.push({ type: "held", description: row(way) });

      test(
        `${deviceName}, ${wayIn}: asked at once on return, never opened twice`,
        { annotation },
        async ({ merchant, story, kaspi }) => {
          const byButton = wayIn === "by itself, gesture fresh";
          if (byButton) payByButton(merchant);
          else merchant.attributes = { launch: wayIn.startsWith("by itself") ? "auto" : "tap" };
          const pay = (/** @type {Tab} */ tab) => tap(tab.page.getByRole("button", { name: "Pay" }));
          kaspi.opens = opens;
          const tab = await story.visit("/checkout");
          if (byButton) await pay(tab);
          else if (merchant.attributes.launch === "tap") await tap(tab.card.appLink);
          await expect.poll(() => kaspi.urls).toEqual([merchant.payment.applinkUrl]);

          for (const [way, comeBack] of Object.entries(back)) {
            const asked = merchant.questions.length;
            await comeBack(story, tab);
            if (byButton && way === "reload") await pay(tab);
            await expect.poll(() => merchant.questions.length, { timeout: 1_500 }).toBeGreaterThan(asked);
            await expect(tab.card.appLink).toBeVisible();
            held(way);
          }
          expect(kaspi.visits).toHaveLength(1);
          expect(tab.details("kaspi-handoff")).toHaveLength(1);

          merchant.status = () => success;
          const other = await story.visit("/checkout");
          if (byButton) await pay(other);
          await expect.poll(() => merchant.results).toBe(2);
          expect(other.results).toEqual([expect.objectContaining({ state: "paid" })]);
          held("another tab");
        },
      );
    }
  });
}
