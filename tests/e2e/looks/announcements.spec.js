// What a screen reader says by itself. The table at the end of the run holds it for each state and language.

import { STATES } from "./states.js";
import { LANGUAGES, expect, test } from "./test.js";

/** States in which nothing has happened yet that the buyer did not do, or that the buyer reads there and then. */
const SILENT = [
  "idle",
  "code",
  "code_in_dollars",
  "code_enlarged",
  "hosted_picture",
  "shareable",
  "app",
  "inside_another_app",
  "page",
  "last_minute",
  "without_the_module",
];

for (const name of Object.keys(STATES)) {
  test(`what is said in ${name}`, async ({ showing }, { annotations }) => {
    for (const locale of LANGUAGES) {
      await showing.show(name, { locale });
      const regions = showing.element.locator('[role="status"]');
      if (name !== "without_the_module") await expect(regions).not.toHaveCount(0);
      const said = (await regions.allTextContents()).join(" ").trim();
      annotations.push({ type: "said", description: JSON.stringify({ state: name, locale, said }) });
      expect(said === "", `${locale}: ${said}`).toBe(SILENT.includes(name));
    }
  });
}

test("the countdown speaks at 5, 2, 1 minutes, 30 and 10 seconds, and never in between", async ({ page, showing }) => {
  await showing.show("code", { locale: "en" });
  await showing.run(`{
    window.said = [];
    const region = document.querySelector("kaspi-checkout").shadowRoot.querySelector(".announcement");
    const note = () => said.at(-1) !== region.textContent && said.push(region.textContent);
    new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
  }`);
  for (let minute = 0; minute < 10; minute += 1) await page.clock.runFor(60_000);
  await expect(showing.element.locator('[data-state="confirming"]')).toBeVisible();
  expect(await showing.run("said")).toEqual([
    "Five minutes left to pay",
    "Two minutes left to pay",
    "One minute left to pay",
    "Thirty seconds left to pay",
    "Ten seconds left to pay",
    "Checking your payment… The time to pay is over. If you have paid, please wait and do not\u00a0pay again.",
  ]);
});
