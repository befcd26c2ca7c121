// Makes nodes of descriptions. Nothing is ever read as markup, so it holds under Trusted Types.

import { written } from "./text.js";

/** @typedef {import("./answer.d.ts").Description} Description */

const HTML = "http://www.w3.org/1999/xhtml";
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {Description} description
 * @param {string} [namespace] that of the place
 * @returns {Element | Text}
 */
export function make(description, namespace = HTML) {
  if (!Array.isArray(description)) return document.createTextNode(written(description));
  const [tag, attributes, ...children] = description;
  const own = tag === "svg" ? SVG : namespace;
  const made = document.createElementNS(own, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.map((child) => make(child, own)));
  return made;
}
