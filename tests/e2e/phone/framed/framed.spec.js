import { success } from "../../support/answers.js";
import { Card } from "../../support/card.js";
import { expect, test } from "../../support/phone_test.js";
import { tap } from "../../support/phone.js";

for (const [target, leavesFrame] of /** @type {const} */ ([
  ["self", false],
  ["top", true],
])) {
  test(`in a frame, redirect-target=${target}: app and result open ${leavesFrame ? "in the whole tab" : "in the frame"}`, async ({
    merchant,
    story,
    kaspi,
  }) => {
    merchant.attributes = { launch: "tap", "redirect-target": target };
    const frame = '<!doctype html><title>Shop</title><iframe src="/checkout" width="380" height="700"></iframe>';
    merchant.paths["/shop"] = (exchange) => exchange.send(200, "text/html", frame);
    const tab = await story.open("/shop");
    const card = new Card(tab.page.frameLocator("iframe"));

    await expect(card.appLink).toHaveAttribute("target", leavesFrame ? "_top" : "_self");
    await tap(card.appLink);
    await expect.poll(() => kaspi.urls).toEqual([merchant.payment.applinkUrl]);

    merchant.status = () => success;
    await story.until(() => merchant.results > 0);
    await expect(tab.page).toHaveURL(merchant.origin + (leavesFrame ? "/result" : "/shop"));
  });
}
