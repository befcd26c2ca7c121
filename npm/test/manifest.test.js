// What tools and types say about the element is what the element does.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { register } from "node:module";
import { test } from "node:test";

register("./hooks.js", import.meta.url);

const read = (/** @type {string} */ name) => readFile(new URL(`../${name}`, import.meta.url), "utf8");
const manifest = JSON.parse(await read("custom-elements.json"));
const [element] = manifest.modules[0].declarations;
const names = (/** @type {{ name: string }[]} */ list) => list.map(({ name }) => name).sort();

test("the manifest lists every attribute and nothing else", async () => {
  const { KaspiCheckoutElement } = await import("../index.js");
  assert.deepEqual(names(element.attributes), [...KaspiCheckoutElement.observedAttributes].sort());
});

test("the manifest's members and the attributes' properties are all there are", async () => {
  const { KaspiCheckoutElement } = await import("../index.js");
  const camel = (/** @type {string} */ name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const listed = new Set([...names(element.attributes).map(camel), ...names(element.members)]);
  const inherited =
    /^(constructor|connectedCallback|disconnectedCallback|adoptedCallback|attributeChangedCallback|(add|remove)EventListener)$/;
  const real = Object.getOwnPropertyNames(KaspiCheckoutElement.prototype).filter((name) => !inherited.test(name));
  assert.deepEqual([...listed].sort(), real.sort());
});

test("the types know the same events, and so does the React wrapper", async () => {
  const types = /interface KaspiCheckoutEventMap \{([\s\S]*?)\n\}/.exec(await read("index.d.ts"))?.[1] ?? "";
  const typed = [...types.matchAll(/"(kaspi-\w+)":/g)].map(([, name]) => name);
  assert.deepEqual(names(element.events), typed.sort());
  const react = [...(await read("react.js")).matchAll(/: "(kaspi-\w+)"/g)].map(([, name]) => name);
  assert.deepEqual(react.sort(), typed);
});

test("the manifest lists the parts, the custom properties and the slots that the docs describe and the styles read", async () => {
  const [styling, css] = await Promise.all([read("../docs/styling.md"), read("../style/element.css")]);
  const rows = (/** @type {string} */ heading) =>
    (styling.split(/^## /m).find((text) => text.startsWith(heading)) ?? "")
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .map((line) => line.split("|")[1] ?? "");
  const quoted = (/** @type {string[]} */ cells) =>
    cells.flatMap((cell) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, name = ""]) => name)).sort();
  assert.deepEqual(names(element.cssParts), quoted(rows("Parts")));
  assert.deepEqual(names(element.cssProperties), quoted(rows("Properties")));
  assert.deepEqual([...new Set(css.match(/--kaspi-[\w-]+/g))].sort(), names(element.cssProperties));
  assert.deepEqual(names(element.slots), ["", "logo"]);
});

test("the React wrapper knows every attribute by its property", async () => {
  const { KaspiCheckoutElement } = await import("../index.js");
  const react = [...(await read("react.js")).matchAll(/^ {2}(\w+): "([a-z-]+)",$/gm)];
  const pairs = react
    .map(([, property, attribute]) => [attribute, property])
    .filter(([name]) => !name?.startsWith("kaspi-"));
  const observed = KaspiCheckoutElement.observedAttributes.filter((name) => name !== "pay-response");
  const camel = (/** @type {string} */ name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  assert.deepEqual(pairs.sort(), observed.map((name) => [name, camel(name)]).sort());
});
