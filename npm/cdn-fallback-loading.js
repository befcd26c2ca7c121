// Stands in for fallback-loading.js in the file for the script tag, which pins what it loads.

/** Set by the build: the name of the fallback beside the script, and its hash. */
/* global FALLBACK_FILE, FALLBACK_INTEGRITY */
const href = new URL(FALLBACK_FILE, import.meta.url).href;

/**
 * A module that was preloaded under its hash is the one that is imported afterwards; browsers without preloading of modules
 * (Firefox before 115, Safari before 17) import it unpinned.
 * @returns {Promise<typeof import("./fallback.js")>}
 */
export async function loadFallback() {
  const script = /** @type {HTMLScriptElement | null} */ (document.querySelector("script[nonce]"));
  const link = Object.assign(document.createElement("link"), {
    rel: "modulepreload",
    href,
    integrity: FALLBACK_INTEGRITY,
    // A policy may allow only what carries its nonce.
    nonce: script?.nonce,
  });
  if (link.relList.supports("modulepreload")) {
    const loaded = new Promise((resolve, reject) => Object.assign(link, { onload: resolve, onerror: reject }));
    document.head.append(link);
    await loaded.finally(() => link.remove());
  }
  return import(href);
}
