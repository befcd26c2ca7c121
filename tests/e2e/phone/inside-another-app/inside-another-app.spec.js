import { success } from "../../support/answers.js";
import { expect, test } from "../../support/phone_test.js";
import { DEVICES } from "../../support/phone.js";

for (const { name } of DEVICES.filter(({ expect }) => expect.mayHaveTheApp && !expect.opensApps).slice(0, 8)) {
  test.describe(() => {
    test.use({ deviceName: name });

    test(`${name}: nothing is opened by itself, all choices are there`, async ({ merchant, story, kaspi }) => {
      const tab = await story.open();
      await story.advance(5_000);
      expect(kaspi.visits).toEqual([]);
      await expect(tab.card.hint).toContainText("inside another app");
      await expect(tab.card.appLink).toBeVisible();
      await expect(tab.card.copy).toBeVisible();
      await expect(tab.card.switchTo("code")).toBeVisible();
      merchant.status = () => success;
      await story.until(() => merchant.results > 0);
    });
  });
}
