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

/** @param {Until} until */
function until({ until, seconds }) {
  const end = new Date(Date.now() + 1_000 * seconds);
  return until.replace("{time}", `${two(end.getHours())}:${two(end.getMinutes())}`);
}

/** @param {number} number */
function two(number) {
  return String(number).padStart(2, "0");
}
