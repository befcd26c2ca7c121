// The time that is left: the one text that changes by itself, once a second, as long as somebody can see it.

import { two } from "./text.js";

/**
 * How far the wall clock may go ahead of the page's or fall behind it, in milliseconds. Where it does, the machine has slept,
 * or the clock was set: the core says what that means (`SLEEP_THRESHOLD` in `src/checkout/clock.rs`).
 */
const TOLERANCE = 500;

export class Countdown {
  /** @type {number | undefined} */
  #ends;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #lead = 0;
  #write;
  #warn;

  /**
   * @param {(digits: string) => void} write
   * @param {() => void} warn the two clocks no longer go together
   */
  constructor(write, warn) {
    this.#write = write;
    this.#warn = warn;
  }

  /**
   * Counts down from now on.
   * @param {number} [ends] when the time is over, on the page's clock; absent where nothing is counted
   */
  keep(ends) {
    clearTimeout(this.#timer);
    if (this.#ends === undefined) this.#lead = lead();
    this.#ends = ends;
    this.#tick();
  }

  #tick = () => {
    if (this.#ends === undefined) return;
    const ahead = lead() - this.#lead;
    if (Math.abs(ahead) > TOLERANCE) {
      this.#lead += ahead;
      return this.#warn();
    }
    this.#write(left(this.#ends));
    const rest = this.#ends - performance.now();
    // The last second ends with the code.
    if (rest > 1_000 && !document.hidden) this.#timer = setTimeout(this.#tick, Math.ceil(rest % 1_000 || 1_000));
  };
}

/** How far the wall clock is ahead of the page's. */
function lead() {
  return Date.now() - performance.now();
}

/**
 * The time until `ends`, as hours, minutes and seconds; these are rounded up, so that the last one reads 1.
 * @param {number} ends on the page's clock
 */
export function left(ends) {
  const seconds = Math.max(0, Math.ceil((ends - performance.now()) / 1_000));
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}
