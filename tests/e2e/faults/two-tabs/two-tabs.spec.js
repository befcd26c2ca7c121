import { after, fail, pending, processing, refuses, success } from "../../support/answers.js";
import { codeOf, payResponse } from "../../support/pay_response.js";
import { readQr } from "../../support/qr.js";
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
    // The page's word of it may come after its request for the result.
    await expect.poll(() => tab.results).toEqual([expect.objectContaining({ state: "paid" })]);
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

test("two tabs, the second comes when the buyer has paid and nobody answers: it invites to nothing", async ({
  merchant,
  story,
}) => {
  merchant.status = () => pending;
  const first = await story.open("/checkout?tab=1");
  await story.until(() => first.state === "pending", 5_000);

  merchant.status = () => refuses(500);
  const second = await story.open("/checkout?tab=2");
  await story.until(() => second.state === "pending", 1_000);
  await expect(second.card.code).toHaveCount(0);
});

test("two tabs, a new code wanted in both: one is asked for, and both show it", async ({ merchant, story }) => {
  const life = 60_000;
  merchant.attributes = { "refresh-url": "/refresh" };
  merchant.payResponse = payResponse({ created: merchant.now, lives: life });
  merchant.status = ({ at }) => (at < life ? processing : fail);
  const tabs = [await story.open("/checkout?tab=1"), await story.open("/checkout?tab=2")];
  for (const tab of tabs) {
    await story.until(() => tab.card.newCode.isVisible(), life + 5_000);
  }

  const fresh = payResponse({ created: merchant.now, code: "2816660400930bFreshCode0002" });
  merchant.refresh = () =>
    after(5_000, (exchange) => {
      merchant.payResponse = fresh;
      merchant.status = () => processing;
      exchange.json(fresh);
    });
  await tabs[0].card.newCode.click();
  await expect(tabs[1].card.newCode).toBeHidden();
  for (const tab of tabs) {
    await story.until(() => tab.state === "waiting", 10_000);
    expect(readQr(await tab.card.code.screenshot())).toBe(codeOf(fresh));
  }
  expect(merchant.refreshes).toHaveLength(1);
});
