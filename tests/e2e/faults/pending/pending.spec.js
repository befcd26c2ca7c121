import { pending, success } from "../../support/answers.js";
import { payResponse } from "../../support/pay_response.js";
import { expect, test } from "../../support/test.js";

test("PENDING for two minutes, over the expiry: nothing to pay again, then paid", async ({ merchant, story }) => {
  merchant.payResponse = payResponse({ created: merchant.now, lives: 60_000 });
  merchant.status = ({ at }) => (at < 120_000 ? pending : success);
  const tab = await story.open();
  await story.until(() => tab.state === "pending");

  for (let quarter = 0; quarter < 4; quarter++) {
    await expect(tab.card.code).toBeHidden();
    await expect(tab.card.countdown).toBeHidden();
    await expect(tab.card.appLink).toBeHidden();
    await expect(tab.card.pageLink).toBeHidden();
    await story.advance(27_000, 1_000);
  }
  await story.until(() => merchant.results > 0);
  expect(tab.states.slice(-2)).toEqual(["pending", "paid"]);
});
