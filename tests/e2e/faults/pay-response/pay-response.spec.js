import { processing, success } from "../../support/answers.js";
import { payResponse } from "../../support/pay_response.js";
import { expect, test } from "../../support/test.js";

for (const [what, response, code] of [
  ["is not JSON", "<html>", "pay-response-not-json"],
  ["is cut off", '{"paymentId":"1","normalUrl":"https://', "pay-response-not-json"],
  ["is an empty object", "{}", "pay-response-empty"],
  ["is a list", "[]", "pay-response-not-an-object"],
  ["has nothing to show", '{"result":{"resultStatus":"U"}}', "pay-response-nothing-to-show"],
]) {
  test(`the pay response ${what}: "cannot be shown", nothing to pay`, async ({ merchant, story }) => {
    merchant.payResponse = response;
    const tab = await story.open();
    await story.until(() => tab.state === "rejected");
    expect(tab.details("kaspi-error")).toEqual([expect.objectContaining({ code, fatal: true })]);
    await expect(tab.card.element).toContainText(/cannot be shown/i);
    await expect(tab.card.code).toBeHidden();
    await expect(tab.card.appLink).toBeHidden();
    await story.advance(20_000, 2_000);
    expect(merchant.questions).toEqual([]);
  });
}

test("the pay response says F: failed, and the merchant is told", async ({ merchant, story }) => {
  const result = { resultStatus: "F", resultCode: "ORDER_IS_CLOSED" };
  merchant.payResponse = payResponse({ created: merchant.now, change: { result } });
  merchant.attributes = { "result-url": undefined };
  const tab = await story.open();
  await story.until(() => tab.state === "failed");
  expect(tab.codes).toEqual(["pay-response-failed"]);
  await expect(tab.card.code).toBeHidden();
  expect(tab.results).toEqual([expect.objectContaining({ status: "FAIL" })]);
});

test("no TEXT among the codes, and the picture cannot be had: another way to pay is there", async ({
  merchant,
  story,
}) => {
  const response = payResponse({ created: merchant.now });
  response.orderCodeForm.codeDetails.shift();
  merchant.payResponse = response;
  const tab = await story.open();
  await story.until(() => tab.card.pageLink.isVisible());
  expect(tab.state).toBe("waiting");
  await expect(tab.card.copy).toBeVisible();
  await expect(tab.card.pageLink).toHaveAttribute("href", response.normalUrl);
  merchant.status = () => success;
  await story.until(() => merchant.results > 0);
});

test('nothing but a picture, which cannot be had: "cannot be shown", and a payment is heard of all the same', async ({
  merchant,
  story,
}) => {
  const { orderCodeForm, result, paymentId, paymentCreateTime } = payResponse({ created: merchant.now });
  orderCodeForm.codeDetails.shift();
  merchant.payResponse = { orderCodeForm, result, paymentId, paymentCreateTime };
  const tab = await story.open();
  await story.until(() => tab.state === "rejected");
  expect(tab.codes).toEqual(["pay-response-nothing-to-show"]);
  merchant.status = () => success;
  await story.until(() => merchant.results > 0, 20_000);
});

test("an unreadable expiry: ten minutes from the creation, reported", async ({ merchant, story }) => {
  const response = payResponse({ created: merchant.now - 60_000 });
  response.orderCodeForm.expireTime = "2026-**-**T**:26:14";
  merchant.payResponse = response;
  const tab = await story.open();
  await story.advance(1_000);
  expect(tab.codes).toEqual(["expiry-unreadable"]);
  await expect(tab.card.code).toBeVisible();
  expect(Math.abs((await tab.card.rest()) - 539)).toBeLessThanOrEqual(1);
  merchant.status = () => processing;
  await story.advance(535_000, 5_000);
  expect(tab.state).toBe("waiting");
  await story.until(() => tab.state === "confirming", 5_000);
});
