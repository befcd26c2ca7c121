// Photographs every state in the three languages for docs/gallery, from the script that ships (dist/cdn).

import { mkdir, rm, writeFile } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { Showing } from "../tests/e2e/looks/showing.js";
import { STATES } from "../tests/e2e/looks/states.js";
import { chromiumOptions } from "../tests/e2e/support/browser.js";
import { startStaticServer } from "../tests/e2e/support/static_server.js";

const FOLDER = "docs/gallery";
const LANGUAGES = { kk: "Қазақша", ru: "Русский", en: "English" };
const WIDTHS = { phone: 360, desktop: 760 };

const server = await startStaticServer(["tests/e2e/looks", "dist/cdn"]);
const browser = await chromium.launch(chromiumOptions());
await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });

/**
 * @param {string} file
 * @param {string} state
 * @param {{ theme: "light" | "dark", locale: string, width: number }} looks
 */
async function photograph(file, state, { theme, locale, width }) {
  const page = await browser.newPage({ viewport: { width, height: 760 }, colorScheme: theme, reducedMotion: "reduce" });
  const showing = new Showing(page, server.origin);
  await showing.show(state, { theme, locale });
  await showing.element.screenshot({ path: `${FOLDER}/${file}` });
  await page.close();
}

const lines = ["# Every state, in every language", "", "Made by `scripts/gallery` from the script that ships.", ""];
for (const name of Object.keys(STATES)) {
  const title = name.replaceAll("_", " ");
  lines.push(`## ${title}`, "", `| ${Object.values(LANGUAGES).join(" | ")} |`, "| --- | --- | --- |");
  const cells = [];
  for (const locale of Object.keys(LANGUAGES)) {
    const file = `${name}-${locale}.png`;
    await photograph(file, name, { theme: "light", locale, width: WIDTHS.phone });
    cells.push(`![${title}, ${locale}](${file})`);
  }
  lines.push(`| ${cells.join(" | ")} |`, "");
}
lines.push("## On a wide page, light and dark", "");
for (const theme of /** @type {const} */ (["light", "dark"])) {
  const file = `wide-${theme}.png`;
  await photograph(file, "code", { theme, locale: "ru", width: WIDTHS.desktop });
  lines.push(`![the code on a wide page, ${theme}](${file})`, "");
}
await writeFile(`${FOLDER}/README.md`, `${lines.join("\n").trim()}\n`);
await browser.close();
await server.stop();
