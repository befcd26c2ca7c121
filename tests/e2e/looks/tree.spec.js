// What a screen reader finds in each state: the accessibility tree as text, kept in trees/.

import { STATES } from "./states.js";
import { expect, test } from "./test.js";

for (const name of Object.keys(STATES)) {
  test(`the accessibility tree of ${name}`, async ({ page, showing }) => {
    await showing.show(name, { locale: "en" });
    expect(`${await page.locator("main").ariaSnapshot()}\n`).toMatchSnapshot(["trees", `${name}.txt`]);
  });
}
