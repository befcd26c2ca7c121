// Texts that only the browser can write.

/** @typedef {import("./answer.d.ts").Text} Text */
/** @typedef {import("./answer.d.ts").Money} Money */
/** @typedef {import("./answer.d.ts").Until} Until */

/**
 * The words of a text.
 * @param {Text} text
 */
export function written(text) {
  if (typeof text === "string") return text;
  return "number" in text ? money(text) : until(text);
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
 * By the clock of this device, right or wrong: the buyer looks at it.
 * @param {Until} until
 */
function until({ until, ends }) {
  const end = new Date(Date.now() + ends - performance.now());
  return until.replace("{time}", `${two(end.getHours())}:${two(end.getMinutes())}`);
}

/**
 * At least two digits.
 * @param {number} number
 */
export function two(number) {
  return String(number).padStart(2, "0");
}
