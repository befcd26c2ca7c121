import css from "./built/style.js";
import { loadFallback } from "./fallback-loading.js";
import { isKnownToBePaid } from "./known-to-be-paid.js";
import { rehearse } from "./shell/rehearsal.js";
import { memories, remember } from "./shell/storage.js";
import { isTrap, loadWidget, watchTraps } from "./wasm.js";

/** @typedef {import("./shell/widget.js").Widget} Widget */
/** @typedef {import("./shell/options.d.ts").WidgetOptions} WidgetOptions */
/** @typedef {import("./shell/options.d.ts").Emit} Emit */

/** Each attribute, the property that reflects it, and what the property reads where the attribute is absent. */
const ATTRIBUTES = /** @type {const} */ ([
  ["status-url", "statusUrl", ""],
  ["result-url", "resultUrl", ""],
  ["failure-url", "failureUrl", ""],
  ["refresh-url", "refreshUrl", ""],
  ["events-url", "eventsUrl", ""],
  ["mode", "mode", "auto"],
  ["launch", "launch", "auto"],
  ["locale", "locale", "auto"],
  ["theme", "theme", "auto"],
  ["redirect-target", "redirectTarget", "self"],
  ["allowed-origins", "allowedOrigins", ""],
  ["app-origins", "appOrigins", ""],
]);

/** What is no text, or better not kept in an attribute. */
const PROPERTIES = /** @type {const} */ (["payResponse", "statusSource", "texts", "renewable"]);

/** How long the wasm may load before a plain link is offered, and that link before the children are, in milliseconds. */
const PATIENCE = 8_000;

/** @type {CSSStyleSheet | undefined} */
let sheet;

/** @param {Document} page a sheet holds in the page that has made it alone */
function stylesheet(page) {
  const own = page === document;
  if (own && sheet) return sheet;
  const made = new (page.defaultView ?? globalThis).CSSStyleSheet();
  made.replaceSync(css);
  if (own) sheet = made;
  return made;
}

function newOutcome() {
  let resolve = /** @type {(outcome: object) => void} */ (() => {});
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve, settled: false, of: /** @type {string | null | undefined} */ (undefined) };
}

// A server that renders pages imports this file too, and has no elements.
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/** `<kaspi-checkout>`: carries what the page says to the widget and back. It knows nothing about payments. */
export class KaspiCheckoutElement extends Base {
  static observedAttributes = ["pay-response", ...ATTRIBUTES.map(([attribute]) => attribute)];

