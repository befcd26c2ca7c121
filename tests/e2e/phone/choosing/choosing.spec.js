import { expect, test } from "../../support/phone_test.js";
import { tap } from "../../support/phone.js";

test("announced, and the buyer stays: nothing is opened by itself any more", async ({ story, kaspi }) => {
  const tab = await story.open();
  await story.advance(600, 100);
  await tap(tab.card.stay);
  await expect(tab.card.stay).toBeHidden();
  await story.advance(10_000);
  expect(kaspi.urls).toEqual([]);
  expect(tab.details("kaspi-handoff")).toEqual([]);
  await expect(tab.card.appLink).toBeVisible();
});

test("announced, and the page prevents it: nothing is opened, the button is there", async ({ story, kaspi }) => {
  await story.context.addInitScript(() => addEventListener("kaspi-handoff", (event) => event.preventDefault()));
  const tab = await story.open();
  await expect(tab.card.stay).toBeVisible();
  await story.advance(1_500, 100);
  expect(tab.details("kaspi-handoff")).toHaveLength(1);
  await expect(tab.card.stay).toBeHidden();
  await expect(tab.card.appLink).toBeVisible();
  expect(kaspi.urls).toEqual([]);
});

test("launch=tap: opened only by the buyer's finger, byte for byte", async ({ merchant, story, kaspi }) => {
  merchant.attributes = { launch: "tap" };
  merchant.payment.applinkUrl = "https://l.kaspi.kz/apm?codeValue=a%2fB%2F()*;,~&empty=&x=%D0%B9#part";
  const tab = await story.open();
  await story.advance(5_000);
  expect(kaspi.urls).toEqual([]);
  await expect(tab.card.appLink).toHaveAttribute("href", merchant.payment.applinkUrl);

  await tap(tab.card.appLink);
  await expect.poll(() => kaspi.visits.length).toBe(1);
  expect(`${kaspi.urls[0]}#part`).toBe(merchant.payment.applinkUrl);
  expect(kaspi.visits[0]?.gesture).toBe(true);
  expect(tab.details("kaspi-handoff")).toEqual([{ url: merchant.payment.applinkUrl }]);
});

test("launch=tap within the second: nothing is opened by itself", async ({ story, kaspi }) => {
  const tab = await story.open();
  await story.advance(600, 100);
  await tab.page.evaluate(() => document.querySelector("kaspi-checkout")?.setAttribute("launch", "tap"));
  await story.advance(10_000);
  expect(kaspi.urls).toEqual([]);
  await expect(tab.card.appLink).toBeVisible();
});

test("an element that nobody sees opens nothing, until it is shown and has announced it", async ({
  merchant,
  story,
  kaspi,
}) => {
  merchant.body = (element) => `<dialog>${element}</dialog>`;
  const tab = await story.open();
  await story.advance(20_000, 100);
  expect(kaspi.urls).toEqual([]);
  expect(tab.details("kaspi-handoff")).toEqual([]);
  await tab.page.evaluate(() => document.querySelector("dialog")?.showModal());
  await expect(tab.card.stay).toBeVisible();
  await story.advance(600, 100);
  expect(kaspi.urls).toEqual([]);
  await story.advance(1_000, 100);
  await expect.poll(() => kaspi.urls).toEqual([merchant.payment.applinkUrl]);
  expect(tab.details("kaspi-handoff")).toHaveLength(1);
});

test("a dialog that closes at a click beside it stays when the app is opened by itself", async ({
  merchant,
  story,
  kaspi,
}) => {
  const tab = await story.open();
  await tab.page.evaluate(() =>
    document.addEventListener("click", ({ target }) => {
      const element = document.querySelector("kaspi-checkout");
      if (target !== element) element?.remove();
    }),
  );
  await story.advance(1_500, 100);
  await expect.poll(() => kaspi.urls).toEqual([merchant.payment.applinkUrl]);
  await expect(tab.card.appLink).toBeVisible();
});

test("a form may hold fields of any name", async ({ merchant, story, kaspi }) => {
  merchant.attributes = { launch: "tap" };
  const names = ["submit", "attributes", "getAttribute", "action", "method", "append", "hidden", "remove"];
  const parameters = JSON.stringify(Object.fromEntries(names.map((name, place) => [name, String(place)])));
  merchant.payment.redirectActionForm = {
    redirectUrl: merchant.payment.applinkUrl,
    method: "POST",
    parameters,
  };
  delete merchant.payment.applinkUrl;
  const tab = await story.open();
  // Drawn again, with the form in the page.
  await tab.page.evaluate(() => document.querySelector("kaspi-checkout")?.setAttribute("locale", "kk"));
  await tap(tab.card.appLink);
  await expect.poll(() => kaspi.visits.length).toBe(1);
  expect(kaspi.visits[0]?.body).toBe(names.map((name, place) => `${name}=${place}`).join("&"));
});

test("still here after 2.5 s: a hint, never more; none if the app came up", async ({ merchant, story, kaspi }) => {
  merchant.attributes = { launch: "tap" };
  const tab = await story.open();
  // The browser follows the link after all listeners: it must still be in the page then.
  const followed = await tab.card.appLink.elementHandle();
  await tap(tab.card.appLink);
  await expect.poll(() => kaspi.visits.length).toBe(1);
  await story.advance(2_000, 100);
  await expect(tab.card.hint).toBeHidden();
  await story.advance(1_000, 100);
  await expect(tab.card.hint).toBeVisible();
  expect(await tab.card.appLink.evaluate((link, followed) => link === followed, followed)).toBe(true);
  await story.advance(60_000, 1_000);
  expect(tab.state).toBe("waiting");
  await expect(tab.card.appLink).toBeVisible();
  await expect(tab.card.switchTo("code")).toBeVisible();
  expect(kaspi.visits).toHaveLength(1);
});

test("the buyer's choice of the code survives a reload, and so does the way back", async ({
  merchant,
  story,
  kaspi,
}) => {
  merchant.attributes = { launch: "tap" };
  const tab = await story.open();
  await tap(tab.card.switchTo("code"));
  await expect(tab.card.code).toBeVisible();
  await tab.reload();
  await expect(tab.card.code).toBeVisible();
  await tap(tab.card.switchTo("app"));
  await tab.reload();
  await expect(tab.card.appLink).toBeVisible();
  expect(kaspi.visits).toEqual([]);
});

for (const [mode, deviceName] of /** @type {const} */ ([
  ["qr", "Safari on an iPhone"],
  ["app", "Chrome on Windows"],
])) {
  test.describe(() => {
    test.use({ deviceName });
    test(`mode=${mode} overrules the device: ${deviceName}`, async ({ merchant, story, kaspi }) => {
      merchant.attributes = { launch: "tap", mode };
      const tab = await story.open();
      await expect(mode === "qr" ? tab.card.code : tab.card.appLink).toBeVisible();
      expect(kaspi.visits).toEqual([]);
    });
  });
}

test("mode=redirect: straight to Antom's page, once", async ({ merchant, story, kaspi }) => {
  merchant.attributes = { mode: "redirect" };
  const tab = await story.open();
  await story.advance(1_500, 100);
  await expect.poll(() => kaspi.urls).toEqual([merchant.payment.normalUrl]);
  await tab.reload();
  await story.advance(5_000);
  expect(kaspi.urls).toHaveLength(1);
});
