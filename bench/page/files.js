// What the server sends, compressed once before the first request, as a merchant's web server would have it.

import { readFile, readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { CODE, INVOICE, codeAsPath, payResponse } from "./payment.js";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

const here = import.meta.dirname;
const CDN = join(here, "../../dist/cdn");

/** @typedef {{ body: Buffer, type: string, encoded: boolean }} Sent */

/** @returns {Promise<Map<string, Sent>>} every file by its path */
export async function loadFiles() {
  /** @type {Map<string, Sent>} */
  const files = new Map();
  for (const subject of ["hand-written", "adyen", "bitcoin-connect", "ours-npm"]) {
    await addFolder(files, join(here, "dist", subject), `/${subject}`);
  }
  await addFolder(files, join(here, "subjects/floor"), "/floor");
  await addFolder(files, CDN, "/ours");
  await addScriptTags(files);
  return files;
}

/**
 * The element by a script tag, as the documentation writes it: with the line that preloads the wasm, and without.
 * @param {Map<string, Sent>} files
 */
async function addScriptTags(files) {
  const integrity = JSON.parse(await readFile(join(CDN, "integrity.json"), "utf8"));
  const names = Object.keys(integrity);
  const script = names.find((name) => /-\d.*\.js$/.test(name));
  const wasm = names.find((name) => name.endsWith(".wasm"));
  if (!script || !wasm) throw new Error("dist/cdn has no script or no wasm with a version: run scripts/package");
  const page = await readFile(join(here, "subjects/ours-script/index.html"), "utf8");
  const tagged = page.replace("{{script}}", script).replace("{{integrity}}", integrity[script]);
  const preload = `<link rel="preload" href="/ours/${wasm}" as="fetch" type="application/wasm" crossorigin />`;
  files.set("/ours-script/index.html", compressed(Buffer.from(fill(tagged.replace("{{preload}}", ""))), ".html"));
  files.set("/ours-preload/index.html", compressed(Buffer.from(fill(tagged.replace("{{preload}}", preload))), ".html"));
}

/**
 * @param {Map<string, Sent>} files
 * @param {string} folder
 * @param {string} prefix of its files' paths
 */
async function addFolder(files, folder, prefix) {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length).replaceAll("\\", "/");
    const content = await readFile(path);
    const extension = extname(entry.name);
    const body = extension === ".html" ? Buffer.from(fill(content.toString())) : content;
    files.set(prefix + name, compressed(body, extension));
  }
}

/**
 * Puts the payment into a page, as a merchant's server would.
 * @param {string} html
 */
function fill(html) {
  const { path, modules } = codeAsPath();
  const response = payResponse();
  return html
    .replace("{{pay response}}", JSON.stringify(response).replaceAll("<", "\\u003c"))
    .replace("{{expires}}", response.orderCodeForm.expireTime)
    .replaceAll("{{modules}}", String(modules))
    .replace("{{path}}", path)
    .replace("{{invoice}}", INVOICE)
    .replace("{{code}}", CODE);
}

/**
 * @param {Buffer} body
 * @param {string} extension
 * @returns {Sent}
 */
export function compressed(body, extension) {
  const type = TYPES[extension] ?? "application/octet-stream";
  if (extension === ".png") return { body, type, encoded: false };
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  return { body: brotliCompressSync(body, quality), type, encoded: true };
}
