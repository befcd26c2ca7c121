// The codes that are compared: ours and the peers', each as its project draws it, for one text and one size.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

import QRCode from "qrcode";
import generator from "qrcode-generator";

// The package offers no entry of its own for its drawing.
import { QrCodeUtil } from "./node_modules/@reown/appkit-ui/dist/esm/src/utils/QrCode.js";

/** The code of Antom's sample message, and two more of the same form. */
export const texts = [
  "https://qr.alipayplus.com/2816660400930m9F9gUlg0a3gn1kpWHv3kvD",
  "https://qr.alipayplus.com/2816660400931Zk3TqWx7bVn52LcYhRd08sJ",
  "https://qr.alipayplus.com/2816660400932aQ6uEoPi1MvGf4KrXtBz9wC",
];

/** @param {string} example the built example `qr_svg` @param {string} text */
function encode(example, text) {
  return JSON.parse(execFileSync(example, [text], { encoding: "utf8" }));
}

/** A lit template as text: what the browser would parse. @param {any} template @returns {string} */
function markup(template) {
  return template.strings.reduce((text, part, index) => text + template.values[index - 1] + part);
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
      how: "the path of the shipped encoder, level M, 4 modules of quiet zone, crispEdges",
      draw: (text, size) => {
        const qr = encode(example, text);
        return `<svg viewBox="0 0 ${qr.size} ${qr.size}" width="${size}" height="${size}" shape-rendering="crispEdges"
          style="forced-color-adjust:none;background:#fff"><path d="${qr.path}" fill="#000"/></svg>`;
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
      how: "`qrcode-generator`, level L, a canvas of 4 px a module without a margin; 16 px of white around it in the dark theme",
      draw: (text, size, dark) => {
        const code = generator(0, "L");
        code.addData(text);
        code.make();
        const side = 4 * code.getModuleCount();
        const rows = [];
        for (let y = 0; y < side / 4; y += 1)
          for (let x = 0; x < side / 4; x += 1) rows.push(Number(code.isDark(y, x)));
        return `<canvas width="${side}" height="${side}" data-modules="${rows.join("")}"
          style="box-sizing:border-box;width:${size}px;height:${size}px;${dark ? "background:#fff;padding:16px" : ""}"></canvas>`;
      },
    },
  ];
}

/** The versions of the packages that draw the peers' codes. */
export function versions() {
  const { dependencies } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
  return Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
}
