// The one loop: what happens goes to the core; what the core answers is drawn and done. Nothing here knows what a payment is.

import { Core } from "../built/kaspi_checkout.js";
import { Card } from "./card.js";
import { Countdown } from "./countdown.js";
import { ask } from "./endpoint.js";
import { facts } from "./facts.js";
import { copy, share } from "./link.js";
import { follow, submit } from "./navigation.js";
import { nearestLanguage } from "./nearest-language.js";
import { listen } from "./page.js";
import { save } from "./picture.js";
import { renew } from "./renewal.js";
import { memories, remember } from "./storage.js";
import { openStream } from "./stream.js";
import { joinTabs } from "./tabs.js";
import { WakeLock } from "./wake-lock.js";
import { trapped } from "../wasm.js";

/** @typedef {import("./answer.d.ts").Answer} Answer */
/** @typedef {import("./answer.d.ts").Effect} Effect */
/** @typedef {import("./answer.d.ts").Tell} Tell */
/** @typedef {import("./options.d.ts").Emit} Emit */
/** @typedef {import("./options.d.ts").WidgetOptions} WidgetOptions */

/** One widget in one element. */
export class Widget {
  #core = new Core();
  #open = true;
  /** @type {Answer} */
  #answer = { state: "idle", effects: [] };
  /** Effects wait here for their turn: an event of ours may make the page call us again. @type {Effect[]} */
  #queue = [];
  /** Whether effects have to wait: at first for the view that the buyer sees, then for those that are being done. */
  #working = true;
  /** Stands for the payment that has begun: what still comes of another one is not heard. */
  #life = {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {AbortController | undefined} */
  #question;
  /** @type {AbortController | undefined} */
  #renewal;
  #closeStream = () => {};
  /** @type {ReturnType<typeof joinTabs> | undefined} */
  #tabs;
  /** Those of the order's payments. @type {string[]} */
  #names = [];
  #countdown = new Countdown(
    (digits) => this.#card.count(digits),
    () => this.#tell({ event: "woken" }),
  );
  #wakeLock = new WakeLock();
  #card;
  #root;
  #host;
  #options;
  #emit;
  #deafen;

  /**
   * Mounts into `root`, an element in the shadow of `host`.
   * @param {HTMLElement} root
   * @param {HTMLElement} host
   * @param {WidgetOptions} options the element's attributes and properties
   * @param {Emit} emit fires an event
   */
  constructor(root, host, options, emit) {
    this.#root = root;
    this.#host = host;
    this.#options = options;
    this.#emit = emit;
    this.#card = new Card(root, {
      act: (number) => this.#tell({ event: "clicked", number }),
      handOff: (url) => this.#mayFollow(url),
      followed: () => this.#tell({ event: "followed" }),
      pictureLost: () => this.#tell({ event: "picture-lost" }),
    });
    this.#queue = this.#draw(this.#update());
    this.#deafen = listen({
      tell: (telling) => this.#tell(telling),
      leaving: () => this.#leaveTabs(),
      shown: () => {
        if (!this.#tabs) this.#rejoinTabs();
      },
    });
    const life = this.#life;
    const { key } = this.#answer;
    const begin = () => {
      this.#working = false;
      if (this.#life === life) this.#begin(key);
      this.#run([]);
    };
    // The page gets no event before it holds the widget. What the buyer sees comes first; but for the app, which may open by
    // itself as long as the buyer's gesture is fresh, and that does not outlast this task everywhere.
    if (this.#queue.some(([name]) => name === "hand-off")) queueMicrotask(begin);
    else inAnotherTask(begin);
  }

  /**
   * Attributes or properties have changed.
   * @param {WidgetOptions} options
   */
  update(options) {
    const before = this.#options;
    // The one stream is closed before the other one is opened.
    if (options.eventsUrl !== before.eventsUrl) {
      this.#options = { ...before, eventsUrl: undefined };
      this.#run(this.#draw(this.#update()));
    }
    this.#options = options;
    const effects = this.#draw(this.#update());
    if (this.#answer.begun) this.#begin(this.#answer.key);
    this.#run(effects);
    // Perhaps the last one refused to answer, and was given time.
    const { statusSource, statusUrl } = options;
    if (statusSource !== before.statusSource || (!statusSource && statusUrl !== before.statusUrl)) {
      this.#tell({ event: "other-source" });
    }
  }

  /** The public name of the state. */
  get state() {
    return this.#answer.state;
  }

  /** Asks the status endpoint at once. */
  checkNow() {
    this.#tell({ event: "check-now" });
  }

  /**
   * A new pay response for the same order.
   * @param {string} payResponse
   * @returns {boolean} whether it counts from now on
   */
  refresh(payResponse) {
    const effects = this.#draw(this.#call({ event: "renewed", text: payResponse }));
    const taken = effects.some(([name]) => name === "taken");
    if (taken) this.#options = { ...this.#options, payResponse };
    this.#run(effects);
    return taken;
  }

  /** Leaves the page: no timer, request, listener, lock or stream stays behind. */
  unmount() {
    this.#open = false;
    this.#leavePayment();
    this.#deafen();
    this.#card.close();
    this.#answer = { state: "idle", effects: [] };
    try {
      this.#core.free();
    } catch {
      // After a trap the wasm may refuse even to be let go of.
    }
  }

  #update() {
    const { statusSource, statusUrl, eventsUrl, refreshUrl, renewable, texts, ...attributes } = this.#options;
    return this.#call({
      event: "options",
      ...attributes,
      status: Number(Boolean(statusSource) || isGiven(statusUrl)),
      stream: Number(isGiven(eventsUrl)),
      renewal: Number(isGiven(refreshUrl) || Boolean(renewable)),
      texts: textsOf(texts),
      memories: memories(),
      nearestLanguage: nearestLanguage(this.#host),
      ...facts(),
    });
  }

  /** @type {Tell} */
  #tell(telling) {
    if (this.#open) this.#run(this.#draw(this.#call(telling)));
  }

  /**
   * Calls the core. What it throws is a trap, after which it answers nothing any more.
   * @param {import("./answer.d.ts").Telling} telling
   * @returns {Answer | undefined}
   */
  #call(telling) {
    try {
      return JSON.parse(this.#core.tell(JSON.stringify(telling), performance.now(), Date.now()));
    } catch (error) {
      trapped(error);
      return undefined;
    }
  }

  /**
   * Hands in what lives on its own, as long as its payment is the one that has begun.
   * @returns {Tell}
   */
  #teller() {
    const life = this.#life;
    return (telling) => {
      if (this.#life === life) this.#tell(telling);
    };
  }

  /**
   * Draws what the answer says, and sets the timer.
   * @param {Answer | undefined} answer
   * @returns {Effect[]} what is left to do
   */
  #draw(answer) {
    if (!answer) return [];
    this.#answer = answer;
    if (answer.begun) this.#leavePayment();
    if (answer.card) this.#card.draw(answer.card);
    this.#countdown.keep(answer.ends);
    this.#wakeLock.keep(Boolean(answer.awake));
    clearTimeout(this.#timer);
    if (answer.wait) this.#timer = setTimeout(() => this.#tell({ event: "woken" }), answer.wait);
    return answer.effects;
  }

  /** @param {Effect[]} effects */
  #run(effects) {
    this.#queue.push(...effects);
    if (this.#working) return;
    this.#working = true;
    try {
      for (let effect; (effect = this.#queue.shift());) this.#perform(effect);
    } finally {
      this.#working = false;
    }
  }

  /** @param {Effect} effect */
  #perform(effect) {
    switch (effect[0]) {
      case "ask":
        return this.#ask(effect[1]);
      case "abandon":
        return this.#question?.abort();
      case "tell-tabs":
        return this.#tabs?.tell(effect[1], effect[2]);
      case "open-stream":
        this.#closeStream();
        this.#closeStream = openStream(this.#options.eventsUrl, this.#teller());
        return;
      case "close-stream":
        return this.#closeStream();
      case "remember":
        this.#tabs?.reach((this.#names = effect[2]));
        return remember(effect[1], effect[2]);
      case "hand-off":
        if (!isOnShow(this.#root)) this.#postpone();
        else if (!this.#mayFollow(effect[1])) this.#tell({ event: "hand-off-prevented" });
        else if (effect[2]) submit(this.#root, effect[1], effect[2], this.#answer.frame);
        else follow(this.#root, effect[1], this.#answer.frame);
        return;
      case "new-code":
        return this.#renew(effect[1], effect[2]);
      case "payment-changed":
        return this.#rejoinTabs();
      case "taken":
        // Who has called `refresh` is told.
        return;
      case "fire":
        this.#emit(effect[1], effect[2], false);
        return;
      case "conclude":
        if (this.#emit("kaspi-result", effect[1], true) && effect[2]) follow(this.#root, effect[2], this.#answer.frame);
        return;
      case "save":
        return save(effect[1], effect[2]);
      case "copy":
        return copy(effect[1], this.#teller());
      case "share":
        return share(effect[1]);
    }
  }

  /** @param {number} number */
  async #ask(number) {
    const tell = this.#teller();
    this.#question = new AbortController();
    const outcome = await ask(this.#options, this.#question.signal);
    tell({ event: "answered", number, ...outcome });
  }

  /**
   * @param {number} number
   * @param {import("./answer.d.ts").Names} names
   */
  async #renew(number, names) {
    const [tell, life] = [this.#teller(), this.#life];
    this.#emit("kaspi-refresh", names, false);
    // The page may have done away with this payment.
    if (this.#life !== life) return;
    this.#renewal?.abort();
    const { refreshUrl } = this.#options;
    if (!isGiven(refreshUrl)) return;
    this.#renewal = new AbortController();
    const { signal } = this.#renewal;
    const text = await renew(refreshUrl, names, signal);
    if (!signal.aborted) tell({ event: "renewal-answered", number, ...(text !== undefined && { text }) });
  }

  /**
   * Whether the app may be opened: asks the page.
   * @param {string} url
   */
  #mayFollow(url) {
    return this.#emit("kaspi-handoff", { url }, true);
  }

  /** Nobody is taken away from a page on which nothing was announced. */
  #postpone() {
    this.#tell({ event: "hand-off-postponed" });
    const [tell, life] = [this.#teller(), this.#life];
    const look = () => {
      if (isOnShow(this.#root)) tell({ event: "on-show" });
      else if (this.#life === life) setTimeout(look, 250);
    };
    look();
  }

  /** @param {string} [key] what the payment is kept under */
  #begin(key) {
    if (!this.#tabs) this.#joinTabs(key);
    // Without a payment there is no frame to go on in.
    if (this.#answer.frame) this.#emit("kaspi-ready", {}, false);
  }

  #joinTabs(key = this.#answer.key) {
    this.#leaveTabs();
    if (key !== undefined) this.#tabs = joinTabs(key, this.#names, this.#teller());
  }

  /** Whoever was away, or goes on with another payment, waits for its turn to ask. */
  #rejoinTabs() {
    this.#joinTabs();
    if (navigator.locks) this.#tell({ event: "lost-turn" });
  }

  #leaveTabs() {
    this.#tabs?.leave();
    this.#tabs = undefined;
  }

  /** Lets go of everything that belongs to one payment. */
  #leavePayment() {
    this.#life = {};
    this.#names = [];
    this.#queue = [];
    clearTimeout(this.#timer);
    this.#countdown.keep();
    this.#question?.abort();
    this.#renewal?.abort();
    this.#closeStream();
    this.#leaveTabs();
    this.#wakeLock.keep(false);
  }
}

/**
 * Whether an element can be seen: it is not in a closed dialog, nor hidden otherwise.
 * @param {Element} element
 */
function isOnShow(element) {
  const isRendered = element.getClientRects().length > 0;
  return element.checkVisibility?.({ checkOpacity: true, checkVisibilityCSS: true }) ?? isRendered;
}

/**
 * So that the page can be painted before. Timers may be throttled.
 * @param {() => void} act
 */
function inAnotherTask(act) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.onmessage = null;
    port1.close();
    act();
  };
  port2.postMessage(0);
}

/**
 * @param {unknown} text
 * @returns {text is string}
 */
function isGiven(text) {
  return typeof text === "string" && text.trim() !== "";
}

/**
 * The merchant's own words: what is text of what the page has given.
 * @param {unknown} texts
 */
function textsOf(texts) {
  try {
    return Object.fromEntries(Object.entries(texts ?? {}).filter(([, text]) => typeof text === "string"));
  } catch {
    return {};
  }
}
