// The tab's memory, in a storage that keeps, one that is full, and one that is refused.

import assert from "node:assert/strict";
import { test } from "node:test";
import { memories, remember } from "../shell/storage.js";

/**
 * The page's storage from now on.
 * @param {PropertyDescriptor} storage
 */
function storageIs(storage) {
  Object.defineProperty(globalThis, "sessionStorage", { configurable: true, ...storage });
}

/**
 * A storage as browsers have it: what is kept are properties of its own.
 * @param {Record<string, string>} kept
 * @param {(key: string) => boolean} [isFull] for which keys there is no room
 */
function storage(kept, isFull = () => false) {
  const setItem = (/** @type {string} */ key, /** @type {string} */ text) => {
    if (isFull(key)) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    kept[key] = text;
  };
  return new Proxy(kept, { get: (all, key) => (key === "setItem" ? setItem : Reflect.get(all, key)) });
}

const refused = () => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};

test("what is remembered is found again under each name", () => {
  storageIs({ value: storage({}) });
  assert.deepEqual(memories(), {});
  remember("first", ["1", "r"]);
  remember("second", ["r"]);
  assert.deepEqual(memories(), { 1: "first", r: "second" });
});

test("what the page keeps itself is not ours", () => {
  const kept = { basket: "3", "kaspi-checkout": "x" };
  storageIs({ value: storage(kept) });
  remember("mine", ["basket"]);
  assert.deepEqual(memories(), { basket: "mine" });
  assert.equal(kept.basket, "3");
});

test("any name is a name", () => {
  storageIs({ value: storage({}) });
  const odd = ["", "__proto__", "length", "kaspi-checkout:", "оплата"];
  for (const name of odd) remember(`of ${name}`, [name]);
  assert.deepEqual(Object.keys(memories()).sort(), odd.sort());
});

test("what a full storage does not take, the page remembers", () => {
  /** @type {Record<string, string>} */
  const kept = {};
  let isFull = true;
  storageIs({ value: storage(kept, (key) => isFull && key.endsWith(":full")) });
  remember("x", ["full", "free"]);
  assert.deepEqual(memories(), { free: "x", full: "x" });
  assert.deepEqual(Object.keys(kept), ["kaspi-checkout:free"]);
  isFull = false;
  remember("y", ["full"]);
  assert.deepEqual(memories(), { free: "x", full: "y" });
});

test("where the storage is refused, the page remembers by itself", () => {
  storageIs({ get: refused });
  remember("x", ["1"]);
  assert.deepEqual(memories(), { 1: "x" });
  storageIs({ value: storage({}) });
  remember("y", ["1"]);
  assert.deepEqual(memories(), { 1: "y" });
});
