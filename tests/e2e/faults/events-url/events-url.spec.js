import { processing } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

test("server-sent events: the stream replaces asking, and brings the result", async ({ merchant, story }) => {
  merchant.attributes = { "events-url": "/events" };
  await story.open();
  await expect.poll(() => merchant.streams).toBe(1);
  await story.advance(5_000);
  const asked = merchant.questions.length;
  await story.advance(50_000);
  expect(merchant.questions.length).toBeLessThanOrEqual(asked + 1);

  merchant.push({ status: "SUCCESS", paymentId: merchant.payment.paymentId });
  await expect.poll(() => merchant.results).toBe(1);
  await expect.poll(() => merchant.streams).toBe(0);
});

test("the stream breaks: asked at once and at the usual pace, and the stream is opened again", async ({
  merchant,
  story,
}) => {
  merchant.attributes = { "events-url": "/events" };
  merchant.status = () => processing;
  await story.open();
  await expect.poll(() => merchant.streams).toBe(1);
  await story.advance(5_000);

  merchant.paths["/events"] = (exchange) => exchange.send(503, "text/plain", "no");
  const asked = merchant.questions.length;
  merchant.breakStreams();
  await expect.poll(() => merchant.streams).toBe(0);
  await story.until(() => merchant.questions.length > asked, 5_000);
  await story.advance(20_000);
  expect(merchant.questions.length).toBeGreaterThanOrEqual(asked + 7);

  delete merchant.paths["/events"];
  await story.advance(60_000);
  await expect.poll(() => merchant.streams).toBe(1);
  merchant.push({ status: "SUCCESS", paymentId: merchant.payment.paymentId });
  await expect.poll(() => merchant.results).toBe(1);
});

test("another stream is named: it is opened, and the old one closed", async ({ merchant, story }) => {
  merchant.attributes = { "events-url": "/events" };
  merchant.status = () => processing;
  const tab = await story.open();
  await expect.poll(() => merchant.streams).toBe(1);
  await tab.page.evaluate(() => document.querySelector("kaspi-checkout")?.setAttribute("events-url", "/events?next"));
  await expect.poll(() => merchant.visits).toContain("/events?next");
  await expect.poll(() => merchant.streams).toBe(1);
  merchant.push({ status: "SUCCESS", paymentId: merchant.payment.paymentId });
  await expect.poll(() => merchant.results).toBe(1);
});

test("the stream speaks of another payment: dropped and reported", async ({ merchant, story }) => {
  merchant.attributes = { "events-url": "/events" };
  const tab = await story.open();
  await expect.poll(() => merchant.streams).toBe(1);
  merchant.push({ status: "SUCCESS", paymentId: "20260301194010800100999999" });
  await expect.poll(() => tab.codes).toEqual(["status-other-payment"]);
  await expect(tab.card.code).toBeVisible();
  expect(merchant.results).toBe(0);
});
