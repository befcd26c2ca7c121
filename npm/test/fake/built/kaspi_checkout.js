// Stands in for the bindings: can trap.

/** @type {any} */
let exports;

export class Core {}

export function trap() {
  exports.trap();
}

export default async function init(/** @type {{ module_or_path: Response }} */ { module_or_path }) {
  exports ??= (await WebAssembly.instantiateStreaming(module_or_path)).instance.exports;
}
