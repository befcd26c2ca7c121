import { processing, success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

test("back from the result page: the result is there, and nobody is sent away again", async ({ merchant, story }) => {
  merchant.status = ({ at }) => (at < 5_000 ? processing : success);
  const tab = await story.open();
  await story.until(() => merchant.results > 0);
  await tab.page.waitForURL("**/result");

  await tab.back();
  await expect(tab.card.onward).toBeVisible();
  expect(tab.restored).toBe(1);
  await story.advance(20_000);
  expect(merchant.results).toBe(1);
  expect(tab.results).toHaveLength(1);
  await expect(tab.card.code).toBeHidden();
});

test("paid while the page was in the back-forward cache: asked at once, paid", async ({ merchant, story }) => {
  const tab = await story.open();
  await story.advance(3_000);
  await tab.goto(`${merchant.origin}/elsewhere`);
  merchant.status = () => success;
  const asked = merchant.questions.length;

  await tab.back();
  await story.until(() => merchant.results > 0, 1_000);
  expect(tab.restored).toBe(1);
  expect(merchant.questions).toHaveLength(asked + 1);
});
