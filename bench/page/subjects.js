// Who is measured, and how one sees that the code is there.

import { CODE, INVOICE } from "./payment.js";

/**
 * @typedef {object} Subject
 * @property {string} name as in the table
 * @property {string} path of its page
 * @property {string} code a selector, shadow roots included, of what draws the code
 * @property {string} text what a scanner must read
 * @property {boolean} asks whether it asks the server by itself
 * @property {boolean} close whether limits are set for it: it takes part in every round, the others in every third
 */

/** @type {Subject[]} */
export const SUBJECTS = [
  {
    name: "inline SVG, 1 kB of script (the floor)",
    path: "/floor/",
    code: "svg path",
    text: CODE,
    asks: true,
    close: false,
  },
  {
    name: "hand-written JavaScript, uqr",
    path: "/hand-written/",
    code: "svg path",
    text: CODE,
    asks: true,
    close: true,
  },
  {
    name: "kaspi-checkout, script tag, preloaded",
    path: "/ours-preload/",
    code: "[part~=code] path",
    text: CODE,
    asks: true,
    close: true,
  },
  {
    name: "kaspi-checkout, script tag",
    path: "/ours-script/",
    code: "[part~=code] path",
    text: CODE,
    asks: true,
    close: true,
  },
  {
    name: "kaspi-checkout, npm through Vite",
    path: "/ours-npm/",
    code: "[part~=code] path",
    text: CODE,
    asks: true,
    close: true,
  },
  {
    name: "Adyen Web, one QR component",
    path: "/adyen/",
    code: "img[data-testid$=qr-image]",
    text: CODE,
    asks: true,
    close: false,
  },
  {
    name: "bitcoin-connect payment element",
    path: "/bitcoin-connect/",
    code: "bci-qr, bc-qr, img, svg path, canvas",
    text: INVOICE,
    asks: false,
    close: false,
  },
];

/** The page that all others are compared with. */
export const REFERENCE = "/hand-written/";

/**
 * Who takes part in a round, in the order of the turns: each round begins with another, so that no one always follows the same.
 * @param {number} round
 */
export function subjectsOf(round) {
  const taking = SUBJECTS.filter(({ close }) => close || round % 3 === 0);
  const first = round % taking.length;
  return [...taking.slice(first), ...taking.slice(0, first)];
}
