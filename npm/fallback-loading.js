/** Loads what stands in where the wasm cannot run. */
export const loadFallback = () => import("./fallback.js");
