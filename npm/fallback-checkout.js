// The checkout in its plainest form: what is known of an order, and which state follows. It knows no page, network or clock;
// `now` is always the page's clock, in epoch ms. What the core decides in src/checkout, it decides alike.

import { areSame, namesOf, readMemory, writeMemory } from "./fallback-memory.js";
import { LIFETIME, nameOf, namesShared, readTime } from "./fallback-reading.js";

/** @typedef {import("./fallback-memory.js").Known} Known */

const SECOND = 1_000;
/** How long the server may still say "paid" after the expiry before the buyer reads that the time is over. */
const GRACE = 30 * SECOND;
/** How long it is asked once that is said. */
const AFTERWARDS = 300 * SECOND;
/** The server's wish for the next question is kept within these bounds. */
const WISHES = [SECOND / 2, 60 * SECOND];

/**
 * No server shows an earlier time than 2020 or a later one than 2100: what does is no clock, or tells seconds or microseconds
 * for milliseconds.
 */
const PLAUSIBLE = { from: 1_577_836_800_000, to: 4_102_444_800_000 };

/** The state that each final word leads to. */
const ENDS = /** @type {const} */ ({ SUCCESS: "paid", FAIL: "failed", CANCELLED: "cancelled" });

/**
 * @typedef {object} End a final word
 * @property {keyof typeof ENDS} status
 * @property {boolean} late whether it came after the expiry
 * @property {Known} about
 */

/** An answer that says nothing: why, and how long the server wants to be left alone, in ms. */
export class Fault extends Error {
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

export class FallbackCheckout {
  /** The public name of the state. */
  state;
  /** Whether the buyer was taken to a result before. */
  concluded = false;
  /** Whether the buyer was in the app before. */
  handedOff = false;
  /** The payments of the order; the last one that was not refused is current. @type {Known[]} */
  #order;
  #chosen = "-";
  /** Whether the way to pay may be on show: not once the buyer may have paid, nor an earlier payment's. */
  #mayPay;
  /** Whether the pay response is none. */
  #isRejected;
  /** Whether Antom has refused the payment, and nobody has said yet that the order is paid all the same. */
  #doubted;
  /** When the current code dies, by the page's clock. */
  #dies;
  /** The same by the server's clock, where that is told. @type {number | undefined} */
  #expires;
  /** Server time less page time, once it is known. @type {number | undefined} */
  #skew;
  /** When the time was first seen to be over, or answered again after a failure since. @type {number | undefined} */
  #overSince;
  /** When it was said that the time is over. @type {number | undefined} */
  #expiredSince;
  /** Whether the server could not be asked last. */
  #isInterrupted = false;
  /** When the codes of earlier payments died, by the server's clock. @type {Map<Known, number>} */
  #expiries = new Map();
  /** When the current payment was created, by the server's clock. @type {number | undefined} */
  #created;
  /** Whether no more than its name is known of the current payment. */
  #isNamedAlone;
  /** Whether the server has answered after the grace. */
  #answeredLate = false;

