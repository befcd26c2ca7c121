// What the docs show, for the tests that run it.

import { readFileSync } from "node:fs";

/**
 * The first block of a language in a page of the docs.
 * @param {string} page
 * @param {string} language
 */
export function shownIn(page, language) {
  const block = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "ms").exec(readFileSync(page, "utf8"))?.[1];
  if (!block) throw new Error(`${page} shows no ${language}`);
  return block;
}
