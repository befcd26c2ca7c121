// The wasm that ships runs in every supported engine, and is given nothing but what its bindings give.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

/** What every supported engine has, as the module itself names it; docs/browsers.md tells since when. */
const BASELINE = new Set([
  "mutable-globals",
  "nontrapping-fptoint",
  "bulk-memory",
  "bulk-memory-opt",
  "sign-ext",
  "reference-types",
  "call-indirect-overlong",
  "multivalue",
]);

const [name = ""] = readdirSync("dist/cdn").filter((file) => file.endsWith(".wasm"));
const path = join("dist/cdn", name);
const module = await WebAssembly.compile(readFileSync(path));

test("the module uses nothing beyond the baseline", () => {
  const [section] = WebAssembly.Module.customSections(module, "target_features");
  const listed = [
    ...Buffer.from(section ?? [])
      .toString("latin1")
      .matchAll(/\+.([\w-]+)/g),
  ].map(([, feature]) => feature);
  assert.ok(listed.length > 0);
  for (const feature of listed) assert.ok(BASELINE.has(feature ?? ""), feature);
  // The list holds: with these features and no others the module is valid.
  execFileSync("node_modules/.bin/wasm-opt", [path, "--mvp-features", "-o", "/dev/null"], { stdio: "pipe" });
});

test("the module is given nothing by an environment", () => {
  const givers = new Set(WebAssembly.Module.imports(module).map((entry) => entry.module));
  // The bindings, under the short name that scripts/shorten.js gives them.
  assert.deepEqual([...givers], ["w"]);
});
