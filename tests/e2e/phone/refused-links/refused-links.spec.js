import { expect, test } from "../../support/phone_test.js";
import { payResponse } from "../../support/pay_response.js";

for (const [what, applinkUrl, code] of [
  ["of a foreign origin", "https://kaspi.kz.evil.example/apm", "applink-refused"],
  ["with javascript:", "javascript:document.title='taken'", "applink-refused"],
  ["with intent:", "intent://l.kaspi.kz/apm#Intent;scheme=https;end", "applink-refused"],
  ["with credentials", "https://user:word@l.kaspi.kz/apm", "applink-refused"],
  ["longer than 2,048 bytes", `https://l.kaspi.kz/${"a".repeat(2_048)}`, "link-too-long"],
  ["that is missing", undefined, undefined],
]) {
  test(`an app link ${what}: not followed, another way is offered`, async ({ merchant, story, kaspi }) => {
    const gone = { redirectActionForm: undefined, paymentActionForm: undefined, paymentData: undefined };
    merchant.payResponse = payResponse({ created: merchant.now, change: { ...gone, applinkUrl } });
    const tab = await story.open();
    await story.advance(5_000);

    expect(tab.codes).toEqual(code ? [code] : []);
    expect(kaspi.visits).toEqual([]);
    expect(tab.navigations).toEqual([]);
    await expect(tab.page).toHaveTitle("Checkout");
    await expect(tab.card.appLink).toBeHidden();
    await expect(tab.card.pageLink).toHaveAttribute("href", merchant.payment.normalUrl);
    await expect(tab.card.switchTo("code")).toBeVisible();
  });
}
