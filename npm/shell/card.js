// The card in the page: the core describes it, the buyer clicks on it.

import { make } from "./drawing.js";
import { submit } from "./navigation.js";
import { patch } from "./patch.js";

/** @typedef {import("./answer.d.ts").Description} Description */

/** Says which of the card's controls a control is. */
const ACT = "data-act";
/** Says where a control leads that leaves the page. */
const HAND_OFF = "data-hand-off";

/**
 * What the card reaches of the widget.
 * @typedef {object} Reach
 * @property {(number: number) => void} act the control with this number was clicked
 * @property {(url: string) => boolean} handOff whether the link may be followed
 * @property {() => void} followed the link was followed
 * @property {() => void} pictureLost the hosted picture of the code cannot be had
 */

export class Card {
  #root;
  #reach;
  #clicked;
  #failed;
  /** Where the time that is left stands. @type {ChildNode | null | undefined} */
  #digits;

  /**
   * @param {HTMLElement} root an element of its own
   * @param {Reach} reach
   */
  constructor(root, reach) {
    this.#root = root;
    this.#reach = reach;
    this.#clicked = (/** @type {Event} */ click) => this.#click(click);
    this.#failed = (/** @type {Event} */ failure) => {
      // Pictures that the merchant put into our slots are not ours.
      if (failure.target instanceof Element && root.contains(failure.target)) reach.pictureLost();
    };
    root.append(make(["section", { class: "card", part: "card" }]));
    root.addEventListener("click", this.#clicked);
    // Where a picture fails, only who looks on its way there hears of it.
    root.addEventListener("error", this.#failed, true);
  }

  /**
   * Makes the card what it is to be.
   * @param {Description} description
   */
  draw(description) {
    const shown = this.#root.firstElementChild;
    if (!shown) return;
    const focused = this.#focused();
    this.#digits = undefined;
    patch(shown, make(description));
    // Where the focused control has gone with its view, the heading of the new view takes the focus, so that the buyer's
    // place is not lost (WCAG 2.2, 2.4.3).
    if (focused && !this.#focused()) this.#root.querySelector("h2")?.focus();
  }

  /**
   * Changes the time that is left alone.
   * @param {string} digits
   */
  count(digits) {
    const place = (this.#digits ??= this.#root.querySelector(".digits span")?.firstChild);
    if (place && place.nodeValue !== digits) place.nodeValue = digits;
  }

  /** Does nothing any more. What it shows last stays for whoever comes next. */
  close() {
    this.#root.removeEventListener("click", this.#clicked);
    this.#root.removeEventListener("error", this.#failed, true);
  }

  /** @param {Event} click */
  #click(click) {
    const control = click.target instanceof Element ? click.target.closest(`[${ACT}],[${HAND_OFF}]`) : null;
    // What the merchant put into our slots is not ours.
    if (!control || !this.#root.contains(control)) return;
    const url = control.getAttribute(HAND_OFF);
    if (url === null) return this.#reach.act(Number(control.getAttribute(ACT)));
    const form = control.closest("form");
    if (form) click.preventDefault();
    if (!this.#reach.handOff(url)) return click.preventDefault();
    if (form) submit(this.#root, url, fieldsOf(form), form.target);
    this.#reach.followed();
  }

  #focused() {
    const place = this.#root.getRootNode();
    return place instanceof ShadowRoot ? place.activeElement : null;
  }
}

/**
 * The fields of a form, which bear no names in the page: what bears one hides the form's property of that name.
 * @param {HTMLFormElement} form
 * @returns {[string, string][]}
 */
function fieldsOf(form) {
  return [...form.querySelectorAll("input")].map(({ dataset, value }) => [dataset.name ?? "", value]);
}
