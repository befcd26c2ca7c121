import { flood, success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

test("a body of 50 MB: hung up on at once; the code stays", async ({ merchant, story }) => {
  merchant.status = ({ number }) => (number === 1 ? flood : success);
  const tab = await story.open();

  await story.until(() => tab.codes.length > 0);
  expect(tab.codes).toEqual(["status-too-large"]);
  await expect(tab.card.code).toBeVisible();
  await expect.poll(() => merchant.questions[0].response.destroyed).toBe(true);
  expect(merchant.questions[0].response.socket?.bytesWritten).toBeLessThan(25_000_000);

  await story.until(() => merchant.results > 0);
  expect(tab.results).toEqual([expect.objectContaining({ state: "paid" })]);
});
