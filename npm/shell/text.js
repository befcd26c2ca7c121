// Texts that only the browser can write.

/** @typedef {import("./answer.d.ts").Text} Text */
/** @typedef {import("./answer.d.ts").Money} Money */
/** @typedef {import("./answer.d.ts").Rest} Rest */

/**
 * The words of a text.
 * @param {Text} text
 */
export function written(text) {
  if (typeof text === "string") return text;
  if ("number" in text) return money(text);
  return text.until === undefined ? left(text.ends) : text.until.replace("{time}", timeOfDay(text.ends));
}

/**
 * Writes an amount for nobody: the browser's first one takes 50 ms on a cheap phone, which is better spent while the wasm is
 * on its way than when the code could be on show.
 */
export function rehearse() {
  money({ number: "0", decimals: 2, currency: "KZT", sign: "narrowSymbol", language: navigator.language });
}

/** @param {Money} amount its number is text, so that no digit is lost on the way */
function money({ number, decimals, currency, sign, language }) {
  try {
    /** @type {Intl.NumberFormatOptions} */
    const options = {
      style: "currency",
      currency,
      currencyDisplay: sign,
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      trailingZeroDisplay: "stripIfInteger",
    };
    return new Intl.NumberFormat(language, options).format(number);
  } catch {
    return `${number} ${currency}`;
  }
}

/**
 * The time until `ends`, as hours, minutes and seconds; these are rounded up, so that the last one reads 1.
 * @param {number} ends on the page's clock
 */
export function left(ends) {
  const seconds = Math.max(0, Math.ceil((ends - performance.now()) / 1_000));
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

/**
 * By the clock of this device, right or wrong: the buyer looks at it.
 * @param {number} ends on the page's clock
 */
function timeOfDay(ends) {
  const end = new Date(Date.now() + ends - performance.now());
  return `${two(end.getHours())}:${two(end.getMinutes())}`;
}

/** @param {number} number */
function two(number) {
  return String(number).padStart(2, "0");
}
