import { success, truncated } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

test("JSON that ends in the middle: no status; the code stays", async ({ merchant, story }) => {
  merchant.status = ({ number }) => (number <= 3 ? truncated : success);
  const tab = await story.open();

  await story.until(() => tab.card.connection.isVisible());
  await expect(tab.card.code).toBeVisible();
  expect(tab.codes).toEqual(["status-not-json"]);

  await story.until(() => merchant.results > 0);
  expect(tab.results).toEqual([expect.objectContaining({ state: "paid" })]);
});
