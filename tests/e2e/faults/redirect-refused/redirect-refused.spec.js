import { says } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

for (const redirectUrl of [
  "https://evil.example/paid",
  "javascript:document.title='taken'",
  "http://127.0.0.1.evil.example/",
  "//evil.example/",
  "https://user:word@127.0.0.1/",
]) {
  test(`redirect to ${redirectUrl}: refused; the buyer stays and sees the result`, async ({ merchant, story }) => {
    merchant.attributes = { "result-url": undefined };
    merchant.status = () => says("SUCCESS", { redirectUrl });
    const tab = await story.open();
    await story.until(() => tab.state === "paid");
    await story.advance(5_000);

    expect(tab.codes).toEqual(["redirect-refused"]);
    expect(tab.navigations).toEqual([]);
    await expect(tab.page).toHaveTitle("Checkout");
    await expect(tab.card.code).toBeHidden();
    await expect(tab.card.onward).toBeHidden();
  });
}

test("redirect refused, but the author has named a place: the buyer is taken there", async ({ merchant, story }) => {
  merchant.status = () => says("SUCCESS", { redirectUrl: "https://evil.example/" });
  const tab = await story.open();
  await story.until(() => merchant.results > 0);
  expect(tab.codes).toEqual(["redirect-refused"]);
});

test("redirect allowed: the server's place wins over the author's", async ({ merchant, story }) => {
  merchant.status = () => says("SUCCESS", { redirectUrl: "/result?order=7" });
  const tab = await story.open();
  await story.until(() => merchant.results > 0);
  expect(tab.navigations).toEqual([`${merchant.origin}/result?order=7`]);
});
