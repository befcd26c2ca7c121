import { KaspiCheckoutElement } from "./element.js";
import { loadWidget, setWasmUrl } from "./wasm.js";

export { KaspiCheckoutElement, setWasmUrl };

/** Makes `<kaspi-checkout>` known to the page; harmless where it is known, and where there is no page. */
export function defineKaspiCheckout() {
  // Two copies of the script may be on a page, and a server has no registry at all.
  if (globalThis.customElements && !customElements.get("kaspi-checkout")) {
    customElements.define("kaspi-checkout", KaspiCheckoutElement);
  }
}

/** Starts to load the wasm before the element is there. A failure shows when the element wants it. */
export function preloadKaspiCheckout() {
  if (globalThis.document) loadWidget().catch(() => {});
}

/**
 * Puts a checkout into the page.
 * @type {typeof import("./index.d.ts").mountKaspiCheckout}
 */
export function mountKaspiCheckout(target, { on = {}, ...properties } = {}) {
  defineKaspiCheckout();
  const place = typeof target === "string" ? document.querySelector(target) : target;
  if (!place) throw new TypeError(`mountKaspiCheckout: nothing matches ${target}`);
  const element = document.createElement("kaspi-checkout");
  for (const [name, listener] of Object.entries(on)) {
    element.addEventListener(`kaspi-${name}`, /** @type {EventListener} */ (listener));
  }
  Object.assign(element, properties);
  place.append(element);
  return {
    element,
    // A new pay response may start a new payment, with an outcome of its own.
    get result() {
      return element.result;
    },
    checkNow: () => element.checkNow(),
    refresh: (payResponse) => element.refresh(payResponse),
    unmount: () => element.remove(),
  };
}
