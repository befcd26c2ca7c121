// The time that is left: the one text that changes by itself, once a second, as long as somebody can see it.

import { left } from "./text.js";

/** How far the wall clock may get ahead of the page's, in milliseconds: where it does, the machine has slept. */
const SLEEP = 500;

export class Countdown {
  /** @type {number | undefined} */
  #ends;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #lead = 0;
  #write;
  #slept;

  /**
   * @param {(digits: string) => void} write
   * @param {() => void} slept the machine has slept, which the page's own clock may not have counted
   */
  constructor(write, slept) {
    this.#write = write;
    this.#slept = slept;
  }

  /**
   * Counts down from now on.
   * @param {number} [ends] when the time is over, on the page's clock; absent where nothing is counted
   */
  keep(ends) {
    clearTimeout(this.#timer);
    this.#ends = ends;
    this.#lead = lead();
    this.#tick();
  }

  #tick = () => {
    if (this.#ends === undefined) return;
    if (lead() - this.#lead > SLEEP) return this.#slept();
    this.#write(left(this.#ends));
    const rest = this.#ends - performance.now();
    // The last second ends with the code.
    if (rest > 1_000 && !document.hidden) this.#timer = setTimeout(this.#tick, Math.ceil(rest % 1_000 || 1_000));
  };
}

function lead() {
  return Date.now() - performance.now();
}
