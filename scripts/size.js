// Prints the bytes of each file that ships by a script tag: the sum of what a first visit loads, and what stands beside it.

import { readFile, writeFile } from "node:fs/promises";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** What a buyer's first visit may cost, in bytes after brotli. */
const LIMIT = 48_000;

const RECORD = "bench/size.json";

/** @typedef {{ raw: number, gzip: number, brotli: number }} Size */

const { version } = JSON.parse(await readFile("npm/package.json", "utf8"));
const files = ["kaspi-checkout.js", `kaspi-checkout-${version}.wasm`];
/** For shops that can add a plain script only, and for browsers in which the wasm cannot run. */
const BESIDE = ["kaspi-checkout.loader.js", `kaspi-checkout-${version}.fallback.js`];
/** @type {Record<string, Size>} */
const sizes = {};
for (const name of files) sizes[name] = measured(await readFile(`dist/cdn/${name}`));
sizes.sum = sum(Object.values(sizes));
/** @type {Record<string, Size>} */
const beside = {};
for (const name of BESIDE) beside[`(${name})`] = measured(await readFile(`dist/cdn/${name}`));

const recorded = await records();
const last = recorded.at(-1);
print();
if (process.argv.includes("--record")) await record();
if (sizes.sum.brotli > LIMIT) {
  console.error(`size: ${sizes.sum.brotli} bytes are over the limit of ${LIMIT}`);
  process.exitCode = 1;
}

/** @param {Buffer} content */
function measured(content) {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  return {
    raw: content.length,
    gzip: gzipSync(content, { level: 9 }).length,
    brotli: brotliCompressSync(content, quality).length,
  };
}

/** @param {Size[]} parts */
function sum(parts) {
  const total = { raw: 0, gzip: 0, brotli: 0 };
  for (const { raw, gzip, brotli } of parts) {
    total.raw += raw;
    total.gzip += gzip;
    total.brotli += brotli;
  }
  return total;
}

/** @returns {Promise<{ version: string, sizes: Record<string, Size> }[]>} the oldest first */
async function records() {
  try {
    return JSON.parse(await readFile(RECORD, "utf8"));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return [];
    throw error;
  }
}

function print() {
  console.log(row("file", "raw", "gzip", "brotli"));
  for (const [name, { raw, gzip, brotli }] of Object.entries({ ...sizes, ...beside }))
    console.log(row(name, raw, gzip, brotli));
  console.log(`limit: ${LIMIT} bytes of brotli, ${LIMIT - (sizes.sum?.brotli ?? 0)} left`);
  const before = last?.sizes.sum?.brotli;
  if (before !== undefined) {
    const difference = (sizes.sum?.brotli ?? 0) - before;
    console.log(`since ${last?.version}: ${difference >= 0 ? "+" : ""}${difference} bytes of brotli`);
  }
}

/**
 * @param {string} name
 * @param {(string | number)[]} columns
 */
function row(name, ...columns) {
  return name.padEnd(36) + columns.map((column) => String(column).padStart(9)).join("");
}

async function record() {
  const others = recorded.filter((entry) => entry.version !== version);
  await writeFile(RECORD, `${JSON.stringify([...others, { version, sizes }], null, 2)}\n`);
  console.log(`recorded in ${RECORD} as ${version}`);
}
