import { loginPage, success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

test("a login page with 200: no status, however it reads; the code stays", async ({ merchant, story }) => {
  merchant.status = ({ number }) => (number <= 3 ? loginPage : success);
  const tab = await story.open();

  await story.until(() => tab.card.connection.isVisible());
  await expect(tab.card.code).toBeVisible();
  expect(tab.codes).toEqual(["status-not-json"]);
  expect(tab.results).toEqual([]);

  await story.until(() => merchant.results > 0);
  expect(tab.results).toEqual([expect.objectContaining({ state: "paid" })]);
});
