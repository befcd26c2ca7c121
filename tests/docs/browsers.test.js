// The lowest versions in the docs are those that the features set, and those that the script's syntax is kept to.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const page = await readFile("docs/browsers.md", "utf8");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| ---"))
  .map((line) => line.split("|").map((cell) => cell.trim()));

/** @param {string} family what its row begins with */
function lowest(family) {
  const row = rows.find(([, name]) => name?.startsWith(family));
  assert.ok(row, family);
  return Number(row[2]);
}
const LOWEST = [lowest("Chrome"), lowest("Firefox"), lowest("Safari")];

test("no feature wants more than the lowest versions, and each of them is wanted by a feature", () => {
  const features = rows.filter(([, name, ...versions]) => {
    const numbers = versions.slice(0, 3).every((version) => /^[\d.]+$/.test(version));
    return numbers && !name?.includes("only where a policy");
  });
  assert.ok(features.length > 5, "the table is read");
  const highest = [2, 3, 4].map((column) => Math.max(...features.map((row) => Number(row[column]))));
  assert.deepEqual(highest, LOWEST);
});

test("the script's syntax is kept to the lowest versions", async () => {
  const bundle = await readFile("scripts/bundle.js", "utf8");
  const target = /const TARGET = \[(.*)\];/.exec(bundle)?.[1] ?? "";
  const version = (/** @type {string} */ name) => Number(new RegExp(`"${name}([\\d.]+)"`).exec(target)?.[1]);
  assert.deepEqual([version("chrome"), version("firefox"), version("safari")], LOWEST);
});
