import { processing, silence, success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

test("an endpoint that never answers: given up after ten seconds, asked again, paid in the end", async ({
  merchant,
  story,
}) => {
  merchant.status = ({ number }) => (number < 4 ? silence : number === 4 ? processing : success);
  const tab = await story.open();

  await story.advance(9_500);
  expect(merchant.questions).toHaveLength(1);
  expect(tab.codes).toEqual([]);
  await story.advance(1_000);
  expect(tab.codes).toEqual(["status-timeout"]);

  await story.until(() => merchant.questions.length === 4, 60_000);
  await expect(tab.card.code).toBeVisible();
  await story.until(() => merchant.results > 0);
  expect(tab.results).toEqual([expect.objectContaining({ state: "paid" })]);
});
