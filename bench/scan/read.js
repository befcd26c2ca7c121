// Distorts one share of the screenshots and reads every picture with the four decoders.
//
//   node bench/scan/read.js FOLDER LIST   LIST: a file in FOLDER with the share's shots; afterwards, with its pictures

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

import { byJavaScript, byZbar } from "./decode.js";

/** @typedef {import("./report.js").Picture} Picture */

const [folder = "", list = ""] = process.argv.slice(2);
execFileSync("python3", [new URL("distort.py", import.meta.url).pathname, folder, list], { stdio: "inherit" });

const path = `${folder}/${list}`;
/** @type {Picture[]} */
const pictures = JSON.parse(readFileSync(path, "utf8"));
const zbar = byZbar(
  folder,
  pictures.map(({ file }) => file),
);
for (const picture of pictures) {
  Object.assign(picture.read, await byJavaScript(`${folder}/${picture.file}`), { zbar: zbar.get(picture.file) ?? "" });
}
writeFileSync(path, JSON.stringify(pictures));
