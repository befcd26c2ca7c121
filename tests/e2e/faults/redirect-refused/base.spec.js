import { says } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

for (const base of ["http://cdn.example/a/", "https://user:word@cdn.example/"]) {
  test(`relative addresses on a page whose base is ${base}: refused; the buyer stays`, async ({ merchant, story }) => {
    // The base comes after the script, whose address it would change.
    merchant.head += `<base href="${base}">`;
    merchant.attributes = { "status-url": `${merchant.origin}/status`, "result-url": "/result" };
    merchant.status = () => says("SUCCESS", { redirectUrl: "/done" });
    const tab = await story.open();
    await story.until(() => tab.state === "paid");
    await story.advance(5_000);

    expect(tab.codes).toEqual(["result-url-refused", "redirect-refused"]);
    expect(tab.navigations).toEqual([]);
    await expect(tab.card.onward).toBeHidden();
  });
}
