// Every state as it looks, at three widths and in both themes, beside the pictures in pictures/. Every letter is a block
// (test_font.js), so that the fonts of the machine do not matter; what the card says is in trees/.

import { STATES } from "./states.js";
import { testFont } from "./test_font.js";
import { THEMES, expect, test } from "./test.js";

const WIDTHS = [300, 480, 720];
const FONT = testFont().toString("base64");

/** Loads the font and sets the card in it. */
const SET = `(async () => {
  const font = new FontFace("Blocks", Uint8Array.from(atob("${FONT}"), (letter) => letter.charCodeAt(0)));
  document.fonts.add(await font.load());
  document.documentElement.style.setProperty("--kaspi-font", "Blocks");
})()`;

test.use({ viewport: { width: 800, height: 960 } });

for (const name of Object.keys(STATES)) {
  test(`the looks of ${name}`, async ({ page, showing }) => {
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      await showing.show(name, { theme, locale: "ru" });
      await page.mouse.move(0, 0);
      await showing.run(`document.querySelector("kaspi-checkout").shadowRoot.activeElement?.blur()`);
      await showing.run(SET);
      for (const width of WIDTHS) {
        await showing.run(`document.querySelector("main").style.inlineSize = "${width}px"`);
        const picture = await showing.element.screenshot();
        // Edges may be smoothed otherwise, and nothing else.
        expect
          .soft(picture)
          .toMatchSnapshot(["pictures", `${name}-${width}-${theme}.png`], { maxDiffPixelRatio: 0.002 });
      }
    }
  });
}
