import { processing, refuses, success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

test("429 with Retry-After: not asked before, neither by itself nor by the buyer's hand", async ({
  merchant,
  story,
}) => {
  merchant.status = ({ number }) => (number === 1 ? refuses(429, { "retry-after": "20" }) : processing);
  const tab = await story.open();
  expect(tab.codes).toEqual(["status-http-429"]);

  await tab.page.evaluate(() => /** @type {any} */ (document.querySelector("kaspi-checkout")).checkNow());
  await story.advance(19_000);
  expect(merchant.questions).toHaveLength(1);
  await expect(tab.card.code).toBeVisible();

  await story.until(() => merchant.questions.length === 2, 2_000);
  merchant.status = () => success;
  await story.until(() => merchant.results > 0);
});
