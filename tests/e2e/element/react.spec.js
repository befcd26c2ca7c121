// The React wrapper in a page in which the element and the wasm are there already, with a stand-in for it that remembers what it is told.

import { build } from "esbuild";
import { expect, test } from "@playwright/test";
import { startStaticServer } from "../support/static_server.js";

/** @type {import("../support/static_server.js").StaticServer} */
let server;
/** React and the wrapper as one file, which leaves the element to the page. */
let bundle = "";

test.beforeAll(async () => {
  server = await startStaticServer(["npm/test/fake", "npm", "tests/e2e/element"]);
  const { outputFiles } = await build({
    stdin: {
      contents: `export { createElement } from "react";
        export { createRoot } from "react-dom/client";
        export { KaspiCheckout } from "./react.js";`,
      resolveDir: "npm",
    },
    plugins: [
      {
        name: "the page's element",
        setup: ({ onResolve }) =>
          onResolve({ filter: /^\.\/index\.js$/ }, () => ({ path: "/index.js", external: true })),
      },
    ],
    bundle: true,
    format: "esm",
    define: { "process.env.NODE_ENV": '"production"' },
    write: false,
  });
  bundle = outputFiles[0]?.text ?? "";
});
test.afterAll(() => server.stop());

test("the checkout knows its source and its listeners from the first", async ({ page }) => {
  await page.route("**/bundle.js", (route) => route.fulfill({ contentType: "text/javascript", body: bundle }));
  await page.goto(`${server.origin}/page.html`);
  const seen = await page.evaluate(`(async () => {
    const { createElement, createRoot, KaspiCheckout } = await import("/bundle.js");
    await import("/define.js");
    await (await import("/wasm.js")).loadWidget();
    const heard = [];
    await new Promise((done) => createRoot(document.querySelector("main")).render(
      createElement(KaspiCheckout, {
        payResponse: { paymentId: "1" },
        statusSource: () => ({ status: "PROCESSING" }),
        onReady: () => heard.push("ready"),
        ref: (element) => element && setTimeout(done),
      })));
    while (!window.widgets?.length) await new Promise((done) => setTimeout(done));
    const [{ options, calls }] = window.widgets;
    return { heard, source: typeof options.statusSource, calls };
  })()`);
  expect(seen).toEqual({ heard: ["ready"], source: "function", calls: [] });
});
