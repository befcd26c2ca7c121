// Which share of screenshots is read, by decoder, distortion and subject: `make scan`.
//
//   node bench/scan/scan.js EXAMPLE FOLDER   EXAMPLE: the built example `qr_svg`; FOLDER: for the pictures
//
// Fails when a picture of ours that nothing distorted is not read by each of the four decoders, or when a
// distortion leaves ours less readable than the best peer's by more than chance.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

import { byJavaScript, byZbar } from "./decode.js";
import { report } from "./report.js";
import { shoot } from "./shoot.js";

const [example, folder] = process.argv.slice(2);
const list = `${folder}/shots.json`;
const started = Date.now();
/** @param {string} step */
const say = (step) => console.error(`${step} after ${Math.round((Date.now() - started) / 1000)} s`);

writeFileSync(list, JSON.stringify(await shoot(folder, example)));
say("screenshots taken");
execFileSync("python3", [new URL("distort.py", import.meta.url).pathname, folder], { stdio: "inherit" });
say("distorted and read by OpenCV");

const pictures = JSON.parse(readFileSync(list, "utf8"));
const zbar = byZbar(
  folder,
  pictures.map((/** @type {{file: string}} */ { file }) => file),
);
say("read by zbar");
for (const picture of pictures) {
  Object.assign(picture.read, await byJavaScript(`${folder}/${picture.file}`), { zbar: zbar.get(picture.file) ?? "" });
}
say("read by jsQR and ZXing");
writeFileSync(list, JSON.stringify(pictures));

const { text, faults } = report(pictures);
writeFileSync(new URL("../SCAN.md", import.meta.url), text);
console.log(text);
for (const fault of faults) console.error(`scan: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
