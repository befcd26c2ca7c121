// The wasm that ships runs in every supported engine, and is given nothing but what its bindings give.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

/** What every supported engine has; docs/browsers.md tells since when. */
const BASELINE = [
  "bulk-memory",
  "bulk-memory-opt",
  "call-indirect-overlong",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
];

const [name = ""] = readdirSync("dist/cdn").filter((file) => file.endsWith(".wasm"));
const path = join("dist/cdn", name);
const module = await WebAssembly.compile(readFileSync(path));

test("the module uses nothing beyond the baseline", () => {
  // A list of features in the module would switch them on for the check.
  assert.deepEqual(WebAssembly.Module.customSections(module, "target_features"), []);
  const validate = (/** @type {string[]} */ features) => {
    const enabled = features.map((feature) => `--enable-${feature}`);
    execFileSync("node_modules/.bin/wasm-opt", [path, "--mvp-features", ...enabled, "-o", "/dev/null"], {
      stdio: "pipe",
    });
  };
  validate(BASELINE);
  assert.throws(() => validate([]), /validat|require/i);
});

test("the module is given nothing by an environment", () => {
  const givers = new Set(WebAssembly.Module.imports(module).map((entry) => entry.module));
  // The bindings, under the short name that scripts/shorten.js gives them.
  assert.deepEqual([...givers], ["w"]);
});
