// Sees to it that a code block in the docs is the file that it is taken from, so that what is shown is what is tested.
// Such a block follows a comment `<!-- from PATH -->`. With --write it is taken over anew.

import { readFile, writeFile } from "node:fs/promises";
import { execFileSync } from "node:child_process";

const BLOCK = /(<!-- from (\S+) -->\n\n```\w*\n)([\s\S]*?)(\n```)/g;

const pages = execFileSync("git", ["ls-files", "*.md"], { encoding: "utf8" }).split("\n").filter(Boolean);
let stale = 0;
for (const page of pages) await check(page);
if (stale > 0) {
  console.error("docs: run node scripts/docs.js --write");
  process.exitCode = 1;
}

/** @param {string} page */
async function check(page) {
  const text = await readFile(page, "utf8");
  /** @type {Map<string, string>} */
  const sources = new Map();
  for (const [, , path] of text.matchAll(BLOCK)) {
    sources.set(/** @type {string} */ (path), (await readFile(/** @type {string} */ (path), "utf8")).trimEnd());
  }
  const fresh = text.replace(BLOCK, (_, start, path, _old, end) => start + sources.get(path) + end);
  if (fresh === text) return;
  if (process.argv.includes("--write")) return writeFile(page, fresh);
  console.error(`docs: ${page} shows something else than the files that it is taken from`);
  stale += 1;
}
