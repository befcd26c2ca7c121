import { success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

test("a reload in the middle: the countdown goes on where it was, and the code dies in time", async ({
  merchant,
  story,
}) => {
  const tab = await story.open();
  await story.advance(200_000, 2_000);
  await tab.reload();
  await story.advance(1_000);
  expect(await tab.card.rest()).toBeCloseTo(399, -1);
  expect(Math.abs((await tab.card.rest()) - 399)).toBeLessThanOrEqual(1);

  // Without a word of the server the tab's own memory decides.
  merchant.paths["/status"] = (exchange) => exchange.send(500, "text/plain", "no");
  await tab.reload();
  await story.advance(1_000);
  expect(Math.abs((await tab.card.rest()) - 398)).toBeLessThanOrEqual(1);

  delete merchant.paths["/status"];
  merchant.status = () => success;
  await story.until(() => merchant.results > 0);
});
