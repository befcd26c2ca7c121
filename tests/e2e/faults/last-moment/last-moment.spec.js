import { processing, says } from "../../support/answers.js";
import { payResponse } from "../../support/pay_response.js";
import { expect, test } from "../../support/test.js";

const LIFE = 60_000;

// Antom's notification takes three to five seconds.
const NOTICE = 3_000;

for (const [when, paidAt, late] of /** @type {const} */ ([
  ["in the last 100 ms", LIFE - 100, false],
  ["20 s late", LIFE + 20_000, true],
])) {
  test(`paid ${when}: checked, then paid`, async ({ merchant, story }) => {
    const paymentTime = new Date(merchant.now + paidAt).toISOString();
    merchant.payResponse = payResponse({ created: merchant.now, lives: LIFE });
    merchant.status = ({ at }) => (at < paidAt + NOTICE ? processing : says("SUCCESS", { paymentTime }));
    const tab = await story.open();

    await story.until(() => tab.state === "confirming", LIFE + 1_000);
    await expect(tab.card.code).toBeHidden();
    await expect(tab.card.countdown).toBeHidden();
    await story.until(() => merchant.results > 0, 30_000);
    expect(tab.states).toEqual(["waiting", "confirming", "paid"]);
    expect(tab.results).toEqual([expect.objectContaining({ state: "paid", late })]);
  });
}

test("paid after the code was said to be dead: paid all the same", async ({ merchant, story }) => {
  merchant.payResponse = payResponse({ created: merchant.now, lives: LIFE });
  merchant.status = ({ at }) => (at < LIFE ? processing : says("FAIL"));
  const tab = await story.open();
  await story.until(() => tab.state === "expired", LIFE + 5_000);
  expect(tab.details("kaspi-expired")).toHaveLength(1);
  await expect(tab.card.code).toBeHidden();

  await story.advance(120_000, 2_000);
  merchant.status = () => says("SUCCESS");
  await story.until(() => merchant.results > 0, 20_000);
  expect(tab.results).toEqual([expect.objectContaining({ state: "paid", late: true })]);
});

test("never paid: dead after half a minute of answers, offered again only by a new order", async ({
  merchant,
  story,
}) => {
  merchant.payResponse = payResponse({ created: merchant.now, lives: LIFE });
  const tab = await story.open();
  await story.until(() => tab.state === "expired", LIFE + 40_000);
  expect(story.elapsed).toBeGreaterThanOrEqual(LIFE + 30_000);
  expect(tab.states).toEqual(["waiting", "confirming", "expired"]);
  await expect(tab.card.newCode).toBeHidden();
  await story.advance(310_000, 5_000);
  const asked = merchant.questions.length;
  await story.advance(60_000, 5_000);
  expect(merchant.questions).toHaveLength(asked);
});
