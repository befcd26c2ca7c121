import { after, processing, success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

test("slow answers: the code stays, one question at a time, paid in the end", async ({ merchant, story }) => {
  merchant.status = ({ number }) => after(8_000, number < 4 ? processing : success);
  const tab = await story.open();

  await story.advance(7_000);
  await expect(tab.card.code).toBeVisible();
  expect(merchant.questions).toHaveLength(1);

  await story.until(() => merchant.results > 0);
  expect(merchant.questions).toHaveLength(4);
  expect(tab.results).toEqual([expect.objectContaining({ status: "SUCCESS", state: "paid", late: false })]);
  expect(tab.codes).toEqual([]);
});
