import { says, success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

test("another payment's SUCCESS: dropped and reported; the code stays", async ({ merchant, story }) => {
  const others = says("SUCCESS", { paymentId: "20260301194010800100999999" });
  merchant.status = ({ number }) => (number <= 3 ? others : success);
  const tab = await story.open();

  await story.until(() => tab.card.connection.isVisible());
  await expect(tab.card.code).toBeVisible();
  expect(tab.codes).toEqual(["status-other-payment"]);
  expect(tab.results).toEqual([]);

  await story.until(() => merchant.results > 0);
  expect(tab.results).toEqual([expect.objectContaining({ paymentId: merchant.questions[0].payment.paymentId })]);
});
