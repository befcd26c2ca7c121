import { processing, says } from "../../support/answers.js";
import { payResponse } from "../../support/pay_response.js";
import { expect, test } from "../../support/test.js";

const TWENTY = Array.from({ length: 20 }, (_, index) => index);

test.describe(() => {
  test.use({ elements: 20 });

  test("twenty payments on a page: each has its own code and its own result", async ({ merchant, story }) => {
    const payments = TWENTY.map((index) => {
      const code = `28166604009300FreshCode${String(index).padStart(4, "0")}`;
      return payResponse({ created: merchant.now, code });
    });
    merchant.body = () => payments.map((payment, index) => merchant.element(payment, `e${index}`)).join("");
    merchant.attributes = { "redirect-target": "none", "status-url": undefined };
    const final = new Set();
    for (const [index, { paymentId }] of payments.entries()) {
      merchant.paths[`/status/${index}`] = (exchange) =>
        says(final.has(index) ? "SUCCESS" : "PROCESSING", { paymentId })(exchange);
    }
    merchant.elementAttributes = (id) => ({ "status-url": `/status/${id.slice(1)}` });
    const tab = await story.open();
    await expect(tab.card.code).toHaveCount(20);

    for (const index of TWENTY) if (index % 2) final.add(index);
    await story.until(() => tab.results.length === 10);
    await expect(tab.card.code).toHaveCount(10);
    for (const index of TWENTY) final.add(index);
    await story.until(() => tab.results.length === 20);
    expect(new Set(tab.results.map(({ paymentId }) => paymentId)).size).toBe(20);
  });

  test("twenty times the same payment: one asks, all hear", async ({ merchant, story }) => {
    const { payResponse } = merchant;
    merchant.body = () => TWENTY.map((index) => merchant.element(payResponse, `e${index}`)).join("");
    merchant.attributes = { "redirect-target": "none" };
    merchant.status = ({ at }) => (at < 20_000 ? processing : says("SUCCESS"));
    const tab = await story.open();
    await story.advance(3_000);
    const before = merchant.questions.length;
    await story.advance(10_000);
    expect(merchant.questions.length - before).toBeLessThanOrEqual(6);
    await story.until(() => tab.results.length === 20, 15_000);
  });
});
