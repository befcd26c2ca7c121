import { fail, processing, says, success } from "../../support/answers.js";
import { codeOf, payResponse } from "../../support/pay_response.js";
import { readQr } from "../../support/qr.js";
import { expect, test } from "../../support/test.js";

const LIFE = 60_000;

test.beforeEach(({ merchant, story }) => {
  merchant.attributes = { "refresh-url": "/refresh" };
  merchant.payResponse = payResponse({ created: merchant.now, lives: LIFE });
  merchant.status = ({ at }) => (at < LIFE ? processing : fail);
  void story;
});

/**
 * Opens the page and waits until the code is dead and a new one is offered.
 * @param {import("../../support/story.js").Story} story
 */
async function openAndExpire(story) {
  const tab = await story.open();
  await story.until(() => tab.card.newCode.isVisible(), LIFE + 5_000);
  return tab;
}

test("a new code: asked once more about the old one, then shown; the old one never again", async ({
  merchant,
  story,
}) => {
  const tab = await openAndExpire(story);
  const fresh = payResponse({ created: merchant.now, code: "2816660400930bFreshCode0002" });
  let askedBefore = 0;
  merchant.refresh = () => (exchange) => {
    askedBefore = merchant.questions.length;
    merchant.payResponse = fresh;
    merchant.status = () => processing;
    exchange.json(fresh);
  };
  const asked = merchant.questions.length;
  const { paymentId, paymentRequestId } = merchant.payment;
  await tab.card.newCode.click();
  await story.until(() => merchant.refreshes.length === 1, 2_000);
  expect(askedBefore).toBe(asked + 1);
  expect(JSON.parse(merchant.refreshes[0].body)).toEqual({ paymentId, paymentRequestId });

  await story.until(() => tab.state === "waiting", 2_000);
  await story.advance(1_000);
  expect(readQr(await tab.card.code.screenshot())).toBe(codeOf(fresh));
  merchant.status = () => success;
  await story.until(() => merchant.results > 0);
  expect(tab.results).toEqual([expect.objectContaining({ paymentId: fresh.paymentId })]);
});

test("a new code, but the old one is paid after all: nobody pays twice", async ({ merchant, story }) => {
  const tab = await openAndExpire(story);
  merchant.status = () => success;
  await tab.card.newCode.click();
  await story.until(() => merchant.results > 0, 2_000);
  expect(merchant.refreshes).toEqual([]);
  expect(tab.results).toEqual([expect.objectContaining({ state: "paid", late: true })]);
});

test("no new code to be had: said so, and offered again", async ({ merchant, story }) => {
  const tab = await openAndExpire(story);
  await tab.card.newCode.click();
  await story.until(() => tab.codes.includes("refresh-failed"), 5_000);
  await expect(tab.card.newCode).toBeEnabled();
  await expect(tab.card.code).toBeHidden();

  // The old response once more is no new code.
  merchant.refresh = () => (exchange) => exchange.json(merchant.payResponse);
  await tab.card.newCode.click();
  await story.until(() => tab.codes.includes("refresh-same-code"), 5_000);
  await expect(tab.card.code).toBeHidden();
});

test("the status is not known: no new code is asked for", async ({ merchant, story }) => {
  const tab = await openAndExpire(story);
  merchant.status = () => (exchange) => exchange.send(500, "text/plain", "no");
  await tab.card.newCode.click();
  await story.until(() => tab.codes.includes("refresh-unchecked"), 5_000);
  expect(merchant.refreshes).toEqual([]);
});

test("a reload of a page that still holds the old pay response: no old code, and the new payment is heard", async ({
  merchant,
  story,
}) => {
  const tab = await openAndExpire(story);
  const fresh = payResponse({ created: merchant.now, code: "2816660400930bFreshCode0002" });
  merchant.refresh = () => (exchange) => {
    merchant.status = () => says("PROCESSING", { paymentId: fresh.paymentId });
    exchange.json(fresh);
  };
  await tab.card.newCode.click();
  await story.until(() => tab.state === "waiting", 2_000);

  await tab.reload();
  await story.advance(2_000);
  expect(tab.state).toBe("confirming");
  await expect(tab.card.code).toBeHidden();
  merchant.status = () => says("SUCCESS", { paymentId: fresh.paymentId });
  await story.until(() => merchant.results > 0);
  expect(tab.results).toEqual([expect.objectContaining({ state: "paid", paymentId: fresh.paymentId })]);
});
