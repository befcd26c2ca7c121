import { keyOf, readMemory, writeMemory } from "./fallback-memory.js";
import { LIFETIME, asObject, destination, isOf, readPayment, readTime } from "./fallback-reading.js";
import { wordsFor } from "./fallback-words.js";

const FINAL = ["paid", "failed", "cancelled"];
const SECOND = 1_000;
/** How long the server may still say "paid" after the expiry before the buyer reads that the time is over. */
const GRACE = 30 * SECOND;
/** How long it is asked once the time is over. */
const AFTERWARDS = 330 * SECOND;

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
 * @param {import("./shell/options.d.ts").Emit} place.emit
 * @param {typeof import("./shell/storage.js").memories} place.memories what this tab keeps
 * @param {typeof import("./shell/storage.js").remember} place.remember
 */
export function startFallback({ frame, slot, host, options, state, emit, memories, remember }) {
  const payment = readPayment(options.payResponse, options.appOrigins);
  const words = wordsFor(host, options.locale);
  const hasOwnFallback = [...host.childNodes].some(isContent);
  const { paymentId, paymentRequestId } = payment;
  /** @type {import("./fallback-memory.js").Known} */
  const own = { paymentId, paymentRequestId, paid: false };
  const memory = readMemory(memories()[keyOf(own) ?? ""]);
  /** The payments of the order; the last one is current. */
  const order = memory?.order.some((known) => keyOf(known) === keyOf(own)) ? memory.order : [own];
  const kept = order === memory?.order ? memory : undefined;
  /** Whether the buyer was taken to a result before. */
  let concluded = kept?.concluded ?? false;
  let handedOff = kept?.handedOff ?? "0";
  // Whoever was beyond `waiting` may have paid: nothing is offered any more. The code of an earlier payment is dead.
  const isOurs = keyOf(current()) === keyOf(own);
  const mayPay = isOurs && ["idle", "waiting"].includes(state);
  /** Server time less page time. A page that is behind the creation has a wrong clock. */
  let skew = Math.max(0, (payment.created ?? 0) - Date.now());
  const told = isOurs ? payment.expires : undefined;
  let deadline = told ?? (kept?.deadline ?? Date.now() + LIFETIME) + skew;
  /** Whether money is on its way without our knowing of which payment. */
  let isUnderway = state === "pending" || payment.standing === "S";
  /** Whether `deadline` is by the page's clock. */
  let guessed = told === undefined;
  /** When the time was first seen to be over, on the page's clock. @type {number | undefined} */
  let overSince;
  /** Whether the server has answered after the grace. */
  let answeredLate = state === "expired";
  let failures = 0;
  let stopped = false;
  /** @type {AbortController | undefined} */
  let asking;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const reported = new Set();

  const now = () => Date.now() + skew;
  const isPending = () => isUnderway || order.some(({ paid }) => paid);
  /**
   * @param {import("./fallback-memory.js").Known} known
   * @param {Record<string, any>} [answer]
   */
  const names = (known, answer = {}) => ({
    paymentId: known.paymentId ?? answer.paymentId ?? null,
    paymentRequestId: known.paymentRequestId ?? answer.paymentRequestId ?? null,
  });

  function current() {
    return order.at(-1) ?? own;
  }

  /**
   * Keeps what is known of the order, for whoever comes after us in this tab.
   * @param {number} dies when the current code does, in epoch ms by the server's clock
   */
  function keep(dies = deadline) {
    const chosen = kept?.chosen ?? "-";
    const keys = order.flatMap((known) => keyOf(known) ?? []);
    remember(writeMemory({ deadline: dies - skew, handedOff, chosen, concluded, order }), keys);
  }

  /** @param {number} time what it is by the server's clock */
  function hearTime(time) {
    const before = skew;
    skew = time - Date.now();
    if (guessed) deadline += skew - before;
  }

  /** The state that follows from what is known. */
  function settle() {
    if (FINAL.includes(state) || !options.payResponse) return;
    const over = now() >= deadline;
    overSince = over ? (overSince ?? Date.now()) : undefined;
    if (!over && mayPay) answeredLate = false;
    if (isPending()) become("pending");
    else if (!over && mayPay) become("waiting");
    else become(answeredLate && over ? "expired" : "confirming");
  }

  /** @param {string} next */
  function become(next) {
    if (next === state) return;
    const previous = state;
    state = next;
    draw();
    emit("kaspi-statechange", { state, previous }, false);
    if (state === "expired") emit("kaspi-expired", names(current()), false);
  }

  /** @param {string} [onward] */
  function draw(onward) {
    if (!options.payResponse) return;
    const waiting = state === "waiting";
    slot.hidden = !(waiting && hasOwnFallback);
    frame.hidden = waiting && hasOwnFallback;
    const box = element("div", { className: "fallback", part: "fallback" });
    if (waiting && payment.image) box.append(picture(payment.image));
    if (waiting && payment.link) box.append(link(payment.link, words.pay));
    if (!waiting || !box.hasChildNodes()) box.append(message());
    if (onward) box.append(link(onward, words.onward));
    frame.replaceChildren(box);
  }

  function message() {
    const key = /** @type {import("./fallback-words.js").Key} */ (state === "waiting" ? "none" : state);
    return element("p", { role: "status", textContent: words[key] });
  }

  /** @param {string} src */
  function picture(src) {
    const image = element("img", { src, alt: words.scan, referrerPolicy: "no-referrer", part: "fallback-image" });
    // A policy may refuse pictures from elsewhere; the link remains.
    image.addEventListener("error", () => image.remove());
    return image;
  }

  /**
   * @param {string} href
   * @param {string} text
   */
  function link(href, text) {
    const target = options.redirectTarget === "top" ? "_top" : "_self";
    return element("a", { href, target, textContent: text, part: "fallback-link" });
  }

  async function ask() {
    if (asking || stopped || FINAL.includes(state)) return;
    clearTimeout(timer);
    settle();
    let wait = pause();
    const question = (asking = new AbortController());
    const patience = setTimeout(() => question.abort("timeout"), 10 * SECOND);
    try {
      wait = hear(await fetchStatus(question.signal)) ?? wait;
      failures = 0;
    } catch (error) {
      failures += 1;
      if (!stopped)
        report(error instanceof Fault ? error.code : question.signal.aborted ? "status-timeout" : "status-network");
      wait = Math.max(error instanceof Fault ? error.wait : 0, Math.min(2 ** failures, 30) * SECOND);
    }
    clearTimeout(patience);
    asking = undefined;
    settle();
    const worthAsking = isPending() || overSince === undefined || Date.now() < overSince + AFTERWARDS;
    if (worthAsking && !stopped && !FINAL.includes(state)) timer = setTimeout(ask, wait * (0.9 + Math.random() * 0.2));
  }

  /** How long until the next question; never past the moment at which the link must go. */
  function pause() {
    if (document.hidden) return 15 * SECOND;
    if (state !== "waiting") return state === "confirming" ? 2 * SECOND : 10 * SECOND;
    return Math.max(Math.min(3 * SECOND, deadline - now()), 500);
  }

  /**
   * @param {AbortSignal} signal
   * @returns {Promise<Record<string, any>>}
   */
  async function fetchStatus(signal) {
    if (options.statusSource) {
      const late = new Promise((_, reject) => signal.addEventListener("abort", reject));
      return asObject(await Promise.race([options.statusSource(), late]));
    }
    const response = await fetch(/** @type {string} */ (options.statusUrl), {
      cache: "no-store",
      headers: { accept: "application/json" },
      signal,
    });
    const date = Date.parse(response.headers.get("date") ?? "");
    if (date) hearTime(date);
    if (!response.ok) throw new Fault(httpCode(response.status), readRetryAfter(response.headers.get("retry-after")));
    const text = await response.text();
    if (text.length > 65_536) throw new Fault("status-too-large");
    return asObject(text);
  }

  /**
   * @param {Record<string, any>} answer
   * @returns {number | undefined} the server's wish for the next question, in ms
   */
  function hear(answer) {
    if (stopped) return undefined;
    // An earlier payment without a name would make every answer its own.
    const candidates = [...order].reverse().filter((known) => known === current() || keyOf(known) !== undefined);
    const known = candidates.find((known) => isOf(known, answer));
    if (!known) throw new Fault("status-other-payment");
    const word = [answer.paymentStatus, answer.status].find((word) => typeof word === "string" && word !== "");
    if (!word) throw new Fault("status-missing");
    const serverTime = readTime(answer.serverTime);
    if (serverTime) hearTime(serverTime);
    const isCurrent = known === current();
    const expires = isCurrent ? readTime(answer.expireTime) : undefined;
    if (expires !== undefined) [deadline, guessed] = [expires, false];
    const late = now() >= deadline;
    const graceIsOver = overSince !== undefined && Date.now() >= overSince + GRACE;
    if (late && (graceIsOver || word === "FAIL")) answeredLate = true;
    const wasPending = isPending();
    if (word === "SUCCESS" || word === "PENDING") known.paid = true;
    else if (word === "FAIL" || word === "CANCELLED") known.paid = isUnderway = false;
    else if (word !== "PROCESSING") report("status-unknown");
    if (wasPending || known.paid) keep();
    // The end of one payment is not the end of another one of the order that is paid.
    const isOver = isCurrent && !isPending();
    if (word === "SUCCESS") conclude("paid", word, late, answer, known);
    else if (word === "CANCELLED" && isOver) conclude("cancelled", word, late, answer, known);
    else if (word === "FAIL" && isOver && (wasPending || !late)) conclude("failed", word, late, answer, known);
    const wish = Number(answer.pollAfterMs);
    return wish > 0 ? Math.min(Math.max(wish, 500), 60 * SECOND) : undefined;
  }

  /**
   * @param {string} outcome
   * @param {string} status
   * @param {boolean} late
   * @param {Record<string, any>} answer
   * @param {import("./fallback-memory.js").Known} known
   */
  function conclude(outcome, status, late, answer, known) {
    const named = outcome === "paid" ? [options.resultUrl] : [options.failureUrl, options.resultUrl];
    const page = { href: document.baseURI, origin: location.origin };
    const onward = destination(answer.redirectUrl, named, options.allowedOrigins ?? "", page);
    become(outcome);
    stop();
    const detail = { status, state, ...names(known, answer), late };
    const follows = emit("kaspi-result", detail, true) && options.redirectTarget !== "none";
    if (!onward || !follows) return;
    draw(onward);
    // Whoever comes back from there wants to be here.
    if (concluded) return;
    concluded = true;
    keep();
    try {
      (options.redirectTarget === "top" ? (window.top ?? window) : window).location.assign(onward);
    } catch {
      // A sandboxed frame may not navigate the page around it; the link needs the buyer's hand.
    }
  }

  /**
   * @param {string} code
   * @param {string} [message]
   */
  function report(code, message = "The status could not be read; asking goes on.") {
    if (reported.has(code)) return;
    reported.add(code);
    emit("kaspi-error", { code, message, fatal: code === "pay-response-failed" }, false);
  }

  /**
   * A new pay response for the same order.
   * @param {string} text
   * @returns {boolean} whether it counts from now on
   */
  function refresh(text) {
    const next = readPayment(text, options.appOrigins);
    const named = { paymentId: next.paymentId, paymentRequestId: next.paymentRequestId, paid: false };
    const isKnown = order.some((known) => keyOf(known) !== undefined && keyOf(known) === keyOf(named));
    if (isPending()) {
      // Should the page come with it alone one day, its order is known to be paid.
      if (!isKnown) order.unshift(named);
      keep();
      report("refresh-already-paid", "A new code was refused: the old one is paid.");
      return false;
    }
    if (isKnown || next.standing !== "U") {
      if (isKnown) report("refresh-same-code", "The new pay response holds the old code.");
      else report("refresh-failed", "No new pay response could be had.");
      return false;
    }
    order.push(named);
    [concluded, handedOff] = [false, "0"];
    keep(next.expires ?? now() + LIFETIME);
    return true;
  }

  function stop() {
    stopped = true;
    clearTimeout(timer);
    clearTimeout(expiry);
    asking?.abort();
    document.removeEventListener("visibilitychange", ask);
    for (const type of MOMENTS) removeEventListener(type, ask);
  }

  /** The link goes when its time is over, whether or not the server answers. */
  function watchExpiry() {
    settle();
    return setTimeout(() => (expiry = watchExpiry()), Math.min(Math.max(deadline - now(), 250), SECOND));
  }

  let expiry = watchExpiry();
  if (payment.standing === "F" && mayPay) {
    report("pay-response-failed", "The payment was not created (resultStatus F).");
    become("failed");
  }
  draw();
  if (options.payResponse && (options.statusUrl || options.statusSource)) {
    document.addEventListener("visibilitychange", ask);
    for (const type of MOMENTS) addEventListener(type, ask);
    ask();
  }
  return { stop, check: ask, refresh };
}

const MOMENTS = ["focus", "pageshow", "online"];

/** An answer that says nothing: why, and how long the server wants to be left alone, in ms. */
class Fault extends Error {
  /**
   * @param {string} code
   * @param {number} wait
   */
  constructor(code, wait = 0) {
    super(code);
    this.code = code;
    this.wait = wait;
  }
}

/** @param {number} status */
function httpCode(status) {
  if ([401, 403, 404, 410, 429].includes(status)) return `status-http-${status}`;
  return status >= 500 ? "status-http-5xx" : "status-http-other";
}

/** @param {string | null} text */
function readRetryAfter(text) {
  const wait = Number(text) * SECOND || Date.parse(text ?? "") - Date.now();
  return wait > 0 ? Math.min(wait, 60 * SECOND) : 0;
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

/** @param {ChildNode} node */
function isContent(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent?.trim() !== "";
  if (!(node instanceof Element)) return false;
  // What has a slot of its own is no fallback.
  return !["SCRIPT", "TEMPLATE"].includes(node.nodeName) && !node.slot;
}
