import { processing, refuses, success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

test("a storm of 5xx: asked ever more slowly, said quietly, found when it is over", async ({ merchant, story }) => {
  const over = 120_000;
  merchant.status = ({ at }) => (at < over ? refuses(502) : processing);
  const tab = await story.open();

  await story.until(() => tab.card.connection.isVisible());
  expect(merchant.questions).toHaveLength(3);
  await expect(tab.card.code).toBeVisible();
  expect(tab.codes).toEqual(["status-http-5xx"]);

  const before = merchant.questions.length;
  await tab.card.checkNow.click();
  await story.until(() => merchant.questions.length > before, 1_000);

  await story.advance(over - story.elapsed, 2_000);
  // Full jitter draws between half a second and 2, 4, 8, 16, 30 s: never as often as every two seconds.
  expect(merchant.questions.length).toBeLessThan(60);
  await story.until(() => tab.card.connection.isHidden(), 31_000);
  await expect(tab.card.code).toBeVisible();
  merchant.status = () => success;
  await story.until(() => merchant.results > 0);
  expect(tab.codes).toEqual(["status-http-5xx"]);
});
