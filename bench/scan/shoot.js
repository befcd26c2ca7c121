// Screenshots of each subject as a buyer's screen shows it.

import { chromium } from "@playwright/test";

import { codesToAPlace, subjects, textOf } from "./codes.js";

export const sizes = [120, 160, 200, 320];
export const scales = [1, 1.5, 2, 3];
/** Zooming a page in the browser multiplies its device scale. */
export const looks = [
  { name: "light", zoom: 1 },
  { name: "dark", zoom: 1 },
  { name: "forced colours", zoom: 1 },
  { name: "zoom 0.8", zoom: 0.8 },
  { name: "zoom 1.25", zoom: 1.25 },
];

/** The light margin of the card around the code, in CSS px. */
const MARGIN = 40;

/**
 * @typedef {{subject: string, text: string, size: number, side: number, scale: number, look: string, distortion: string, file: string}} Shot
 * @param {string} folder where the pictures go
 * @param {string} example the built example `qr_svg`
 * @returns {Promise<Shot[]>}
 */
export async function shoot(folder, example) {
  const browser = await chromium.launch({
    executablePath: process.env.KASPI_CHECKOUT_CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
  });
  const shots = [];
  let number = 0;
  try {
    for (const look of looks) {
      for (const scale of scales) {
        const page = await browser.newPage({
          viewport: { width: 640, height: 640 },
          deviceScaleFactor: scale * look.zoom,
          colorScheme: look.name === "dark" ? "dark" : "light",
          forcedColors: look.name === "forced colours" ? "active" : "none",
        });
        for (const size of sizes) {
          const texts = Array.from({ length: codesToAPlace }, () => textOf(number++));
          // Ours comes first. It may take some more for the sake of whole pixels: then all others do too.
          let side = size;
          for (const { name, draw } of subjects(example)) {
            for (const [index, text] of texts.entries()) {
              await show(page, await draw(text, side, look.name === "dark"));
              const ours = page.locator("svg.code");
              if (await ours.count()) side = await ours.evaluate((code) => code.getBoundingClientRect().width);
              const file = `${name}-${look.name}-${scale}-${size}-${index}.png`.replaceAll(" ", "_");
              await page.screenshot({
                path: `${folder}/${file}`,
                clip: { x: 0, y: 0, width: side + 2 * MARGIN, height: side + 2 * MARGIN },
              });
              shots.push({ subject: name, text, size, side, scale, look: look.name, distortion: "none", file });
            }
          }
        }
        await page.close();
      }
    }
  } finally {
    await browser.close();
  }
  return shots;
}

/** @param {import('@playwright/test').Page} page @param {string} html */
async function show(page, html) {
  await page.setContent(`<!doctype html><style>
    :root { color-scheme: light dark }
    body { margin: 0; padding: ${MARGIN}px; background: light-dark(#fff, #16181d); line-height: 0 }
  </style>${html}`);
  await page.evaluate(async () => {
    await Promise.all([...document.images].map((image) => image.decode()));
    for (const canvas of document.querySelectorAll("canvas")) {
      const modules = canvas.dataset.modules ?? "";
      const side = Math.sqrt(modules.length);
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      for (const [index, module] of [...modules].entries()) {
        context.fillStyle = module === "1" ? "black" : "white";
        context.fillRect((index % side) * 4, Math.floor(index / side) * 4, 4, 4);
      }
    }
  });
}
