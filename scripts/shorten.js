// Gives the functions between the wasm and its bindings short names. wasm-bindgen's own stand in both files, those of imports
// with a hash and a signature each, and compress badly.

import { Reader, SECTION, number, text } from "./wasm-format.js";

/** The module that wasm-bindgen's imports are said to come from. */
const MODULE = "w";

const KIND = { function: 0, table: 1, memory: 2, global: 3, tag: 4 };

/**
 * Renames the imports and exports of the wasm, and their uses in the bindings.
 * @param {Uint8Array} wasm as wasm-bindgen and wasm-opt wrote it
 * @param {string} glue the bindings of target `web`
 * @returns {{ wasm: Uint8Array, glue: string }}
 */
export function shorten(wasm, glue) {
  const names = new Names(glue);
  /** @type {Uint8Array[]} */
  const parts = [wasm.subarray(0, 8)];
  const reader = new Reader(wasm, 8);
  while (reader.more()) {
    const id = reader.byte();
    const content = new Reader(reader.bytes(reader.number()), 0);
    const renamed =
      id === SECTION.imports
        ? renameImports(content, names)
        : id === SECTION.exports
          ? renameExports(content, names)
          : content.rest();
    parts.push(Uint8Array.of(id), number(renamed.length), renamed);
  }
  return { wasm: Buffer.concat(parts), glue: names.applied(glue) };
}

/**
 * @param {Reader} section
 * @param {Names} names
 */
function renameImports(section, names) {
  const count = section.number();
  /** @type {Uint8Array[]} */
  const parts = [number(count)];
  for (let index = 0; index < count; index += 1) {
    const module = section.text();
    const name = section.text();
    const start = section.at;
    const kind = section.byte();
    if (kind !== KIND.function) throw new Error(`the wasm imports ${name}, which is no function`);
    section.number();
    parts.push(text(names.moduleOf(module)), text(names.of(name)), section.since(start));
  }
  return Buffer.concat(parts);
}

/**
 * @param {Reader} section
 * @param {Names} names
 */
function renameExports(section, names) {
  const count = section.number();
  /** @type {Uint8Array[]} */
  const parts = [number(count)];
  for (let index = 0; index < count; index += 1) {
    const name = section.text();
    const start = section.at;
    const kind = section.byte();
    section.number();
    // The memory's name is part of what tools expect.
    parts.push(text(kind === KIND.memory ? name : names.of(name)), section.since(start));
  }
  return Buffer.concat(parts);
}

/** Which name became which. */
class Names {
  /** @type {Map<string, string>} */
  #short = new Map();
  #module = "";

  /** @param {string} glue in which no short name may stand yet */
  constructor(glue) {
    if (/\$\d/.test(glue)) throw new Error("the bindings use names like $0 themselves");
  }

  /** @param {string} name */
  of(name) {
    // A name that is an ordinary word may mean something else in the bindings.
    if (!name.includes("_")) throw new Error(`${name} is too plain a name to be replaced`);
    const short = this.#short.get(name) ?? `$${this.#short.size}`;
    this.#short.set(name, short);
    return short;
  }

  /** @param {string} module */
  moduleOf(module) {
    if (this.#module && this.#module !== module) throw new Error(`imports come from ${this.#module} and ${module}`);
    this.#module = module;
    return MODULE;
  }

  /** @param {string} glue */
  applied(glue) {
    const renamed = glue.replace(/[\w$]+/g, (word) => this.#short.get(word) ?? word);
    return renamed.replaceAll(JSON.stringify(this.#module), JSON.stringify(MODULE));
  }
}
