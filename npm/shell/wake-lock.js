// Keeps the screen awake while a code is on show, where the browser can.

export class WakeLock {
  #wanted = false;
  /** @type {WakeLockSentinel | undefined} */
  #held;

  /** @param {boolean} awake */
  keep(awake) {
    if (this.#wanted === awake) return;
    this.#wanted = awake;
    if (awake) this.#request();
    else this.#release();
  }

  async #request() {
    // Where a policy refuses it, a browser would note the attempt in the console.
    const { featurePolicy } = /** @type {any} */ (document);
    if (featurePolicy?.allowsFeature?.("screen-wake-lock") === false) return;
    try {
      const lock = await navigator.wakeLock?.request("screen");
      // Wanted no longer; or wanted again meanwhile, and held by the request that was answered first.
      if (!this.#wanted || this.#held) await lock?.release();
      else this.#held = lock;
    } catch {
      // A refusal costs nothing but the wakefulness.
    }
  }

  #release() {
    this.#held?.release().catch(() => {});
    this.#held = undefined;
  }
}
