import { ask } from "./fallback-asking.js";
import { FallbackCheckout, Fault } from "./fallback-checkout.js";
import { destination, httpsOrigin, readPayment } from "./fallback-reading.js";
import { wordsFor } from "./fallback-words.js";
import { follow } from "./shell/navigation.js";

const SECOND = 1_000;
/** So many failures in a row make the pay response's own word the last one. */
const UNSTEADY_AFTER = 3;
/** An endpoint that says no is no more likely to answer the next time. */
const REFUSALS = ["status-http-401", "status-http-403", "status-http-404", "status-http-410"];
/** What brings the buyer back. */
const MOMENTS = ["focus", "pageshow", "online"];
/** Elements that show nothing. */
const SILENT = ["SCRIPT", "TEMPLATE", "NOSCRIPT", "STYLE", "LINK", "META"];
/** The options that it reads, but for the pay response and the source. The others are the widget's alone. */
const READ = /** @type {const} */ ([
  "statusUrl",
  "resultUrl",
  "failureUrl",
  "locale",
  "redirectTarget",
  "allowedOrigins",
  "appOrigins",
]);
/** What is said of a status that could not be had. */
const UNREADABLE = "The status could not be read; asking goes on.";

/**
 * @typedef {object} Past what a fallback goes on with that is started anew
 * @property {unknown} source who was asked
 * @property {number} next when the next question is due, in epoch ms
 * @property {number} notBefore before that the server wants to be left alone, in epoch ms
 * @property {number} failures questions in a row that were not answered
 * @property {Set<string>} reported the codes that the page knows
 */

/** What is said of a new code that is not taken. @type {Record<string, string>} */
const REFUSED = {
  "refresh-already-paid": "A new code was refused: the old one is paid.",
  "refresh-same-code": "The new pay response holds the old code.",
  "refresh-failed": "No new pay response could be had.",
};

/**
 * Stands in where the wasm cannot run: a link, a picture of the code, and plain asking until the result is known. It
 * shows neither once the time is over, or once the buyer may have paid.
 *
 * @param {object} place
 * @param {HTMLElement} place.frame
 * @param {HTMLSlotElement} place.slot
 * @param {HTMLElement} place.host
 * @param {import("./shell/options.d.ts").WidgetOptions} place.options
 * @param {string} place.state the last state that was known
 * @param {Past} [place.past]
 * @param {import("./shell/options.d.ts").Emit} place.emit
 * @param {typeof import("./shell/storage.js").memories} place.memories what this tab keeps
 * @param {typeof import("./shell/storage.js").remember} place.remember
 */
