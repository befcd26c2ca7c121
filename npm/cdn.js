// The entry of the file for the script tag, in which all is bundled but the wasm and the fallback, whose hashes it holds: what
// is pinned by one hash, stays pinned.
import { setWasmUrl } from "./wasm.js";
import "./define.js";

/** Set by the build: the name of the wasm beside the script, with its version. */
/* global WASM_FILE */
setWasmUrl(new URL(WASM_FILE, import.meta.url));

export * from "./index.js";
