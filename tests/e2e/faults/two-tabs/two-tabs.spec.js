import { processing, success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

test("two tabs: one asks, both hear, one redirect each", async ({ merchant, story }) => {
  const first = await story.open("/checkout?tab=1");
  await story.advance(2_000);
  const second = await story.open("/checkout?tab=2");
  await story.advance(2_000);

  const before = merchant.questions.length;
  await story.advance(30_000);
  const pages = new Set(merchant.questions.slice(before).map(({ page }) => page));
  expect([...pages]).toEqual([`${merchant.origin}/checkout?tab=1`]);

  merchant.status = () => success;
  await story.until(() => merchant.results === 2, 5_000);
  for (const tab of [first, second]) {
    expect(tab.results).toEqual([expect.objectContaining({ state: "paid" })]);
    expect(tab.navigations).toEqual([`${merchant.origin}/result`]);
  }
});

test("two tabs, the asking one is closed: the other asks on", async ({ merchant, story }) => {
  merchant.status = () => processing;
  const first = await story.open("/checkout?tab=1");
  await story.advance(2_000);
  const second = await story.open("/checkout?tab=2");
  await first.page.close();

  merchant.status = () => success;
  await story.until(() => merchant.results === 1, 6_000);
  expect(second.results).toEqual([expect.objectContaining({ state: "paid" })]);
});
