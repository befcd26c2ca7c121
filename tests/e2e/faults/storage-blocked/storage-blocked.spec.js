import { processing, success } from "../../support/answers.js";
import { expect, test } from "../../support/real_tabs.js";

// A buyer who blocks cookies blocks storage, locks and channels with them.
test.use({ preferences: { profile: { default_content_setting_values: { cookies: 2 } } } });

test("storage, locks and channels blocked: works without", async ({ merchant, story }) => {
  const tab = await story.open();
  const refused = await tab.page.evaluate(() => {
    try {
      return sessionStorage.length;
    } catch (error) {
      return /** @type {Error} */ (error).name;
    }
  });
  expect(refused).toBe("SecurityError");

  await story.advance(23_000);
  await expect(tab.card.code).toBeVisible();
  expect(merchant.questions.length).toBeGreaterThanOrEqual(7);
  await tab.reload();
  merchant.status = ({ at }) => (at < 30_000 ? processing : success);
  await story.until(() => merchant.results > 0);
  expect(tab.codes).toEqual([]);
});
