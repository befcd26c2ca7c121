import { after, processing, success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

test("moved in the page while a question is in flight: nothing starts anew", async ({ merchant, story }) => {
  merchant.body = (element) => `${element}<main></main>`;
  merchant.status = ({ number }) => (number === 1 ? after(3_000, processing) : processing);
  const tab = await story.open();
  await tab.page.evaluate(() => {
    const element = /** @type {Element} */ (document.querySelector("kaspi-checkout"));
    document.querySelector("main")?.append(element);
  });

  await story.advance(2_000);
  await expect(tab.card.code).toBeVisible();
  expect(merchant.questions).toHaveLength(1);
  await story.until(() => merchant.questions.length > 1);
  merchant.status = () => success;
  await story.until(() => merchant.results > 0);
  expect(tab.details("kaspi-ready")).toHaveLength(1);
  expect(tab.states).toEqual(["waiting", "paid"]);
});
