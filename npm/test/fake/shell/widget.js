// Stands in for the shell: remembers what it is told, and traps when it is told to.

import { trap } from "../built/kaspi_checkout.js";
import { trapped } from "../wasm.js";

/** Every widget of the page, in the order of their making. @type {Widget[]} */
const widgets = [];
/** @type {any} */ (globalThis).widgets = widgets;

export class Widget {
  /** @type {string[]} */
  calls = [];

  constructor(
    /** @type {HTMLElement} */ root,
    /** @type {HTMLElement} */ host,
    /** @type {any} */ options,
    /** @type {Function} */ emit,
  ) {
    this.root = root;
    this.host = host;
    this.options = options;
    this.emit = emit;
    widgets.push(this);
    root.append("the card");
    emit("kaspi-ready", {}, false);
  }

  update(/** @type {any} */ options) {
    this.calls.push("update");
    this.options = options;
    if (options.texts?.trap) this.trap();
  }

  checkNow() {
    this.calls.push("checkNow");
  }

  refresh(/** @type {string} */ text) {
    this.calls.push(`refresh ${text}`);
    return !text.includes("refused");
  }

  unmount() {
    this.calls.push("unmount");
  }

  /** As the real one: a trap is caught where the core was called. */
  trap() {
    try {
      trap();
    } catch (error) {
      trapped(error);
    }
  }
}
