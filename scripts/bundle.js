// Makes the files that ship from what Trunk has built: the npm package (dist/npm/package) and
// the files for the script tag (dist/cdn), which are also copied beside the demo's page.
// Trunk runs it as its post-build hook; TRUNK_STAGING_DIR holds the bindings and the wasm.

import { createHash } from "node:crypto";
import { copyFile, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, transform } from "esbuild";
import { minify } from "terser";
import { order } from "./order.js";
import { shorten } from "./shorten.js";

/** The oldest browsers that are supported: import.meta, private fields, constructed stylesheets. */
const TARGET = ["es2022", "chrome103", "firefox101", "safari16.4"];

const PACKAGE = "dist/npm/package";
const CDN = "dist/cdn";

const staging = process.env.TRUNK_STAGING_DIR;
if (!staging) throw new Error("TRUNK_STAGING_DIR is not set: run scripts/package, which calls Trunk");

const { version } = JSON.parse(await readFile("npm/package.json", "utf8"));
// A cached script of one version must never meet the wasm of another.
const WASM = `kaspi-checkout-${version}.wasm`;
const FALLBACK = `kaspi-checkout-${version}.fallback.js`;

/** In the file for the script tag the fallback is loaded by its hash. @type {import("esbuild").Plugin} */
const PINNED = {
  name: "pinned",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/fallback-loading\.js$/ }, ({ resolveDir }) => ({
      path: join(resolveDir, "cdn-fallback-loading.js"),
    }));
  },
};
const { wasm: shortened, glue } = shorten(
  await readFile(join(staging, "kaspi-checkout_bg.wasm")),
  await readFile(join(staging, "kaspi-checkout.js"), "utf8"),
);
const wasm = order(shortened, staging);

await buildPackage();
const files = await bundleForScriptTag();
await finishShop(files);

/** What the package's sources import, in npm/built; then the package as it ships, in dist/npm/package. */
async function buildPackage() {
  await writeFile("npm/built/kaspi_checkout_bg.wasm", wasm);
  await writeFile("npm/built/kaspi_checkout.js", pared(glue));
  await writeFile("npm/built/integrity.js", asModule(integrity(wasm)));
  await writeFile("npm/built/style.js", asModule(await stylesheet()));

  await rm(PACKAGE, { recursive: true, force: true });
  await cp("npm", PACKAGE, { recursive: true, filter: (path) => !/^npm\/(test|node_modules)(\/|$)/.test(path) });
  for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) await copyFile(licence, join(PACKAGE, licence));
}

/** The element's stylesheet as one minified text. */
async function stylesheet() {
  const result = await build({
    entryPoints: ["style/element.css"],
    bundle: true,
    minify: true,
    target: TARGET,
    write: false,
  });
  return terse(onlyOutput(result).trim());
}

/**
 * Gives the properties that no page knows short names, and drops the blanks that esbuild leaves.
 * @param {string} css
 */
function terse(css) {
  /** @type {string[]} */
  const names = [];
  const short = css.replace(/--own-[a-z-]+/g, (name) => {
    if (!names.includes(name)) names.push(name);
    // A page may have a property of one letter, but hardly this one.
    return `--k${(names.indexOf(name) + 10).toString(36)}`;
  });
  return short.replace(/(--k[a-z]:) | (?=\})|(?<=var\(--kaspi-[a-z-]+,) /g, "$1");
}

/** One module with all in it but the fallback, also under its version; its wasm; the fallback; the loader. */
async function bundleForScriptTag() {
  await rm(CDN, { recursive: true, force: true });
  await mkdir(CDN, { recursive: true });

  const fallback = await bundle("fallback.js", {});
  const script = await bundle("cdn.js", {
    WASM_FILE: WASM,
    FALLBACK_FILE: FALLBACK,
    FALLBACK_INTEGRITY: integrity(fallback),
  });
  /** @type {Record<string, string | Uint8Array>} */
  const files = { "kaspi-checkout.js": script, [`kaspi-checkout-${version}.js`]: script, [WASM]: wasm };
  files[FALLBACK] = fallback;
  files["kaspi-checkout.loader.js"] = await minified("loader.js");

  /** @type {Record<string, string>} */
  const hashes = {};
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(CDN, name), content);
    hashes[name] = integrity(content);
  }
  await writeFile(join(CDN, "integrity.json"), `${JSON.stringify(hashes, null, 2)}\n`);
  return Object.keys(files);
}

/**
 * Bundles an entry of the package.
 * @param {string} entry
 * @param {Record<string, string>} names what the build knows, by the names that stand for it
 */
