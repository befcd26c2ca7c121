// What docs/element.md lists is what the sources have.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const read = (/** @type {string} */ path) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
const page = await read("docs/element.md");
const manifest = JSON.parse(await read("npm/custom-elements.json"));
const [element] = manifest.modules[0].declarations;
const names = (/** @type {{ name: string }[]} */ list) => list.map(({ name }) => name).sort();

/**
 * The rows of the table under a heading, each as its cells.
 * @param {string} heading
 */
function rows(heading) {
  const section = page.split(/^## /m).find((text) => text.startsWith(heading)) ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("| `"));
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split(" | ")
      .map((cell) => cell.trim()),
  );
}

/** @param {string} heading */
const listed = (heading) => rows(heading).map(([name = ""]) => name.replace(/`|\(.*\)/g, ""));

test("every attribute, property, method and event is described", () => {
  assert.deepEqual(listed("Attributes").sort(), names(element.attributes));
  assert.deepEqual(listed("Properties").sort(), names(element.members));
  assert.deepEqual(listed("Events").sort(), names(element.events));
});

test("every error code is described in the source's words", async () => {
  const source = await read("src/error_code.rs");
  const words = /const WORDS: &str = "\\\n([^"]*)"/.exec(source)?.[1]?.trimEnd().split("\n") ?? [];
  const fatal = source.slice(source.indexOf("fn is_fatal"));
  const variants = source.match(/^ {4}\w+(?=,$)/gm) ?? [];
  const codes = variants.map((variant, number) => [
    `\`${words[2 * number]}\``,
    words[2 * number + 1],
    new RegExp(`Self::${variant.trim()}\\b`).test(fatal) ? "yes" : "no",
  ]);
  assert.ok(codes.length > 30);
  const own = rows("Error codes").filter(([code]) => code?.startsWith("`wasm-"));
  assert.deepEqual(rows("Error codes"), [...codes, ...own]);
  const script = await read("npm/element.js");
  for (const [code = ""] of own) assert.ok(script.includes(code.replaceAll("`", '"')), code);
});

test("every code that the fallback reports is among them", async () => {
  const known = new Set(listed("Error codes"));
  const reported = [...(await read("npm/fallback.js")).matchAll(/"((?:status|refresh|pay-response)-[\w-]+)"/g)].map(
    ([, code]) => code ?? "",
  );
  assert.ok(reported.length > 5);
  for (const code of reported) assert.ok(known.has(code), code);
});
