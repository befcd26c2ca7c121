import { expect, payByButton, test } from "../../support/phone_test.js";
import { tap } from "../../support/phone.js";

test.use({ realTime: true });

test("a fresh gesture: opened at once, and the browser takes it for the buyer's wish", async ({
  merchant,
  story,
  kaspi,
}) => {
  payByButton(merchant);
  const tab = await story.visit("/checkout");
  expect(tab.heard).toEqual([]);
  await tap(tab.page.getByRole("button", { name: "Pay" }));
  await expect.poll(() => kaspi.urls).toEqual([merchant.payment.applinkUrl]);
  expect(kaspi.visits[0]?.gesture).toBe(true);

  const [waiting, handoff] = tab.heard.filter(({ type }) => ["kaspi-statechange", "kaspi-handoff"].includes(type));
  expect(handoff).toMatchObject({ detail: { url: merchant.payment.applinkUrl }, gesture: true });
  expect(Number(handoff?.at) - Number(waiting?.at)).toBeLessThan(500);
});

test("no gesture: announced for a second, then opened, once", async ({ merchant, story, kaspi }) => {
  const tab = await story.open();
  await expect.poll(() => kaspi.urls).toEqual([merchant.payment.applinkUrl]);
  expect(kaspi.visits[0]?.gesture).toBe(false);

  const [waiting, handoff] = tab.heard.filter(({ type }) => ["kaspi-statechange", "kaspi-handoff"].includes(type));
  expect(handoff).toMatchObject({ detail: { url: merchant.payment.applinkUrl }, gesture: false });
  expect(Number(handoff?.at) - Number(waiting?.at)).toBeGreaterThanOrEqual(800);
  expect(tab.details("kaspi-handoff")).toHaveLength(1);
});
