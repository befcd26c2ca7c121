import { processing, success } from "../../support/answers.js";
import { expect, lookAway, setLifecycle, test } from "../../support/real_tabs.js";

const HOUR = 3_600_000;

test("a hidden tab is frozen for an hour: on return one question, then the truth", async ({ merchant, story }) => {
  merchant.status = ({ at }) => (at < HOUR ? processing : success);
  const tab = await story.open();
  await lookAway(story);
  await setLifecycle(story, tab, "frozen");
  const asked = merchant.questions.length;
  await setLifecycle(story, tab, "active");
  await story.sleep(HOUR);
  await tab.page.bringToFront();
  await story.until(() => merchant.results > 0, 2_000);
  expect(merchant.questions.length - asked).toBeLessThanOrEqual(2);
  expect(tab.results).toEqual([expect.objectContaining({ state: "paid", late: true })]);
});

test("a hidden tab asks every 15 s, and at once when it is seen again", async ({ merchant, story }) => {
  const tab = await story.open();
  await story.advance(1_000);
  await lookAway(story);
  const asked = merchant.questions.length;
  await story.advance(60_000);
  expect(merchant.questions.length - asked).toBeGreaterThanOrEqual(3);
  expect(merchant.questions.length - asked).toBeLessThanOrEqual(5);

  const before = merchant.questions.length;
  await tab.page.bringToFront();
  await story.until(() => merchant.questions.length === before + 1, 500);
});
