// Reads pictures with zbar, jsQR and ZXing.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";

import jsqr from "jsqr";
import { PNG } from "pngjs";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

/** @type {typeof import("jsqr").default} A CommonJS module: its function may be the `default` of the default. */
const byJsqr = /** @type {any} */ (jsqr).default ?? jsqr;

const wasm = new URL("node_modules/zxing-wasm/dist/reader/zxing_reader.wasm", import.meta.url);
await prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer }, fireImmediately: true });

/** What zbar read from each file that it could read. @param {string} folder @param {string[]} files */
export function byZbar(folder, files) {
  const read = new Map();
  for (let start = 0; start < files.length; start += 200) {
    const paths = files.slice(start, start + 200).map((file) => `${folder}/${file}`);
    for (const [, path, body] of zbarimg(paths).matchAll(/<source href='([^']*)'>(.*?)<\/source>/gs)) {
      read.set(basename(path), /<!\[CDATA\[(.*?)\]\]>/s.exec(body)?.[1] ?? "");
    }
  }
  return read;
}

/** @param {string[]} paths @returns {string} */
function zbarimg(paths) {
  const options = ["--quiet", "--xml", "-Sdisable", "-Sqrcode.enable", ...paths];
  try {
    return execFileSync("zbarimg", options, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    // 4: in some of the pictures there is nothing that it can read.
    const { status, stdout } = /** @type {any} */ (error);
    if (status === 4) return stdout;
    throw error;
  }
}

/** @param {string} path @returns {Promise<{jsQR: string, ZXing: string}>} */
export async function byJavaScript(path) {
  const { width, height, data } = PNG.sync.read(readFileSync(path));
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
  const found = await readBarcodes(/** @type {ImageData} */ ({ width, height, data: pixels }), {
    formats: ["QRCode"],
    tryHarder: true,
  });
  return { jsQR: byJsqr(pixels, width, height)?.data ?? "", ZXing: found[0]?.text ?? "" };
}
