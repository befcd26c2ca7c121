// What this page can see of where it is and how it stands; what it means is the core's to say.

/** Objects that Telegram puts into every page that it shows. */
const TELEGRAM = ["TelegramWebview", "TelegramWebviewProxy", "TelegramWebviewProxyProto"];

/** The present facts: texts, numbers, and 1 or 0 where something holds or does not. */
export function facts() {
  // Parts of it are known to some browsers only.
  const browser = /** @type {any} */ (navigator);
  const hints = browser.userAgentData;
  return {
    // A frame that is written into the page (`srcdoc`) has the page's origin, and no location of its own.
    // Where a page's base is elsewhere, its relative addresses lead there: none is its own (src/payment/address.rs).
    pageOrigin: ["null", new URL(document.baseURI).origin].includes(origin) ? origin : "elsewhere",
    languages: browser.languages,
    // In a frame that may not share, sharing is refused however often it is asked for.
    share: is(browser.share && browser.canShare?.({ url: "https://kaspi.kz" }) !== false),
    visible: is(!document.hidden),
    online: is(browser.onLine),
    locks: is(browser.locks),
    gesture: is(browser.userActivation?.isActive),
    seed: Math.floor(Math.random() * Number.MAX_SAFE_INTEGER),
    userAgent: browser.userAgent,
    brands: hints?.brands?.map((/** @type {{ brand: string }} */ { brand }) => brand).join(";"),
    hintedPlatform: hints?.platform,
    platform: browser.platform,
    touchPoints: browser.maxTouchPoints,
    coarsePointer: is(matchMedia("(pointer: coarse)").matches),
    telegram: is(TELEGRAM.some((name) => name in globalThis)),
    standalone: is(browser.standalone || matchMedia("(display-mode: standalone)").matches),
  };
}

/** @param {unknown} fact */
function is(fact) {
  return Number(Boolean(fact));
}
