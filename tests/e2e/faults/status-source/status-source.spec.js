import { expect, test } from "../../support/test.js";

test("a statusSource of the page's own: failures are reported, and the result is found", async ({
  merchant,
  story,
}) => {
  merchant.attributes = { "status-url": undefined };
  await story.context.addInitScript(() => {
    const status = { calls: 0, word: "PROCESSING" };
    Object.assign(window, { status2: status });
    addEventListener("DOMContentLoaded", () => {
      Object.assign(document.querySelector("kaspi-checkout") ?? {}, {
        statusSource: async () => {
          status.calls += 1;
          if (status.calls === 1) throw new Error("the merchant's own fault");
          // Neither has a text.
          if (status.calls === 2) return undefined;
          if (status.calls === 3) return () => {};
          return { status: status.word };
        },
      });
    });
  });
  const tab = await story.open();
  await story.until(() => tab.card.connection.isVisible());
  await expect(tab.card.code).toBeVisible();
  expect(tab.codes).toEqual(["status-source-failed"]);

  await tab.page.evaluate(() => Object.assign(/** @type {any} */ (window).status2, { word: "SUCCESS" }));
  await story.until(() => merchant.results > 0);
  expect(merchant.questions).toEqual([]);
});
