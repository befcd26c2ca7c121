// What the fallback must know of Antom's words and of URLs: the rules of src/payment, in their plainest form.

const APP_ORIGINS = "https://*.kaspi.kz https://*.alipayplus.com https://*.alipay.com";
const PICTURES = ["BIGIMAGE", "IMAGE", "MIDDLEIMAGE", "SMALLIMAGE"];
/** How long a code lives whose expiry is not told, in ms. */
export const LIFETIME = 600_000;

/**
 * @typedef {object} Payment
 * @property {string} [link] where the buyer can pay
 * @property {string} [image] a hosted picture of the code
 * @property {number} [created] epoch ms
 * @property {number} [expires] epoch ms
 * @property {string} [paymentId]
 * @property {string} [paymentRequestId]
 * @property {unknown} standing `U`, `S` or `F` where Antom's form is kept
 * @property {string} [problem] the code of the error, where it is none
 */

/**
 * Reads a pay response; whatever cannot be read is absent.
 * @param {string | undefined} text
 * @param {string | undefined} appOrigins
 * @returns {Payment}
 */
export function readPayment(text, appOrigins) {
  const problem = problemOf(text);
  const response = asObject(text);
  const names = { paymentId: nameOf(response.paymentId), paymentRequestId: nameOf(response.paymentRequestId) };
  const standing = asObject(response.result).resultStatus;
  const form = asObject(response.orderCodeForm);
  const created = readTime(response.paymentCreateTime, form.expireTime);
  const expires = readTime(form.expireTime, response.paymentCreateTime) ?? (created && created + LIFETIME);
  const times = { created, expires, ...names, standing, problem };
  // `S` and `F` are no invitation to pay.
  if (standing === "S" || standing === "F") return times;
  const patterns = (appOrigins || APP_ORIGINS).split(/\s+/);
  const allowed = (/** @type {any} */ url) => covered(httpsOrigin(url), patterns);
  const details = Array.isArray(form.codeDetails) ? form.codeDetails.map(asObject) : [];
  const pictures = PICTURES.flatMap((type) => details.filter((detail) => detail.displayType === type))
    .filter((detail) => detail.codeValueType !== "BARCODE")
    .map((detail) => detail.codeValue);
  return { ...times, link: [response.normalUrl, response.applinkUrl].find(allowed), image: pictures.find(allowed) };
}

/**
 * An object, or the object that a JSON text holds.
 * @param {unknown} value
 * @returns {Record<string, any> | undefined}
 */
