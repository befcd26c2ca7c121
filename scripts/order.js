// Puts functions that are alike side by side: what a compressor has just seen, it names in fewer bits.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { Reader, SECTION, number, text } from "./wasm-format.js";

/** How many bytes in a row two functions have in common when they are compared. */
const RUN = 4;

/** How many functions are tried as the first one: which of them is the best is chance, but the same in each build. */
const BEGINNINGS = 12;

/** The part of the custom section `name` that holds the functions' names. */
const FUNCTION_NAMES = 1;

/** As `index.html` has them: this run of `wasm-opt` only writes the functions anew, and as short as the last one did. */
const OPTIONS = [
  ...["--enable-bulk-memory", "--enable-sign-ext", "--enable-mutable-globals"],
  ...["--enable-nontrapping-float-to-int", "--enable-multivalue"],
  ...["--reorder-functions-by-name", "--generate-stack-ir", "--optimize-stack-ir"],
  ...["--optimize-level=2", "--shrink-level=2", "--strip-producers", "--strip-target-features"],
];

/**
 * The wasm with its functions in another order.
 * @param {Uint8Array} wasm
 * @param {string} folder for the files on the way
 * @returns {Uint8Array}
 */
export function order(wasm, folder) {
  const { imports, bodies } = functions(wasm);
  const all = bodies.map(runs);
  const likenesses = all.map((one) => all.map((other) => likeness(one, other)));
  const named = join(folder, "named.wasm");
  const ordered = join(folder, "ordered.wasm");
  const candidates = Array.from({ length: BEGINNINGS }, (_, number) => {
    const first = Math.floor((number * bodies.length) / BEGINNINGS);
    writeFileSync(named, Buffer.concat([wasm, nameSection(imports, chain(first, likenesses))]));
    execFileSync("wasm-opt", [...OPTIONS, named, "-o", ordered], { stdio: "inherit" });
    const candidate = readFileSync(ordered);
    return { candidate, size: brotliCompressSync(candidate).length };
  });
  return candidates.reduce((best, one) => (one.size < best.size ? one : best)).candidate;
}

/** @param {Uint8Array} wasm */
function functions(wasm) {
  let imports = 0;
  /** @type {Uint8Array[]} */
  const bodies = [];
  const reader = new Reader(wasm, 8);
  while (reader.more()) {
    const id = reader.byte();
    const content = new Reader(reader.bytes(reader.number()), 0);
    // Nothing but functions is imported, or `shorten` would have refused the file.
    if (id === SECTION.imports) imports = content.number();
    if (id !== SECTION.code) continue;
    for (let left = content.number(); left > 0; left -= 1) bodies.push(content.bytes(content.number()));
  }
  return { imports, bodies };
}

/** All runs of bytes in a function. @param {Uint8Array} body */
function runs(body) {
  const content = Buffer.from(body).toString("latin1");
  return new Set(Array.from(content, (_, at) => content.slice(at, at + RUN)));
}

/**
 * From one function on, always the one that is most like the one before.
 * @param {number} first
 * @param {number[][]} likenesses of each function to each other one
 * @returns {number[]} for each place, the function that comes there
 */
function chain(first, likenesses) {
  const left = new Set(likenesses.keys());
  const places = [first];
  left.delete(first);
  for (let last = first; left.size > 0; places.push(last)) {
    const alike = likenesses[last] ?? [];
    last = [...left].reduce((best, one) => ((alike[one] ?? 0) > (alike[best] ?? 0) ? one : best));
    left.delete(last);
  }
  return places;
}

/**
 * The runs in common as a share of all, between 0 and 1.
 * @param {Set<string>} one
 * @param {Set<string>} other
 */
function likeness(one, other) {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  let common = 0;
  for (const run of few) if (many.has(run)) common += 1;
  return common / Math.sqrt(one.size * other.size);
}

/**
 * Names by which `wasm-opt` sorts the functions.
 * @param {number} imports which come before all functions with a body
 * @param {number[]} places
 */
function nameSection(imports, places) {
  const place = new Map(places.map((body, at) => [body, at]));
  const names = [...place.keys()]
    .sort((a, b) => a - b)
    .map((body) => [number(imports + body), text(String(place.get(body)).padStart(5, "0"))]);
  const part = Buffer.concat([number(names.length), ...names.flat()]);
  const content = Buffer.concat([text("name"), Uint8Array.of(FUNCTION_NAMES), number(part.length), part]);
  return Buffer.concat([Uint8Array.of(SECTION.custom), number(content.length), content]);
}
