// Which share of screenshots is read, by decoder, distortion and subject: `make scan`.
//
//   node bench/scan/scan.js EXAMPLE FOLDER   EXAMPLE: the built example `qr_svg`; FOLDER: for the pictures
//
// Fails when a picture of ours that nothing distorted is not read by each of the four decoders, or when a
// distortion leaves ours less readable than the best peer's by more than chance.

import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";

import { report } from "./report.js";
import { shoot } from "./shoot.js";

const [example = "", folder = ""] = process.argv.slice(2);
const started = Date.now();
/** @param {string} step */
const say = (step) => console.error(`${step} after ${Math.round((Date.now() - started) / 1000)} s`);

const shots = await shoot(folder, example);
say("screenshots taken");

const reader = new URL("read.js", import.meta.url).pathname;
const cores = availableParallelism();
const shares = await Promise.all([...Array(cores).keys()].map(distortAndRead));
say("distorted and read");
const pictures = shares.flat();
writeFileSync(`${folder}/pictures.json`, JSON.stringify(pictures));

const { text, faults } = report(pictures);
writeFileSync(new URL("../SCAN.md", import.meta.url), text);
console.log(text);
for (const fault of faults) console.error(`scan: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;

/** One core's share of the pictures. @param {number} number */
async function distortAndRead(number) {
  const list = `share-${number}.json`;
  writeFileSync(`${folder}/${list}`, JSON.stringify(shots.filter((_, index) => index % cores === number)));
  await promisify(execFile)(process.execPath, [reader, folder, list]);
  return JSON.parse(readFileSync(`${folder}/${list}`, "utf8"));
}