  /**
   * @param {import("./fallback-reading.js").Payment} payment
   * @param {string} state the last one that was known
   * @param {Record<string, string>} memories what this tab keeps, by the names of the payments
   * @param {number} now
   */
  constructor(payment, state, memories, now) {
    this.state = state;
    /** @type {Known} */
    const own = { paymentId: payment.paymentId, paymentRequestId: payment.paymentRequestId, mark: " " };
    this.#order = [own];
    const memory = this.#recall(own, memories);
    const isOurs = this.current === own || areSame(this.current, own);
    const { created = 0, expires } = payment;
    this.#isNamedAlone = !isOurs;
    if (isOurs) this.#created = payment.created;
    this.#expires = memory?.expires ?? (isOurs ? expires : undefined);
    // A page that is behind the creation has a wrong clock.
    const dies = isOurs && expires !== undefined ? expires - Math.max(0, created - now) : now + LIFETIME;
    // No code lives longer than it did when it was kept, nor than its whole life, though the page's clock was set back.
    const longest = isOurs && created && this.#expires !== undefined ? this.#expires - created : Infinity;
    this.#dies = memory ? Math.min(memory.deadline, now + Math.min(memory.deadline - memory.kept, longest)) : dies;
    if (payment.standing === "S") (this.#order.find((known) => areSame(known, own)) ?? this.current).mark = "!";
    // Which payment of the order that was, a tab that keeps nothing cannot tell.
    if (state === "pending" && !this.isPending) this.current.mark = "!";
    // Without a memory nobody knows that a code is dead which was found to be so before.
    const states = memory ? ["idle", "waiting", "confirming"] : ["idle", "waiting"];
    this.#mayPay = isOurs && !["S", "F"].includes(String(payment.standing)) && states.includes(state);
    this.#doubted = isOurs && payment.standing === "F" && !this.isFinal;
    this.#answeredLate = state === "expired";
    this.#isRejected = Boolean(payment.problem) && !this.isFinal;
  }

  /**
   * Goes on with the order where an earlier page of this tab has left it.
   * @param {Known} own the payment that the page has given
   * @param {Record<string, string>} memories
   * @returns {import("./fallback-memory.js").Memory | undefined} what still holds for the current payment
   */
  #recall(own, memories) {
    const kept = namesOf(own)
      .flatMap((name) => readMemory(memories[name]) ?? [])
      // Another payment may share a name with it, and have been kept under that.
      .filter(({ order }) => order.some((known) => areSame(known, own)));
    // Where the page has told one name now and the other then, they differ: whatever else is lost, a payment is not.
    const memory = kept.find(({ order }) => order.some(({ mark }) => mark === "!")) ?? kept[0];
    // Where the page tells no more than a name that several share, the last of them is meant.
    const known = [...(memory?.order ?? [])].reverse().find((known) => areSame(known, own));
    if (!memory || !known) return undefined;
    const { order } = memory;
    // It may be told with fewer names than before.
    own.paymentId ??= known.paymentId;
    own.paymentRequestId ??= known.paymentRequestId;
    // What was refused for a payment that is not paid any more begins as any new code does.
    if (known.mark === "?" && !order.some(({ mark }) => mark === "!")) {
      this.#order = [...order.filter((other) => other !== known), own];
      return undefined;
    }
    this.#order = order.map((other) => (other === known ? { ...own, mark: known.mark } : other));
    ({ concluded: this.concluded, chosen: this.#chosen } = memory);
    this.handedOff = memory.handedOff === "1";
    return memory;
  }

  /** The payment of the order that may be paid now, or could be last. */
  get current() {
    return /** @type {Known} */ ([...this.#order].reverse().find(({ mark }) => mark !== "?"));
  }

  /** Whether a payment of the order is paid, or will be for certain. */
  get isPending() {
    return this.#order.some(({ mark }) => mark === "!");
  }

  get isFinal() {
    return [...Object.values(ENDS), "rejected"].includes(/** @type {any} */ (this.state));
  }

  /** Whether the pay response says that there is no payment, and nobody has said otherwise. */
  get isDoubted() {
    return this.#doubted && !this.isPending;
  }

  /** @param {number} now */
  isWorthAsking(now) {
    return (
      !this.isFinal && (this.isPending || this.#expiredSince === undefined || now < this.#expiredSince + AFTERWARDS)
    );
  }

  /**
   * How long until the code dies, in ms.
   * @param {number} now
   */
  rest(now) {
    return this.#dies - now;
  }

  /**
   * @param {number} time what it is by the server's clock, in epoch ms
   * @param {number} now
   */
  hearTime(time, now) {
    if (!isPlausible(time)) return;
    this.#skew = time - now;
    if (this.#expires !== undefined) this.#dies = this.#expires - this.#skew;
  }

  /**
   * Takes the state that follows from what is known.
   * @param {number} now
   */
  settle(now) {
    if (this.isFinal) return;
    const over = this.rest(now) <= 0;
    this.#overSince = over ? (this.#overSince ?? now) : undefined;
    if (this.isPending) this.state = "pending";
    else if (this.#isRejected) this.state = "rejected";
    else if (this.#mayPay && !over) this.state = "waiting";
    // A code that has died does not come back.
    else if (this.state !== "expired") this.state = this.#answeredLate && over ? "expired" : "confirming";
    if (this.state === "waiting") this.#answeredLate = false;
    if (this.state === "expired") this.#mayPay = false;
    this.#expiredSince = this.state === "expired" ? (this.#expiredSince ?? now) : undefined;
  }

  /** The server could not be asked: time in which nothing can be heard does not count against the payment. */
  interrupted() {
    this.#isInterrupted = true;
  }

  /**
   * Hears an answer of the status endpoint.
   * @param {Record<string, any>} answer
   * @param {number} now
   * @returns {{ end?: End, isUnknown: boolean, wish?: number }} whether the status is one that nobody knows, and the server's
   *   wish for the next question, in ms
   * @throws {Fault} for an answer that does not count
   */
  hear(answer, now) {
    const word = [answer.paymentStatus, answer.status].map(nameOf).find(Boolean);
    const about = this.#concerned(answer);
    if (!word) throw new Fault("status-missing");
    const serverTime = readTime(answer.serverTime);
    if (serverTime !== undefined) this.hearTime(serverTime, now);
    const isCurrent = about === this.current;
    const expires = isCurrent ? readTime(answer.expireTime) : undefined;
    if (expires !== undefined && isPlausible(expires)) this.#correct(expires);
    const wasPending = this.isPending;
    if (word === "SUCCESS" || word === "PENDING") about.mark = "!";
    else if (word === "FAIL" || word === "CANCELLED") about.mark = " ";
    const paidAt = readTime(answer.paymentTime);
    const isDead = this.rest(now) <= 0;
    const late = isCurrent ? this.#isLate(paidAt, now) : this.#wasLate(about, paidAt ?? now + (this.#skew ?? 0));
    const isUnknown = !["PROCESSING", "PENDING", ...Object.keys(ENDS)].includes(word);
    if (this.#isInterrupted && this.#overSince !== undefined) this.#overSince = now;
    this.#isInterrupted = false;
    // A word that nobody knows may as well mean that the payment is paid: it does not count against it.
    const graceIsOver = !isUnknown && this.#overSince !== undefined && now >= this.#overSince + GRACE;
    if (isDead && (graceIsOver || word === "FAIL")) this.#answeredLate = true;
    const status = isUnknown ? undefined : this.#endOf(word, isCurrent, wasPending, isDead);
    const wish = Number(answer.pollAfterMs);
    const [shortest = 0, longest = 0] = WISHES;
    return {
      ...(status && { end: this.#conclude(status, late, about) }),
      isUnknown,
      ...(wish > 0 && { wish: Math.min(Math.max(wish, shortest), longest) }),
    };
  }

  /**
   * Nobody says otherwise than the pay response: there is no payment.
   * @param {number} now
   * @returns {End}
   */
  believeRefusal(now) {
    return this.#conclude("FAIL", this.rest(now) <= 0, this.current);
  }

  /**
   * A new pay response for the same order.
   * @param {import("./fallback-reading.js").Payment} payment
   * @param {number} now
   * @returns {string | undefined} why it does not count; nothing where it counts from now on
   */
  refresh({ paymentId, paymentRequestId, created, expires, standing, problem }, now) {
    const named = { paymentId, paymentRequestId, mark: " " };
    const isIt = (/** @type {Known} */ known) => areSame(known, named);
    const known = this.#order.find(isIt);
    if (this.isPending) {
      // Should the page come with it alone one day, its order is known to be paid.
      if (!known) this.#order.unshift({ ...named, mark: "?" });
      return "refresh-already-paid";
    }
    const isOlder = created !== undefined && this.#created !== undefined && created < this.#created;
    // After a reload the current payment may be known by its name alone; then its code may come again.
    const isLost = known === this.current && this.#isNamedAlone && this.state === "confirming";
    if (isOlder || (known && known.mark !== "?" && !isLost)) return "refresh-same-code";
    if (standing === "F" || problem) return "refresh-failed";
    if (this.#expires !== undefined) this.#expiries.set(this.current, this.#expires);
    this.#order = [...this.#order.filter((known) => !isIt(known)), named];
    this.#created = created;
    this.#isNamedAlone = false;
    this.concluded = this.handedOff = false;
    if (standing === "S") this.current.mark = "!";
    this.#expires = expires;
    this.#dies = expires === undefined ? now + LIFETIME : expires - (this.#skew ?? 0);
    return undefined;
  }

  /**
   * Whether this goes on where the page puts another pay response in the place of its own: what is known to be paid stays so,
   * unless another order's payment comes.
   * @param {import("./fallback-reading.js").Payment} payment
   */
  outlasts({ paymentId, paymentRequestId, standing, problem }) {
    if (!this.isPending) return false;
    const names = { paymentId, paymentRequestId };
    // What neither names a payment nor has one to pay is no other one.
    if (namesOf(names).length === 0) return Boolean(problem) || standing === "S" || standing === "F";
    return this.#order.some((known) => areSame(known, names));
  }

  /**
   * What is to be kept for whoever comes after us in this tab, and under which names.
   * @param {number} now
   * @returns {[string, string[]]}
   */
  toRemember(now) {
    const text = writeMemory({
      kept: now,
      deadline: this.#dies,
      expires: this.#expires,
      handedOff: String(Number(this.handedOff)),
      chosen: this.#chosen,
      concluded: this.concluded,
      order: this.#order,
    });
    return [text, this.#order.flatMap(namesOf)];
  }

  /**
   * The names of a payment, as far as somebody has told them.
   * @param {Known} known
   * @param {Record<string, any>} [answer]
   */
  names(known, answer = {}) {
    return {
      paymentId: known.paymentId ?? nameOf(answer.paymentId) ?? null,
      paymentRequestId: known.paymentRequestId ?? nameOf(answer.paymentRequestId) ?? null,
    };
  }

  /**
   * Whether the current payment came after its expiry: as far as is told when it came, else as far as we know.
   * @param {number | undefined} paidAt
   * @param {number} now
   */
  #isLate(paidAt, now) {
    return paidAt !== undefined && this.#expires !== undefined ? paidAt > this.#expires : this.rest(now) <= 0;
  }

  /**
   * The same of an earlier payment, whose code was to be paid no more.
   * @param {Known} known
   * @param {number} paidAt
   */
  #wasLate(known, paidAt) {
    const expires = this.#expiries.get(known);
    return expires === undefined || paidAt > expires;
  }

  /** @param {number} expires */
  #correct(expires) {
    if (this.#skew !== undefined) this.#dies = expires - this.#skew;
    else this.#dies = this.#expires === undefined ? expires : this.#dies + expires - this.#expires;
    this.#expires = expires;
  }

  /**
   * Which payment of the order an answer speaks of: the one that it names by most of its names, the current one where it names
   * none.
   * @param {Record<string, any>} answer
   */
  #concerned(answer) {
    let [about, most] = /** @type {[Known | undefined, number]} */ ([undefined, -1]);
    for (const known of [...this.#order].reverse()) {
      // An earlier payment without a name would make every answer its own.
      const isCandidate = known.mark !== "?" && (known === this.current || namesOf(known).length > 0);
      const shared = (isCandidate ? namesShared(known, answer) : undefined) ?? -1;
      if (shared > most) [about, most] = [known, shared];
    }
    if (!about) throw new Fault("status-other-payment");
    return about;
  }

  /**
   * The final word that an answer is, if it is one.
   * @param {string} word
   * @param {boolean} isCurrent
   * @param {boolean} wasPending
   * @param {boolean} late
   * @returns {keyof typeof ENDS | undefined}
   */
  #endOf(word, isCurrent, wasPending, late) {
    if (word === "SUCCESS") return word;
    // The end of one payment is not the end of another one of the order that is paid.
    if (this.isPending) return undefined;
    const canEnd = isCurrent && this.state !== "expired";
    if (word === "CANCELLED" && canEnd) return word;
    if (this.#doubted || (word === "FAIL" && canEnd && (wasPending || !late))) return "FAIL";
    return undefined;
  }

  /**
   * @param {keyof typeof ENDS} status
   * @param {boolean} late
   * @param {Known} about
   * @returns {End}
   */
  #conclude(status, late, about) {
    this.state = ENDS[status];
    return { status, late, about };
  }
}

/** @param {number} time in epoch ms */
function isPlausible(time) {
  return time >= PLAUSIBLE.from && time < PLAUSIBLE.to;
}