export function startFallback({ frame, slot, host, options, state, past, emit, memories, remember }) {
  const payment = readPayment(options.payResponse, options.appOrigins);
  const checkout = new FallbackCheckout(payment, state, memories(), Date.now());
  const words = wordsFor(host, options.locale);
  // A framework may make the function anew each time it renders.
  const source = options.statusSource ? true : options.statusUrl;
  // What one source has wished for does not hold for another.
  const asked = past?.source === source ? past : undefined;
  const canAsk = Boolean(options.payResponse && (options.statusSource || options.statusUrl?.trim()));
  // Templates break lines, and keywords are written in any case.
  const resultUrl = options.resultUrl?.trim();
  const failureUrl = options.failureUrl?.trim();
  const redirectTarget = options.redirectTarget?.trim().toLowerCase();
  /** The browsing context that links lead to. */
  const target = redirectTarget === "top" ? "_top" : "_self";
  /** @type {Set<string>} */
  const reported = past?.reported ?? new Set();
  let shown = state;
  let stopped = false;
  let failures = asked?.failures ?? 0;
  let hasOwnFallback = hasContent(host);
  /** Where the buyer goes on, once there is a result. @type {string | undefined} */
  let onward;
  /** Before that the server wants to be left alone, in epoch ms. */
  let notBefore = asked?.notBefore ?? 0;
  /** When the next question is due, in epoch ms. */
  let next = asked?.next ?? 0;
  /** @type {AbortController | undefined} */
  let question;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let expiry;

  /** Shows the state that follows from what is known, and tells the page. */
  function settle() {
    if (!options.payResponse || stopped) return;
    checkout.settle(Date.now());
    tellState();
  }

  function tellState() {
    const [previous, state] = [shown, checkout.state];
    if (state === previous) return;
    shown = state;
    draw();
    emit("kaspi-statechange", { state, previous }, false);
    if (state === "expired") emit("kaspi-expired", checkout.names(checkout.current), false);
  }

  function draw() {
    if (!options.payResponse) return;
    const waiting = shown === "waiting";
    slot.hidden = !((waiting || shown === "rejected") && hasOwnFallback);
    frame.hidden = waiting && hasOwnFallback;
    const box = element("div", { className: "fallback", part: "fallback", lang: words.lang });
    if (waiting && payment.image && !hasOwnFallback) box.append(picture(payment.image));
    if (waiting && payment.link) box.append(link(payment.link, words.pay));
    if (!waiting || !box.hasChildNodes()) box.append(message());
    const back =
      shown === "rejected" && redirectTarget !== "none" ? leadTo(undefined, [failureUrl, resultUrl]) : onward;
    if (back) box.append(link(back, words.onward));
    frame.replaceChildren(box);
  }

  function message() {
    const key = /** @type {import("./fallback-words.js").Key} */ (
      ["waiting", "rejected"].includes(shown) ? "none" : shown
    );
    return element("p", { role: "status", textContent: words[key] });
  }

  /** @param {string} src */
  function picture(src) {
    const image = element("img", { src, alt: words.scan, referrerPolicy: "no-referrer", part: "fallback-image" });
    // A policy may refuse pictures from elsewhere.
    image.addEventListener("error", () => {
      payment.image = undefined;
      draw();
    });
    return image;
  }

  /**
   * @param {string} href
   * @param {string} text
   */
  function link(href, text) {
    const made = element("a", { href, target, textContent: text, part: "fallback-link" });
    // Whoever was in the app is not taken there again by a widget that comes after us.
    made.addEventListener("click", () => {
      checkout.handedOff ||= shown === "waiting";
      remember(...checkout.toRemember(Date.now()));
    });
    return made;
  }

  function look() {
    if (!document.hidden) askNow();
  }

  async function askNow() {
    if (question || stopped || checkout.isFinal) return;
    settle();
    if (stopped) return;
    const rest = notBefore - Date.now();
    if (rest > 0) return askAfter(rest);
    const own = (question = new AbortController());
    let wait;
    try {
      const answer = await ask(options, own, (time) => checkout.hearTime(time, Date.now()));
      if (stopped) return;
      wait = hear(answer) ?? pause();
      failures = 0;
    } catch (error) {
      if (stopped) return;
      wait = notAnswered(error instanceof Fault ? error : new Fault("status-network"));
    } finally {
      question = undefined;
    }
    settle();
    if (checkout.isWorthAsking(Date.now())) askAfter(wait * (0.9 + Math.random() * 0.2));
  }

  /** @param {number} wait in ms */
  function askAfter(wait) {
    clearTimeout(timer);
    next = Date.now() + wait;
    if (!stopped) timer = setTimeout(askNow, wait);
  }

  /** How long until the next question; never past the moment at which the link must go. */
  function pause() {
    if (document.hidden) return 15 * SECOND;
    if (shown !== "waiting") return shown === "confirming" ? 2 * SECOND : 10 * SECOND;
    return Math.max(Math.min(3 * SECOND, checkout.rest(Date.now())), 500);
  }

  /**
   * @param {Record<string, any>} answer
   * @returns {number | undefined} the server's wish for the next question, in ms
   */
  function hear(answer) {
    const { end, isUnknown, wish } = checkout.hear(answer, Date.now());
    if (isUnknown) report("status-unknown", UNREADABLE);
    remember(...checkout.toRemember(Date.now()));
    if (end) conclude(end, answer);
    return wish;
  }

  /**
   * @param {Fault} fault
   * @returns {number} how long until the next question, in ms
   */
  function notAnswered({ code, wait }) {
    failures += 1;
    checkout.interrupted();
    notBefore = Date.now() + wait;
    report(code, UNREADABLE);
    const nobodyAnswers = failures >= UNSTEADY_AFTER || REFUSALS.includes(code);
    if (checkout.isDoubted && nobodyAnswers && navigator.onLine) conclude(checkout.believeRefusal(Date.now()));
    return Math.max(wait, Math.min(2 ** failures, 30) * SECOND);
  }

  /**
   * @param {import("./fallback-checkout.js").End} end
   * @param {Record<string, any>} [answer]
   */
  function conclude({ status, late, about }, answer = {}) {
    const named = status === "SUCCESS" ? [resultUrl] : [failureUrl, resultUrl];
    const wanted = answer.redirectUrl;
    const leadsTo = leadTo(wanted, named);
    if (wanted && wanted !== leadsTo) report("redirect-refused", "The redirectUrl of the status is not allowed.");
    tellState();
    stop();
    const detail = { status, state: checkout.state, ...checkout.names(about, answer), late };
    const follows = emit("kaspi-result", detail, true);
    if (!leadsTo || redirectTarget === "none") return;
    onward = leadsTo;
    draw();
    // Whoever comes back from there wants to be here.
    if (!follows || checkout.concluded) return;
    checkout.concluded = true;
    remember(...checkout.toRemember(Date.now()));
    follow(frame, leadsTo, target);
  }

  /**
   * @param {unknown} wanted the server's word
   * @param {(string | undefined)[]} named the page's author's
   */
  function leadTo(wanted, named) {
    const page = { href: document.baseURI, origin };
    const allowed = [options.allowedOrigins, httpsOrigin(resultUrl), httpsOrigin(failureUrl)];
    return destination(wanted, named, allowed.filter(Boolean).join(" "), page);
  }

  /**
   * @param {string} code
   * @param {string} message
   */
  function report(code, message) {
    if (reported.has(code)) return;
    reported.add(code);
    emit("kaspi-error", { code, message, fatal: code.startsWith("pay-response") }, false);
  }

  /**
   * A new pay response for the same order.
   * @param {string} text
   * @returns {boolean} whether it counts from now on
   */
  function refresh(text) {
    const refusal = checkout.refresh(readPayment(text, options.appOrigins), Date.now());
    remember(...checkout.toRemember(Date.now()));
    if (refusal) report(refusal, REFUSED[refusal] ?? "");
    return refusal === undefined;
  }

  /**
   * Looks at the page's children anew, and says whether all else stays: the options are the same, or it is over. A framework
   * may make the source anew each time it renders.
   * @param {import("./shell/options.d.ts").WidgetOptions} later
   */
  function goesOn(later) {
    const sourceStays = Boolean(later.statusSource) === Boolean(options.statusSource);
    // What is known to be paid stays so, though the page says it in another way.
    const outlasts =
      later.payResponse === options.payResponse ||
      (later.payResponse && checkout.outlasts(readPayment(later.payResponse, later.appOrigins)));
    const sameWords = wordsFor(host, later.locale).lang === words.lang;
    const same = sourceStays && outlasts && sameWords && READ.every((name) => later[name] === options[name]);
    if (same) options = later;
    const had = hasOwnFallback;
    hasOwnFallback = hasContent(host);
    if (had !== hasOwnFallback) draw();
    return same || (checkout.isFinal && outlasts);
  }

  /** @returns {Past} */
  function stop() {
    stopped = true;
    clearTimeout(timer);
    clearTimeout(expiry);
    question?.abort();
    document.removeEventListener("visibilitychange", look);
    for (const type of MOMENTS) removeEventListener(type, askNow);
    return { source, next, notBefore, failures, reported };
  }

  /** The link goes when its time is over, whether or not the server answers. */
  function watchExpiry() {
    settle();
    if (!stopped) expiry = setTimeout(watchExpiry, Math.min(Math.max(checkout.rest(Date.now()), 250), SECOND));
  }

  const refused = "The address is neither https nor of the page's own origin.";
  if (options.resultUrl && !leadTo(undefined, [resultUrl])) report("result-url-refused", refused);
  if (options.failureUrl && !leadTo(undefined, [failureUrl])) report("failure-url-refused", refused);
  remember(...checkout.toRemember(Date.now()));
  if (payment.problem) report(payment.problem, "The pay response cannot be read.");
  if (checkout.isDoubted) report("pay-response-failed", "The payment was not created (resultStatus F).");
  watchExpiry();
  draw();
  if (checkout.isDoubted && !canAsk) conclude(checkout.believeRefusal(Date.now()));
  if (canAsk && !stopped) {
    document.addEventListener("visibilitychange", look);
    for (const type of MOMENTS) addEventListener(type, askNow);
    if (asked) askAfter(Math.max(next - Date.now(), 0));
    else askNow();
  }
  // A payment without a name is not kept for whoever comes after us.
  const isKept = checkout.toRemember(Date.now())[1].length > 0;
  return { stop, check: () => canAsk && askNow(), goesOn, refresh, isKept };
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} properties
 */
function element(name, { part, role, ...properties }) {
  const made = Object.assign(document.createElement(name), properties);
  if (part) made.setAttribute("part", part);
  if (role) made.setAttribute("role", role);
  return made;
}

/**
 * Whether the page's author has put something into the element that the buyer can see.
 * @param {HTMLElement} host
 */
function hasContent(host) {
  return [...host.childNodes].some(isContent);
}

/** @param {ChildNode} node */
function isContent(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent?.trim() !== "";
  if (!(node instanceof Element)) return false;
  // What has a slot of its own is no fallback, nor is what nobody sees.
  return !SILENT.includes(node.nodeName.toUpperCase()) && !node.slot && !(node instanceof HTMLElement && node.hidden);
}
