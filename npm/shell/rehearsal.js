// What takes a browser long when it does it for the first time is done once while the wasm is on its way, when it costs nothing.

import { make } from "./drawing.js";
import { facts } from "./facts.js";
import { memories } from "./storage.js";
import { written } from "./text.js";

/** The first number takes 50 ms on a cheap phone. */
const AMOUNT = /** @type {const} */ ({ number: "0", decimals: 2, currency: "KZT", sign: "narrowSymbol" });

/** Of each kind of text and drawing that the first card has, one. @type {import("./answer.d.ts").Description} */
const CARD = [
  "section",
  { class: "card" },
  [
    "div",
    { class: "scene", "data-state": "waiting" },
    ["h2", { class: "heading" }, "Aя"],
    ["div", { class: "amount" }, ["p", { class: "sum" }, "0 ₸"], ["p", { class: "tenge" }, "Aя."]],
    [
      "div",
      { class: "way" },
      [
        "ol",
        { class: "steps" },
        ["li", { class: "step" }, ["svg", { class: "drawing" }, ["path", { d: "M0 0h1v1h-1z" }]], ["span", {}, "Aя"]],
      ],
      [
        "div",
        { class: "figure" },
        ["svg", { class: "code", viewBox: "0 0 1 1" }, ["path", { d: "M0 0h1v1h-1z" }]],
        ["div", { class: "code-tools" }, ["button", {}, "Aя"]],
      ],
    ],
    ["div", { class: "countdown" }, ["p", {}, "Aя"], ["div", { class: "digits" }, ["span", {}, "0:00"]]],
    ["div", { class: "ways-out" }, ["button", {}, "Aя"]],
  ],
];

let done = false;

/**
 * Writes an amount and lays a card out, both for nobody; once in a page.
 * @param {HTMLElement} root where the card will be
 * @param {() => boolean} isWaiting whether there is still time
 */
export function rehearse(root, isWaiting) {
  if (done) return;
  done = true;
  setTimeout(() => {
    if (!isWaiting()) return;
    written({ ...AMOUNT, language: navigator.language });
    // That took long. What has arrived meanwhile has its turn first.
    setTimeout(() => isWaiting() && layOut(root));
  });
}

/** @param {HTMLElement} root */
function layOut(root) {
  memories();
  facts();
  const card = /** @type {Element} */ (make(CARD));
  root.append(card);
  card.getBoundingClientRect();
  card.remove();
}
