import { readFileSync } from "node:fs";

import { says } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

/** @param {string} name of a published answer of `inquiryPayment` */
function published(name) {
  const path = new URL(`../../../fixtures/antom/inquiryPayment__${name}.json`, import.meta.url);
  const { paymentId, paymentRequestId, ...answer } = JSON.parse(readFileSync(path, "utf8"));
  return says(answer.paymentStatus, answer);
}

for (const [name, file, state, place] of [
  ["cancelled, with the result code SUCCESS", "canceled_after_pay", "cancelled", "/sorry"],
  ["refunded, which stays SUCCESS", "transaction_fully_refunded", "paid", "/result"],
]) {
  test(`${name}: told as ${state}`, async ({ merchant, story }) => {
    merchant.attributes = { "failure-url": "/sorry" };
    merchant.paths["/sorry"] = (exchange) => exchange.send(200, "text/html", "<h1>Sorry</h1>");
    merchant.status = () => published(file);
    const tab = await story.open();
    await story.until(() => tab.navigations.length > 0);
    expect(tab.navigations).toEqual([merchant.origin + place]);
    expect(tab.results).toEqual([expect.objectContaining({ state })]);
  });
}

test("declined: the buyer is told, and taken to the failure page", async ({ merchant, story }) => {
  merchant.attributes = { "result-url": undefined };
  merchant.status = ({ at }) => (at < 5_000 ? says("PROCESSING") : says("FAIL"));
  const tab = await story.open();
  await story.until(() => tab.state === "failed");
  await expect(tab.card.code).toBeHidden();
  expect(tab.results).toEqual([expect.objectContaining({ status: "FAIL", state: "failed" })]);
  expect(tab.navigations).toEqual([]);
});