  /** @type {"idle" | "loading" | "mounted" | "failed"} */
  #phase = "idle";
  #state = "idle";
  /** The pay response that the state is about. @type {string | undefined} */
  #about;
  #result = newOutcome();
  /** The detail of the latest result, as long as that holds. @type {object | undefined} */
  #latest;
  /** The ends that the page was told. @type {Set<string>} */
  #told = new Set();
  #planned = false;
  #toldFailure = false;
  /** @type {Widget | undefined} */
  #widget;
  /** Stands for whoever may speak now: a widget or a fallback. @type {object | undefined} */
  #life;
  /** @type {ReturnType<typeof import("./fallback.js").startFallback> | undefined} */
  #fallback;
  /** Whether the wasm takes so long that somebody else stands in. */
  #isLate = false;
  /** Whether the fallback's file could not be had. */
  #isAlone = false;
  /** What a fallback that was started anew goes on with. @type {import("./fallback.js").Past | undefined} */
  #past;
  /** A new pay response for the same order, until somebody can say whether it is to count. @type {unknown} */
  #newer;
  /** The one that counts in place of what the page says, as long as the page says what it did then. @type {unknown} */
  #renewed;
  /** @type {string | undefined} */
  #saidThen;
  /** @type {Record<string, any>} */
  #given = {};
  /** The listeners of `kaspi-refresh`: of the bubbling and of the capturing phase. */
  #renewers = [new Set(), new Set()];
  #unwatch = () => {};
  /** Why there are no styles: the engine is too old for them, and for the widget. @type {unknown} */
  #unstyled;
  #frame;
  #slot;
  #changes;

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: "open" });
    try {
      shadow.adoptedStyleSheets = [stylesheet(document)];
    } catch (error) {
      this.#unstyled = error;
    }
    this.#frame = document.createElement("div");
    this.#slot = document.createElement("slot");
    this.#slot.hidden = true;
    shadow.append(this.#frame, this.#slot);
    this.#changes = new MutationObserver(this.#plan);
  }

  connectedCallback() {
    for (const name of [...ATTRIBUTES.map(([, property]) => property), ...PROPERTIES]) upgrade(this, name);
    this.#changes.observe(this, {
      childList: true,
      characterData: true,
      subtree: true,
      attributeFilter: ["hidden", "slot", "lang"],
    });
    // A shop changes its language there.
    this.#changes.observe(document.documentElement, { attributeFilter: ["lang"] });
    document.addEventListener("DOMContentLoaded", this.#plan);
    addEventListener("online", this.#retry);
    this.#plan();
  }

  disconnectedCallback() {
    this.#plan();
  }

  adoptedCallback() {
    const page = this.ownerDocument;
    // A page without a window takes no sheet, and shows nothing.
    if (this.shadowRoot && !this.#unstyled)
      this.shadowRoot.adoptedStyleSheets = page.defaultView ? [stylesheet(page)] : [];
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === "pay-response") this.#expectOutcome();
    this.#plan();
  }

  /** The pay response, an object or its JSON text; wins over the attribute and the child. */
  get payResponse() {
    return (this.#isRenewed() && this.#renewed) || (this.#given.payResponse ?? this.getAttribute("pay-response"));
  }
  set payResponse(value) {
    this.#newer = this.#renewed = undefined;
    this.#set("payResponse", value);
    this.#expectOutcome();
  }

  /** An async function that returns a status: any transport in place of `status-url`. */
  get statusSource() {
    return this.#given.statusSource;
  }
  set statusSource(value) {
    this.#set("statusSource", value);
  }

  /** Other words for the texts, by key. */
  get texts() {
    return this.#given.texts;
  }
  set texts(value) {
    this.#set("texts", value);
  }

  /** Whether the page can give a new code. A listener of `kaspi-refresh` on this element says so by itself. */
  get renewable() {
    return Boolean(this.#given.renewable) || this.#renewers.some((listeners) => listeners.size > 0);
  }
  set renewable(value) {
    this.#set("renewable", value);
  }

  /** The state of the checkout, as in `kaspi-statechange`. */
  get state() {
    return this.#state;
  }

  /** Resolves with the detail of `kaspi-result`. */
  get result() {
    return this.#result.promise;
  }

  /** Asks for the status now. Deferred, since the page may call it while an event is being fired. */
  checkNow() {
    queueMicrotask(() => {
      this.#widget?.checkNow();
      this.#fallback?.check();
    });
  }

  /**
   * Takes the pay response of a new payment for the same order, unless the order is paid.
   * @param {unknown} payResponse
   */
  refresh(payResponse) {
    if (!this.#isRenewed()) this.#renewed = undefined;
    this.#newer = payResponse;
    this.#saidThen = this.#saidText();
    queueMicrotask(() => this.#renew());
  }

  /** What is refused must not come back: it counts from when it was taken. Until somebody can say that, it waits. */
  #renew() {
    const newer = this.#isRenewed() ? this.#newer : undefined;
    const judge = this.#payResponseText() === undefined ? { refresh: () => true } : (this.#widget ?? this.#fallback);
    if (newer === undefined || !judge) return;
    const life = this.#life;
    const taken = judge.refresh(asText(newer) ?? "");
    // A wasm that has trapped over it has not judged.
    if (this.#life !== life) return;
    // The page may have come with another one meanwhile.
    if (this.#newer === newer) this.#newer = undefined;
    if (!taken) return;
    this.#renewed = newer;
    this.#expectOutcome();
    if (judge !== this.#widget) this.#plan();
  }

  /**
   * @param {string} type
   * @param {any} listener
   * @param {any} [options]
   */
  addEventListener(type, listener, options) {
    super.addEventListener(type, listener, options);
    if (type !== "kaspi-refresh" || !listener || options?.signal?.aborted) return;
    const listeners = this.#renewers[phaseOf(options)];
    const forget = () => {
      listeners.delete(listener);
      this.#plan();
    };
    listeners.add(listener);
    options?.signal?.addEventListener("abort", forget, { once: true });
    if (options?.once) super.addEventListener(type, forget, { once: true });
    this.#plan();
  }

  /**
   * @param {string} type
   * @param {any} listener
   * @param {any} [options]
   */
  removeEventListener(type, listener, options) {
    super.removeEventListener(type, listener, options);
    if (type === "kaspi-refresh" && this.#renewers[phaseOf(options)].delete(listener)) this.#plan();
  }

  /** Gathers all changes of one turn, and sees a move in the page as no change at all. */
  #plan = () => {
    if (this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      this.#settle();
    });
  };

  #settle() {
    // A child that holds the pay response may have changed.
    this.#expectOutcome();
    if (!this.#isInAPage()) this.#leave();
    else if (this.#phase === "idle") this.#load();
    else if (this.#phase === "mounted") this.#update();
    // Somebody may also stand in for a wasm that is late, or that is tried again.
    else if (this.#phase === "failed" || this.#isLate || this.#life) this.#fallBack(true);
  }

  #update() {
    const widget = this.#widget;
    widget?.update(this.#options());
    this.#staysPaid();
    // It may have trapped over that, or the payment may have been taken away.
    if (this.#widget === widget && widget?.state === "idle" && this.#state !== "idle") this.#turn("idle", this.#state);
  }

  /** What is paid stays so, though the page says it in another way. */
  #staysPaid() {
    this.#about = this.#payResponseText();
    if (this.#state === "paid" && this.#latest && !this.#result.settled) this.#conclude(this.#latest);
  }

  #retry = () => {
    if (this.#phase === "failed") this.#load();
  };

  async #load() {
    if (this.#unstyled) return this.#fail(this.#unstyled);
    this.#phase = "loading";
    const slow = setTimeout(() => {
      this.#isLate = true;
      this.#fallBack();
    }, PATIENCE);
    rehearse(this.#frame, () => this.#phase === "loading");
    try {
      const Widget = await loadWidget();
      this.#phase = "idle";
      // What the fallback has brought to its end stays so, and so does what it alone knows to be paid.
      const knowsAlone = this.#state === "pending" && !this.#fallback?.isKept;
      if (this.#fallback && (this.#result.settled || knowsAlone)) this.#phase = "failed";
      else if (this.#isInAPage()) this.#mount(Widget);
    } catch (error) {
      this.#fail(error);
    } finally {
      clearTimeout(slow);
      this.#isLate = false;
    }
  }

  /** @param {typeof import("./shell/widget.js").Widget} Widget */
  #mount(Widget) {
    this.#stopFallback();
    this.#slot.hidden = true;
    this.#frame.hidden = false;
    this.#frame.replaceChildren();
    this.#phase = "mounted";
    // The widget tells again what it knows, beginning from there.
    this.#state = "idle";
    this.#past = undefined;
    this.#toldFailure = false;
    this.#life = {};
    this.#unwatch = watchTraps((error) => this.#fail(error));
    const widget = new Widget(this.#frame, this, this.#options(), this.#voice(this.#life));
    // It may have trapped at once.
    if (this.#hasFailed()) return widget.unmount();
    this.#widget = widget;
    this.#renew();
  }

  #leave() {
    this.#changes.disconnect();
    document.removeEventListener("DOMContentLoaded", this.#plan);
    removeEventListener("online", this.#retry);
    this.#unwatch();
    this.#stopFallback();
    const widget = this.#widget;
    this.#widget = this.#life = this.#past = undefined;
    if (this.#phase !== "loading") this.#phase = "idle";
    this.#state = "idle";
    widget?.unmount();
    this.#slot.hidden = true;
    this.#frame.replaceChildren();
  }

  #isInAPage() {
    return this.isConnected && this.ownerDocument.defaultView;
  }

  #hasFailed() {
    return this.#phase === "failed";
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#unwatch();
    this.#widget?.unmount();
    this.#widget = undefined;
    this.#phase = "failed";
    if (!this.#fallback) this.#fallBack();
    // A failure to try again is no news.
    if (this.#toldFailure) return;
    this.#toldFailure = true;
    const code = isTrap(error) ? "wasm-trapped" : "wasm-unavailable";
    this.#emit("kaspi-error", { code, message: String(error), fatal: true }, false);
  }

  /** Shows the children, or a plain link; goes on asking. */
  async #fallBack(again = false) {
    const options = this.#options();
    const { payResponse } = options;
    if (!this.#isInAPage()) return;
    if (again && this.#fallback?.goesOn(options)) return this.#staysPaid();
    this.#stopFallback();
    // Of another payment nothing is known yet.
    if (this.#about !== payResponse) {
      this.#past = undefined;
      if (this.#state !== "idle") this.#turn("idle", this.#state);
    }
    const life = (this.#life = {});
    // Whoever may have paid is offered no other way to pay, and sees what the widget has shown last.
    const mayPay = ["idle", "waiting", "rejected"].includes(this.#state);
    if (mayPay) this.#frame.hidden = true;
    // The children were offered for what the page said before.
    this.#slot.hidden = true;
    const offer = () => {
      if (mayPay && this.#life === life && !isKnownToBePaid(payResponse)) this.#slot.hidden = false;
    };
    if (again && this.#isAlone) return offer();
    // What there is to be said of a payment, the fallback says.
    if (!payResponse) offer();
    const late = setTimeout(offer, PATIENCE);
    const { startFallback } = await loadFallback().catch(() => ({ startFallback: undefined }));
    clearTimeout(late);
    this.#isAlone = !startFallback;
    if (!startFallback) offer();
    if (!startFallback || this.#life !== life || !this.#isInAPage()) return;
    this.#fallback = startFallback({
      frame: this.#frame,
      slot: this.#slot,
      host: this,
      options,
      state: this.#state,
      past: this.#past,
      emit: this.#voice(life),
      memories,
      remember,
    });
    this.#renew();
  }

  /**
   * What was given up may still be running: its events are dropped, and the answer "prevented" keeps it from navigating.
   * @param {object} life
   * @returns {Emit}
   */
  #voice(life) {
    return (type, detail, cancelable) => this.#life === life && this.#emit(type, detail, cancelable);
  }

  #stopFallback() {
    this.#past = this.#fallback?.stop() ?? this.#past;
    this.#fallback = undefined;
  }

  /** @type {Emit} */
  #emit(type, detail, cancelable) {
    if (type === "kaspi-statechange") {
      const { state, previous } = /** @type {Record<"state" | "previous", string>} */ (detail);
      // Another payment begins anew, whatever became of the one before.
      if (this.#state !== previous) this.#turn(previous, this.#state);
      return this.#turn(state, previous);
    }
    if (type === "kaspi-result") {
      const end = this.#endOf(/** @type {Record<string, unknown>} */ (detail));
      const isNews = !this.#told.has(end);
      this.#told.add(end);
      if (isNews) this.#expectOutcome(true);
      this.#conclude(detail);
      // An element that was away from the page for a while finds the same end again: that is no news.
      if (!isNews) return false;
    }
    return this.#fire(type, detail, cancelable);
  }

  /** @param {object} detail */
  #conclude(detail) {
    this.#latest = detail;
    this.#result.settled = true;
    this.#result.of = this.#payResponseText();
    this.#result.resolve(detail);
  }

  /**
   * @param {string} state
   * @param {string} previous
   */
  #turn(state, previous) {
    this.#state = state;
    this.#about = this.#payResponseText();
    this.#latest = undefined;
    return this.#fire("kaspi-statechange", { state, previous }, false);
  }

  /** @type {Emit} */
  #fire(type, detail, cancelable) {
    return this.dispatchEvent(new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true }));
  }

  /** Another pay response has an outcome of its own, and so has another payment that the widget went on with. */
  #expectOutcome(another = this.#result.of !== this.#payResponseText()) {
    if (this.#result.settled && another) this.#result = newOutcome();
  }

  /** Which end of which payment; one without a name is known by its pay response. @param {Record<string, unknown>} detail */
  #endOf({ status, paymentId, paymentRequestId }) {
    return `${status} ${paymentId ?? paymentRequestId ?? this.#payResponseText()}`;
  }

  /**
   * @param {(typeof PROPERTIES)[number]} name
   * @param {unknown} value
   */
  #set(name, value) {
    this.#given[name] = value;
    this.#plan();
  }

  /** @returns {WidgetOptions} */
  #options() {
    const { statusSource, texts } = this.#given;
    /** @type {[string, unknown][]} */
    const all = ATTRIBUTES.map(([attribute, property]) => [property, this.getAttribute(attribute)]);
    all.push(
      ["payResponse", this.#payResponseText()],
      ["statusSource", statusSource],
      ["texts", texts],
      ["renewable", this.renewable],
    );
    return Object.fromEntries(all.filter(([, value]) => value !== null && value !== undefined && value !== ""));
  }

  #payResponseText() {
    return (this.#isRenewed() && asText(this.#renewed)) || this.#saidText();
  }

  #isRenewed() {
    return this.#saidThen === this.#saidText();
  }

  #saidText() {
    return asText(this.#given.payResponse) ?? (this.getAttribute("pay-response") || this.#childText());
  }

  /** The text of the child script, once the parser has read all of it. */
  #childText() {
    const text = this.querySelector(':scope > script[type="application/json"]')?.textContent;
    return document.readyState === "loading" && !isJson(text) ? undefined : text;
  }
}

for (const [attribute, property, absent] of ATTRIBUTES) {
  Object.defineProperty(KaspiCheckoutElement.prototype, property, {
    configurable: true,
    enumerable: true,
    /** @this {KaspiCheckoutElement} */
    get() {
      return this.getAttribute(attribute) ?? absent;
    },
    /** @this {KaspiCheckoutElement} @param {unknown} value */
    set(value) {
      if (value === null || value === undefined) this.removeAttribute(attribute);
      else this.setAttribute(attribute, String(value));
    },
  });
}

/**
 * A property that was set before the class was known hides the accessor: set it anew.
 * @param {any} element
 * @param {string} name
 */
function upgrade(element, name) {
  // Browsers that are too old for the widget lack `Object.hasOwn`, and are to come as far as the fallback.
  if (!element.hasOwnProperty(name)) return;
  const value = element[name];
  delete element[name];
  element[name] = value;
}

/** @param {any} options */
function phaseOf(options) {
  return (typeof options === "object" ? options?.capture : options) ? 1 : 0;
}

/**
 * The JSON text of an object; what has none is left for the core to report.
 * @param {unknown} value
 */
function asText(value) {
  if (value === null || value === undefined || typeof value === "string") return value || undefined;
  try {
    return JSON.stringify(value);
  } catch {
    return "an object that has no JSON";
  }
}

/** @param {string | null | undefined} text */
function isJson(text) {
  try {
    return text ? Boolean(JSON.parse(text)) : false;
  } catch {
    return false;
  }
}
