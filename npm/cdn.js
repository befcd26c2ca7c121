// The entry of the file for the script tag, in which all is bundled but the wasm and the fallback, whose hashes it holds: what
// is pinned by one hash, stays pinned.
import { defineKaspiCheckout, preloadKaspiCheckout, setWasmUrl } from "./index.js";

/** Set by the build: the name of the wasm beside the script, with its version. */
/* global WASM_FILE */
setWasmUrl(new URL(WASM_FILE, import.meta.url));
// Where the page already has a checkout, the wasm is on its way before anything else is done.
if (globalThis.document?.querySelector("kaspi-checkout")) preloadKaspiCheckout();
defineKaspiCheckout();

export * from "./index.js";
