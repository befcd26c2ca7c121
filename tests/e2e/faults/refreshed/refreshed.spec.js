// The page gives a new code by `refresh()`: what it says before and after that, and what other tabs know.

import { after, pending, processing, refuses, success } from "../../support/answers.js";
import { payResponse } from "../../support/pay_response.js";
import { expect, test } from "../../support/test.js";

/** @typedef {import("../../support/tab.js").Tab} Tab */

/** @param {{ now: number }} merchant @param {string} code */
const another = ({ now }, code = "2816660400930bFreshCode0002") => payResponse({ created: now, code });

/**
 * Does something to the page's element.
 * @param {Tab} tab
 * @param {string} what an expression of `checkout` and `given`
 * @param {unknown} [given]
 */
const act = (tab, what, given) =>
  tab.page.evaluate(
    ([what, given]) => new Function("checkout", "given", String(what))(document.querySelector("kaspi-checkout"), given),
    [what, given],
  );

/** The states that the tab has passed through. @param {Tab} tab */
const states = ({ heard }) =>
  heard.filter(({ type }) => type === "kaspi-statechange").map(({ detail }) => /** @type {any} */ (detail).state);

test("a new code and another stream in one turn: it goes on, and the word on its way counts", async ({
  merchant,
  story,
}) => {
  merchant.attributes = { "events-url": "/events", "redirect-target": "none" };
  merchant.status = () => after(3_000, (exchange) => exchange.json({ status: "SUCCESS" }));
  const tab = await story.open();
  await act(tab, 'checkout.refresh(given); checkout.setAttribute("events-url", "/events?next")', another(merchant));
  await story.until(() => tab.state === "paid", 5_000);
  expect(states(tab)).toEqual(["waiting", "paid"]);
  await expect(tab.card.code).toBeHidden();
});

test("a new code from within an event: what the page says next begins nothing anew", async ({ merchant, story }) => {
  merchant.status = () => processing;
  const tab = await story.open();
  await act(
    tab,
    `checkout.addEventListener("kaspi-statechange", () => checkout.refresh({ ...given }));
     checkout.addEventListener("kaspi-error", () => {});
     checkout.refresh(given);`,
    another(merchant),
  );
  await story.advance(2_000);
  await act(tab, 'checkout.setAttribute("locale", "kk")');
  await story.advance(2_000);
  expect(states(tab)).toEqual(["waiting"]);
  await expect(tab.card.code).toBeVisible();
});

test("another order after a new code: it counts, whichever way the page says it", async ({ merchant, story }) => {
  merchant.attributes = { "redirect-target": "none" };
  merchant.status = () => processing;
  const tab = await story.open();
  const renewed = another(merchant);
  await act(tab, "checkout.refresh(given)", renewed);
  await story.advance(1_000);
  expect(await act(tab, "return checkout.payResponse")).toEqual(renewed);
  merchant.status = () => success;
  await story.until(() => tab.state === "paid", 10_000);

  merchant.status = () => processing;
  const next = JSON.stringify(another(merchant, "2816660400930bNextOrder0003"));
  await act(tab, 'checkout.setAttribute("pay-response", given)', next);
  await story.until(() => tab.state === "waiting", 2_000);
  expect(await act(tab, "return checkout.payResponse")).toBe(next);
});

test("a tab that is opened with the old code knows what is known of the new one", async ({ merchant, story }) => {
  for (const [answer, state] of /** @type {const} */ ([
    [pending, "pending"],
    [success, "paid"],
  ])) {
    merchant.attributes = { "redirect-target": "none" };
    merchant.payResponse = payResponse({ created: merchant.now, code: `2816660400930b${state}Old001` });
    merchant.status = () => processing;
    const first = await story.open(`/checkout?first=${state}`);
    await act(first, "checkout.refresh(given)", another(merchant, `2816660400930b${state}New002`));
    await story.advance(1_000);
    merchant.status = () => answer;
    await story.until(() => first.state === state, 10_000);

    merchant.status = () => refuses(500);
    const second = await story.open(`/checkout?second=${state}`);
    await story.until(() => second.state === state, 1_000);
    await expect(second.card.code).toHaveCount(0);
  }
});
