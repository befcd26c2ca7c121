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
