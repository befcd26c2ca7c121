import assert from "node:assert/strict";
import { register } from "node:module";
import { test } from "node:test";

register("./hooks.js", import.meta.url);

test("the package can be imported where there is no page", async () => {
  const before = Object.keys(globalThis);
  const { KaspiCheckoutElement, defineKaspiCheckout, preloadKaspiCheckout } = await import("../index.js");
  await import("../define.js");
  await import("../fallback.js");
  defineKaspiCheckout();
  preloadKaspiCheckout();
  assert.equal(typeof KaspiCheckoutElement, "function");
  assert.deepEqual(
    Object.keys(globalThis).filter((name) => name !== "widgets"),
    before,
  );
});

test("so can the file for the script tag", async () => {
  Object.assign(globalThis, { WASM_FILE: "kaspi-checkout.wasm" });
  const { defineKaspiCheckout } = await import("../cdn.js");
  assert.equal(typeof defineKaspiCheckout, "function");
});

test("the React wrapper renders on a server, with the pay response in the page", async () => {
  const { createElement } = await import("react");
  const { renderToString } = await import("react-dom/server");
  const { KaspiCheckout } = await import("../react.js");
  const html = renderToString(
    createElement(
      KaspiCheckout,
      { payResponse: { paymentId: "1" }, statusUrl: "/status", mode: "qr", onResult: () => {}, id: "pay" },
      createElement("a", { href: "/other" }, "other ways"),
    ),
  );
  assert.equal(
    html,
    '<kaspi-checkout pay-response="{&quot;paymentId&quot;:&quot;1&quot;}" status-url="/status" mode="qr" id="pay">' +
      '<a href="/other">other ways</a></kaspi-checkout>',
  );
});

test("what React hands on to the element means in React 18 what it means in React 19", async () => {
  const { createElement } = await import("react");
  const { renderToString } = await import("react-dom/server");
  const { KaspiCheckout } = await import("../react.js");
  /** @type {any} */
  let made;
  const look = (/** @type {object} */ properties) => {
    const Look = () => {
      made = KaspiCheckout(properties);
      return null;
    };
    renderToString(createElement(Look));
    return made.props;
  };
  assert.equal("hidden" in look({ hidden: false }), false);
  assert.equal(look({ hidden: true }).hidden, true);
  const cleanUp = () => {};
  assert.equal(look({ ref: () => cleanUp }).ref({}), cleanUp);
});

test("each attribute has a property that reflects it, and each is observed", async () => {
  const { KaspiCheckoutElement } = await import("../index.js");
  const camel = (/** @type {string} */ name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  for (const attribute of KaspiCheckoutElement.observedAttributes) {
    const descriptor = Object.getOwnPropertyDescriptor(KaspiCheckoutElement.prototype, camel(attribute));
    assert.ok(descriptor?.get && descriptor.set, attribute);
  }
  assert.equal(KaspiCheckoutElement.observedAttributes.length, 13);
});