async function bundle(entry, names) {
  const result = await build({
    entryPoints: [join("npm", entry)],
    bundle: true,
    minify: true,
    format: "esm",
    target: TARGET,
    define: Object.fromEntries(Object.entries(names).map(([name, text]) => [name, JSON.stringify(text)])),
    plugins: [PINNED],
    banner: { js: `/*! kaspi-checkout ${version} | MIT OR Apache-2.0 */` },
    legalComments: "none",
    write: false,
  });
  return tightened(onlyOutput(result));
}

/**
 * What esbuild has minified, minified once more by a tool that looks across more than one statement.
 * @param {string} script
 */
async function tightened(script) {
  const { code } = await minify(script, {
    module: true,
    ecma: 2020,
    compress: { passes: 3 },
    format: { comments: /^!/ },
  });
  if (!code) throw new Error("terser wrote nothing");
  return code;
}

/** @param {string} source a script of the package */
async function minified(source) {
  const text = await readFile(join("npm", source), "utf8");
  const { code } = await transform(text, { minify: true, target: TARGET, legalComments: "none" });
  return code;
}

/**
 * The page of the demo loads the files for the script tag from its own origin, as a merchant would.
 * @param {string[]} names
 */
async function finishShop(names) {
  const page = join(/** @type {string} */ (staging), "index.html");
  const html = await readFile(page, "utf8");
  // Trunk leaves the link by which it found the crate, which would have the browser load the page again.
  await writeFile(page, html.replace(/<link[^>]*rel="rust"[^>]*>\s*/, ""));
  await rm(join(/** @type {string} */ (staging), "kaspi-checkout_bg.wasm"));
  for (const name of names) await copyFile(join(CDN, name), join(/** @type {string} */ (staging), name));
}

/**
 * The bindings without what this widget has no use for. Their own start knows older ways of being called, other kinds of input
 * and servers with the wrong MIME type: the element always hands over a response of the right type.
 * @param {string} text
 */
function pared(text) {
  const pass = `function passStringToWasm0(arg, malloc, realloc) {
  const room = 3 * arg.length;
  const ptr = malloc(room, 1) >>> 0;
  WASM_VECTOR_LEN = cachedTextEncoder.encodeInto(arg, getUint8ArrayMemory0().subarray(ptr, ptr + room)).written;
  return realloc(ptr, room, WASM_VECTOR_LEN, 1) >>> 0;
}`;
  const start = `export default async function init({ module_or_path }) {
  const { instance } = await WebAssembly.instantiateStreaming(module_or_path, __wbg_get_imports());
  return (wasm = instance.exports);
}
`;
  /** @type {[RegExp, string][]} */
  const changes = [
    // The shell frees each widget itself when it leaves the page.
    [/const CoreFinalization = [^;]*;/, ""],
    [/\s*CoreFinalization\.unregister\([^;]*;/, ""],
    [/\s*CoreFinalization\.register\([^;]*;/, ""],
    [/if \(Symbol\.dispose\)[^\n]*/, ""],
    // Every browser that is supported can encode into memory, and a telling is never empty.
    [/if \(!\('encodeInto'[^]*?\n}\n/, ""],
    [/function passStringToWasm0\([^]*?\n}/, pass],
    // No widget lives to read the two gigabytes after which Safari's decoder fails.
    [/const MAX_SAFARI[^]*?(?=function decodeText)/, ""],
    [/numBytesDecoded \+= [^]*?(?=return cachedTextDecoder)/, ""],
    [/let wasmModule, wasmInstance, wasm;/, "let wasm;"],
    [/function __wbg_finalize_init[^]*$/, start],
  ];
  const result = changes.reduce((bindings, [part, instead]) => {
    if (!part.test(bindings)) throw new Error(`the bindings have no ${part}: look at wasm-bindgen's output`);
    return bindings.replace(part, instead);
  }, text);
  if (/CoreFinalization|numBytesDecoded|wasmModule/.test(result))
    throw new Error("the bindings still use what is gone");
  return result;
}

/** @param {string | Uint8Array} content */
function integrity(content) {
  return `sha384-${createHash("sha384").update(content).digest("base64")}`;
}

/** @param {string} text */
function asModule(text) {
  return `export default ${JSON.stringify(text)};\n`;
}

/** @param {import("esbuild").BuildResult<{ write: false }>} result */
function onlyOutput(result) {
  const [file] = result.outputFiles;
  if (!file) throw new Error("esbuild wrote nothing");
  return file.text;
}
