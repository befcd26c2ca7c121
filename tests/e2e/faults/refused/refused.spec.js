import { refuses, success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

for (const code of [401, 403, 404, 410]) {
  test(`${code}: the code stays, asked slowly, paid when the endpoint is mended`, async ({ merchant, story }) => {
    merchant.status = () => refuses(code);
    const tab = await story.open();
    await story.advance(60_000, 1_000);

    expect(merchant.questions.length).toBeGreaterThanOrEqual(2);
    expect(merchant.questions.length).toBeLessThanOrEqual(3);
    expect(tab.codes).toEqual([`status-http-${code}`]);
    await expect(tab.card.code).toBeVisible();

    merchant.status = () => success;
    await story.until(() => merchant.results > 0);
  });
}
