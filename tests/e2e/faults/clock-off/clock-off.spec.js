import { after, processing, success } from "../../support/answers.js";
import { payResponse } from "../../support/pay_response.js";
import { expect, test } from "../../support/test.js";

const HOUR = 3_600_000;

for (const [way, pageClockError] of /** @type {const} */ ([
  ["ahead", 5 * HOUR],
  ["behind", -5 * HOUR],
])) {
  test.describe(() => {
    test.use({ pageClockError });

    test(`the page's clock five hours ${way}: the server's decides, also after a reload`, async ({
      merchant,
      story,
    }) => {
      merchant.payResponse = payResponse({ created: merchant.now - 100_000 });
      merchant.status = ({ number }) => (number === 1 ? after(3_000, processing) : processing);
      const tab = await story.open();
      await story.advance(2_000);
      // A response that looks old invites nobody to pay until the server has been heard.
      expect(tab.state).toBe(way === "ahead" ? "confirming" : "waiting");

      await story.advance(98_000, 1_000);
      await expect(tab.card.code).toBeVisible();
      expect(Math.abs((await tab.card.rest()) - 400)).toBeLessThanOrEqual(1);

      await tab.reload();
      await story.advance(1_000);
      expect(Math.abs((await tab.card.rest()) - 399)).toBeLessThanOrEqual(1);

      merchant.status = () => success;
      await story.until(() => merchant.results > 0);
      expect(tab.results).toEqual([expect.objectContaining({ late: false })]);
    });
  });
}