export function objectOf(value) {
  try {
    const object = typeof value === "string" ? JSON.parse(exact(unmarked(value))) : value;
    return object && typeof object === "object" && !Array.isArray(object) ? object : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The same, empty where there is none.
 * @param {unknown} value
 */
function asObject(value) {
  return objectOf(value) ?? {};
}

/**
 * Names that are written as numbers become texts, since as numbers they would lose their last digits.
 * @param {string} text
 */
function exact(text) {
  return text.replace(/("payment(?:Request)?Id"\s*:\s*)(\d+)(?=\s*[,}])/g, '$1"$2"');
}

/** Without the mark of its encoding. @param {string} text */
function unmarked(text) {
  return text.replace(/^\uFEFF/, "");
}

/**
 * Why a text is no pay response.
 * @param {string | undefined} text
 */
function problemOf(text) {
  try {
    const value = JSON.parse(unmarked(text ?? "{}"));
    return value && typeof value === "object" && !Array.isArray(value) ? undefined : "pay-response-not-an-object";
  } catch {
    return "pay-response-not-json";
  }
}

/**
 * Epoch ms of an ISO 8601 time, or of a number.
 * @param {unknown} value
 * @param {unknown} [beside] a time of the same message, whose offset is taken where the value names none
 * @returns {number | undefined}
 */
export function readTime(value, beside) {
  if (typeof value === "number" || /^\d{12,14}$/.test(String(value))) return Number(value);
  const [, local, own, ownMinutes] = /^(\d{4}-\d\d-\d\dT[\d:.]+)(?:(Z|[+-]\d\d):?(\d\d)?)?$/i.exec(String(value)) ?? [];
  const [, other, otherMinutes] = /(Z|[+-]\d\d):?(\d\d)?$/i.exec(String(beside)) ?? [];
  const [offset, minutes] = own ? [own, ownMinutes] : [other, otherMinutes];
  if (!local || !offset) return undefined;
  const time = Date.parse(offset.length === 3 ? `${local}${offset}:${minutes ?? "00"}` : `${local}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/**
 * How many names a payment and an answer share; nothing where one of these differs, so that it speaks of another payment.
 * @param {{ paymentId?: string, paymentRequestId?: string }} payment
 * @param {Record<string, any>} answer
 * @returns {number | undefined}
 */
export function namesShared(payment, answer) {
  let shared = 0;
  for (const name of /** @type {const} */ (["paymentId", "paymentRequestId"])) {
    const [ours, theirs] = [payment[name], answer[name]];
    if (ours === undefined || String(theirs ?? "").trim() === "") continue;
    if (nameOf(theirs) !== ours) return undefined;
    shared += 1;
  }
  return shared;
}

/**
 * An id as text. Numbers too large to be exact tell nothing.
 * @param {unknown} id
 * @returns {string | undefined}
 */
export function nameOf(id) {
  const isName = typeof id === "string" ? id.trim() !== "" : Number.isSafeInteger(id);
  return isName ? String(id) : undefined;
}

/**
 * The first of the places to go to that is allowed. The page's author may name any https place, the server only those
 * whose origins the author has named.
 * @param {unknown} wanted the server's word
 * @param {(string | undefined)[]} named the author's places, the fitting one first
 * @param {string} allowedOrigins
 * @param {{ href: string, origin: string }} page
 * @returns {string | undefined}
 */
export function destination(wanted, named, allowedOrigins, page) {
  const patterns = [...allowedOrigins.split(/\s+/), ...named.map((url) => httpsOrigin(url) ?? "")];
  const isOwn = (/** @type {unknown} */ url) => ownOrigin(url, page);
  if (isOwn(wanted) || covered(httpsOrigin(wanted), patterns)) return /** @type {string} */ (wanted);
  return named.find((url) => isOwn(url) || httpsOrigin(url));
}

/**
 * @param {unknown} url
 * @param {{ href: string, origin: string }} page
 */
function ownOrigin(url, page) {
  if (!isPlain(url) || url.startsWith("//") || (url.includes("@", 0) && /^[^/?#]*@/.test(url))) return false;
  try {
    const { protocol, origin, username, password } = new URL(url, page.href);
    return protocol.startsWith("http") && origin === page.origin && !username && !password;
  } catch {
    return false;
  }
}

/**
 * The origin of an absolute https URL that is written so plainly that nobody can read it in two ways.
 * @param {unknown} url
 * @returns {string | undefined}
 */
export function httpsOrigin(url) {
  if (!isPlain(url)) return undefined;
  const name = String.raw`(?:[a-z\d_-]+\.)*[a-z_-][a-z\d_-]*`;
  const address = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
  const host = new RegExp(`^https://((?:${name}|${address})(?::\\d{1,5})?)(?:[/?#]|$)`, "i").exec(url)?.[1];
  try {
    const { origin, hostname } = new URL(`https://${host}`);
    return host?.toLowerCase().startsWith(hostname) ? origin : undefined;
  } catch {
    return undefined;
  }
}

/**
 * No blank, control character or backslash that browsers would drop or turn into a slash; not too long.
 * @param {unknown} url
 * @returns {url is string}
 */
function isPlain(url) {
  return typeof url === "string" && /^[^\u0000- \\\u007f]{1,2048}$/.test(url);
}

/**
 * @param {string | undefined} origin
 * @param {string[]} patterns
 */
function covered(origin, patterns) {
  return patterns.some((pattern) => {
    const wild = pattern.startsWith("https://*.");
    const allowed = httpsOrigin(wild ? pattern.replace("*.", "") : pattern);
    if (!origin || !allowed) return false;
    return wild ? origin.endsWith(allowed.replace("https://", ".")) : origin === allowed;
  });
}
