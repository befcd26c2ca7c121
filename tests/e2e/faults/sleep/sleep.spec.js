import { processing, success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

const HOUR = 3_600_000;

test("the lid is closed for an hour: on return one question, then the truth", async ({ merchant, story }) => {
  merchant.status = ({ at }) => (at < HOUR ? processing : success);
  const tab = await story.open();
  await story.advance(5_000);
  const asked = merchant.questions.length;

  await story.sleep(HOUR);
  await story.until(() => merchant.results > 0, 2_000);
  expect(merchant.questions.length - asked).toBeLessThanOrEqual(2);
  expect(tab.results).toEqual([expect.objectContaining({ state: "paid", late: true })]);
});

test("an hour that the page's own clock did not count: the code is dead all the same", async ({ merchant, story }) => {
  const tab = await story.open();
  await story.advance(5_000);

  merchant.advance(HOUR);
  await story.context.clock.setSystemTime(merchant.now);
  await story.until(() => tab.state === "confirming", 5_000);
  await expect(tab.card.code).toBeHidden();
  await story.until(() => tab.state === "expired", 40_000);
});
