import { processing, success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";
import { payResponse } from "../../support/pay_response.js";

test("offline and back: said so, the code stays, asked at once on return", async ({ context, merchant, story }) => {
  const tab = await story.open();
  await context.setOffline(true);
  await story.advance(30_000);
  await expect(tab.card.connection).toBeVisible();
  await expect(tab.card.code).toBeVisible();
  const asked = merchant.questions.length;

  merchant.status = () => success;
  await context.setOffline(false);
  await story.until(() => merchant.questions.length > asked, 1_000);
  await story.until(() => merchant.results > 0, 1_000);
});

test("offline over the expiry: checked for as long as it takes, and the payment is not lost", async ({
  context,
  merchant,
  story,
}) => {
  merchant.payResponse = payResponse({ created: merchant.now, lives: 60_000 });
  const tab = await story.open();
  await context.setOffline(true);
  await story.advance(180_000, 2_000);
  expect(tab.state).toBe("confirming");
  await expect(tab.card.code).toBeHidden();

  merchant.status = ({ at }) => (at < 185_000 ? processing : success);
  await context.setOffline(false);
  await story.until(() => merchant.results > 0, 10_000);
  expect(tab.states).toEqual(["waiting", "confirming", "paid"]);
});
