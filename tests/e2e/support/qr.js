// Reads QR codes from screenshots, by a decoder that shares no code with the encoder under test.

import jsqr from "jsqr";
import { PNG } from "pngjs";

/** @type {typeof import("jsqr").default} A CommonJS module: its function is the `default` of the default. */
const decode = /** @type {any} */ (jsqr).default ?? jsqr;

/**
 * @param {Buffer} screenshot a PNG
 * @returns {string | undefined} the text of the code in it, if one is found
 */
export function readQr(screenshot) {
  const { data, width, height } = PNG.sync.read(screenshot);
  return decode(new Uint8ClampedArray(data), width, height)?.data;
}
