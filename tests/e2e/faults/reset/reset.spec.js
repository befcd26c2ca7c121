import { breaks, success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

test("connections that break in the body: half a SUCCESS is none, the code stays", async ({ merchant, story }) => {
  merchant.status = ({ number }) => (number <= 3 ? breaks : success);
  const tab = await story.open();

  await story.until(() => tab.card.connection.isVisible());
  await expect(tab.card.code).toBeVisible();
  expect(tab.codes).toEqual(["status-network"]);
  expect(tab.state).toBe("waiting");

  await story.until(() => merchant.results > 0);
  expect(tab.results).toEqual([expect.objectContaining({ state: "paid" })]);
});
