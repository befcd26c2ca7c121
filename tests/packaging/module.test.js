// The wasm that ships runs in every supported engine, and is given nothing but what its bindings give.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

/** What every supported engine has; docs/browsers.md tells since when. */
const BASELINE = [
  "bulk-memory",
  "bulk-memory-opt",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "sign-ext",
];

const [name = ""] = readdirSync("dist/cdn").filter((file) => file.endsWith(".wasm"));
const path = join("dist/cdn", name);
const module = await WebAssembly.compile(readFileSync(path));

test("the module uses nothing beyond the baseline", async (context) => {
  const folder = await mkdtemp(join(tmpdir(), "module-"));
  context.after(() => rm(folder, { recursive: true }));
  const plain = join(folder, "plain.wasm");
  await writeFile(plain, withoutCustomSections(readFileSync(path)));
  const validate = (/** @type {string[]} */ features) => {
    const enabled = features.map((feature) => `--enable-${feature}`);
    execFileSync("node_modules/.bin/wasm-opt", [plain, "--mvp-features", ...enabled, "-o", "/dev/null"], {
      stdio: "pipe",
    });
  };
  validate(BASELINE);
  assert.throws(() => validate([]), /validat|require/i);
});

test("the module is given nothing of the page, and nothing by an environment", () => {
  // The bindings, under the short names that scripts/shorten.js gives them: what throws is all that they give.
  assert.deepEqual(WebAssembly.Module.imports(module), [{ module: "w", name: "$0", kind: "function" }]);
});

/**
 * A custom section may list features, which would switch them on for the check.
 * @param {Buffer} wasm
 */
function withoutCustomSections(wasm) {
  const kept = [wasm.subarray(0, 8)];
  for (let at = 8; at < wasm.length;) {
    const start = at;
    const id = wasm[at];
    // The length of the section, in groups of seven bits.
    let length = 0;
    let shift = 0;
    do {
      at += 1;
      length += ((wasm[at] ?? 0) & 0x7f) << shift;
      shift += 7;
    } while ((wasm[at] ?? 0) & 0x80);
    at += 1 + length;
    if (id !== 0) kept.push(wasm.subarray(start, at));
  }
  return Buffer.concat(kept);
}
