import { success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

test("the wake lock refused by the page's policy: works without", async ({ merchant, story }) => {
  merchant.headers = { "permissions-policy": "screen-wake-lock=()" };
  const tab = await story.open();
  await story.advance(5_000);
  await expect(tab.card.code).toBeVisible();
  merchant.status = () => success;
  await story.until(() => merchant.results > 0);
  expect(tab.codes).toEqual([]);
});
