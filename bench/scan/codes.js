// The codes that are compared: ours and the peers', each as its project draws it, for one text and one size.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import QRCode from "qrcode";
import generator from "qrcode-generator";

// The package offers no entry of its own for its drawing.
import { QrCodeUtil } from "./node_modules/@reown/appkit-ui/dist/esm/src/utils/QrCode.js";

const stylesheet = readFileSync(new URL("../../style/element.css", import.meta.url), "utf8");

/** How many codes are photographed at each size, scale and look; `KASPI_SCAN_TEXTS` names another number. */
export const codesToAPlace = Number(process.env.KASPI_SCAN_TEXTS ?? 16);

/** The text of the code in Antom's sample message. */
const SAMPLE = "https://qr.alipayplus.com/2816660400930m9F9gUlg0a3gn1kpWHv3kvD";

const DIGITS = "0123456789";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * The sample's text, and others of the same form, the same in every run. What a decoder stumbles over by chance differs from
 * text to text, so that a few texts in many pictures say little.
 * @param {number} number from 0 on
 */
export function textOf(number) {
  if (number === 0) return SAMPLE;
  const bytes = [...createHash("sha256").update(`text ${number}`).digest()];
  const drawn = (/** @type {string} */ from, /** @type {number} */ count) =>
    bytes.splice(0, count).map((byte) => from[byte % from.length]);
  return [SAMPLE.slice(0, 34), ...drawn(DIGITS, 5), ...drawn(DIGITS + LETTERS, 23)].join("");
}

/** @param {string} example the built example `qr_svg` @param {string} text */
function encode(example, text) {
  return JSON.parse(execFileSync(example, [text], { encoding: "utf8" }));
}

/** @param {string} text @param {number} size @param {number} padding of white, within the size */
function bitcoinConnect(text, size, padding) {
  const code = generator(0, "L");
  code.addData(text);
  code.make();
  const places = [...Array(code.getModuleCount()).keys()];
  const modules = places.flatMap((y) => places.map((x) => Number(code.isDark(y, x)))).join("");
  return `<canvas width="${4 * places.length}" height="${4 * places.length}" data-modules="${modules}"
    style="box-sizing:border-box;width:${size}px;height:${size}px;background:#fff;padding:${padding}px"></canvas>`;
}

/**
 * A lit template as text: what the browser would parse.
 * @param {{ strings: readonly string[], values: unknown[] }} template
 * @returns {string}
 */
function markup({ strings, values }) {
  return strings.reduce((text, part, index) => `${text}${values[index - 1]}${part}`);
}

/**
 * Draws of each subject, as HTML that fills a square of `size` CSS px.
 *
 * @param {string} example the built example `qr_svg`, which draws ours
 * @returns {{name: string, how: string, draw: (text: string, size: number, dark: boolean) => Promise<string> | string}[]}
 */
export function subjects(example) {
  return [
    {
      name: "kaspi-checkout",
      how: "the shipped encoder and stylesheet: level M, 4 modules of quiet zone, whole device pixels to a module",
      draw: (text, size) => {
        const qr = encode(example, text);
        return `<div style="--kaspi-code-size:${size}px"><template shadowrootmode="open"><style>${stylesheet}</style>
          <svg class="code" viewBox="0 0 ${qr.size} ${qr.size}" shape-rendering="crispEdges">
          <rect width="${qr.size}" height="${qr.size}" fill="#fff"/><path fill="#000" d="${qr.path}"/></svg></template></div>`;
      },
    },
    {
      name: "Adyen",
      how: "a hosted picture in <img>, whose settings are not published: `qrcode` by default (level M, 4 modules of quiet zone, 4 px a module)",
      draw: async (text, size) => {
        const url = await QRCode.toDataURL(text);
        return `<img src="${url}" width="${size}" height="${size}" alt="">`;
      },
    },
    {
      name: "AppKit",
      how: "its own drawing: level Q, dots and rounded lines, a logo over the middle quarter, 8 of 500 units of margin",
      draw: (text, size) => {
        const shapes = QrCodeUtil.generate({ uri: text, size: 500, logoSize: 125 }).map(markup).join("");
        return `<div style="position:relative;width:${size}px;height:${size}px;background:#fff;--apkt-colors-black:#202020;--apkt-colors-white:#fff">
          <svg viewBox="0 0 500 500" width="100%" height="100%">${shapes}</svg>
          <div style="position:absolute;inset:37.5%;border-radius:16px;background:#3396ff"></div></div>`;
      },
    },
    {
      name: "bitcoin-connect",
      how: "`qrcode-generator`, level L, a canvas of 4 px a module without a margin, drawn so that the 4 light modules that it borrows from the page count as its own; 16 px of white around it in the dark theme",
      draw: (text, size, dark) => bitcoinConnect(text, (size * 33) / 41 + (dark ? 32 : 0), dark ? 16 : 0),
    },
    {
      name: "bitcoin-connect, no margin",
      how: "the same with modules a quarter larger: the borrowed margin is not counted, so it takes more of a light page than it says; in the dark theme its own 16 px are counted",
      draw: (text, size, dark) => bitcoinConnect(text, size, dark ? 16 : 0),
    },
  ];
}

/** The versions of the packages that draw the peers' codes. */
export function versions() {
  const { dependencies } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
  return Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
}
