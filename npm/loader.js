// For pages that can only add a classic script. `import()` is no sink of Trusted Types.
import(new URL("kaspi-checkout.js", /** @type {HTMLScriptElement} */ (document.currentScript).src).href);
