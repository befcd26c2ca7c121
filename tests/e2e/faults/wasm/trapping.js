// The shipped module with one wound: to be told to check now runs into `unreachable`.

import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import binaryen from "binaryen";

/** What the shell tells then; nothing else that it tells is as long. */
const WOUND = JSON.stringify({ event: "check-now" });

const FILES = new URL("../../../../dist/cdn/", import.meta.url);

/**
 * Makes a merchant serve the wounded module, pinned by its own hash as the shipped one is by its.
 * @param {import("../../support/merchant.js").Merchant} merchant
 */
export async function trapping(merchant) {
  const name = (await readdir(FILES)).find((file) => file.endsWith(".wasm"));
  const sound = await readFile(new URL(String(name), FILES));
  const script = await readFile(new URL("kaspi-checkout.js", FILES), "utf8");
  const wounded = wound(sound, exportOf(script));
  const pinned = script.replaceAll(integrity(sound), integrity(wounded));
  merchant.override(/kaspi-checkout\.js$/, (exchange) => exchange.send(200, "text/javascript", pinned));
  merchant.override(/\.wasm$/, ({ response }) => {
    response.writeHead(200, { "content-type": "application/wasm" }).end(wounded);
  });
}

/** The name of the export by which the bindings tell. @param {string} script */
function exportOf(script) {
  return /tell\(\w+,\s*\w+,\s*\w+\)\s*{[^]*?\.([\w$]+)\(this\.__wbg_ptr/.exec(script)?.[1];
}

/**
 * @param {Uint8Array} wasm
 * @param {string | undefined} name of the export that is to trap
 */
function wound(wasm, name) {
  const module = binaryen.readBinary(wasm);
  for (let index = 0; index < module.getNumExports(); index++) {
    const info = binaryen.getExportInfo(module.getExportByIndex(index));
    if (info.name !== name) continue;
    const tell = module.getFunction(info.value);
    const { body, results } = binaryen.getFunctionInfo(tell);
    // The parameters: which core, where the text lies, and how long it is.
    const length = module.local.get(2, binaryen.i32);
    const wounded = module.if(module.i32.eq(length, module.i32.const(WOUND.length)), module.unreachable());
    /** @type {any} */ (binaryen).Function(tell).setBody(module.block(null, [wounded, body], results));
    return module.emitBinary();
  }
  throw new Error(`the module exports no '${name}' to tell by`);
}

/** @param {Uint8Array} bytes */
function integrity(bytes) {
  return `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
}
