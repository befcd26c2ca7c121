import { expect, test } from "../../support/phone_test.js";
import { payResponse } from "../../support/pay_response.js";
import { tap } from "../../support/phone.js";

const FORM = {
  method: "POST",
  redirectUrl: "https://l.kaspi.kz/start",
  parameters: { code: "a&b=c d", empty: "" },
};

for (const launch of ["tap", "auto"]) {
  test(`a link that asks for POST is sent by a real form, launch=${launch}`, async ({ merchant, story, kaspi }) => {
    const change = { applinkUrl: undefined, paymentActionForm: undefined, redirectActionForm: FORM };
    merchant.payResponse = payResponse({ created: merchant.now, change });
    merchant.attributes = { launch };
    const tab = await story.open();
    if (launch === "tap") await tap(tab.card.appLink);
    else await story.advance(1_500, 100);

    await expect.poll(() => kaspi.visits.length).toBe(1);
    expect(kaspi.visits[0]).toMatchObject({ url: FORM.redirectUrl, method: "POST", body: "code=a%26b%3Dc+d&empty=" });
    expect(tab.details("kaspi-handoff")).toEqual([{ url: FORM.redirectUrl }]);
    await story.advance(10_000);
    expect(kaspi.visits).toHaveLength(1);
  });
}
