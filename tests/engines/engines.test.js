// The core scenarios in all three engines, by plain WebDriver.
//   ENGINES=Firefox,WebKit   some of them; default: all

import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOfPayment } from "../packaging/support/buyer.js";
import { openShop } from "../packaging/support/shop.js";
import { ENGINES } from "./engines.js";

const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";
const SHADOW = "document.querySelector('kaspi-checkout').shadowRoot";
const wanted = process.env.ENGINES?.split(",") ?? Object.keys(ENGINES);

for (const [engine, start] of Object.entries(ENGINES).filter(([name]) => wanted.includes(name))) {
  test(engine, async (context) => {
    const browser = await start();
    context.after(() => browser.close());

    /**
     * @param {string} name
     * @param {import("../packaging/support/shop.js").ShopOptions} options
     * @param {(shop: import("../packaging/support/shop.js").Shop) => Promise<void>} act
     */
    const scenario = (name, options, act) =>
      context.test(name, async (story) => {
        const shop = await openShop(options);
        story.after(() => shop.stop());
        shop.serve("dist/cdn", "tests/engines");
        await act(shop);
      });
    const heard = () => browser.run("return window.heard");
    const readCode = async () => {
      await browser.until(`${SHADOW}.querySelector('[part~=code]')`);
      return browser.readCode();
    };
    const isAtOrder = "location.pathname === '/orders/42'";

    await scenario("shows a code that can be read, and goes to the result", {}, async (shop) => {
      await browser.open(`${shop.origin}/page.html`);
      assert.equal(await readCode(), await codeOfPayment());
      shop.setStatus("SUCCESS");
      await browser.until(isAtOrder);
    });

    await scenario(
      "works under the strictest policy without a violation",
      { headers: { "content-security-policy": STRICT } },
      async (shop) => {
        await browser.open(`${shop.origin}/page.html`);
        assert.equal(await readCode(), await codeOfPayment());
        assert.deepEqual(await heard(), []);
        shop.setStatus("SUCCESS");
        await browser.until(isAtOrder);
      },
    );

    await scenario("shows no code whose time is over, and knows a late payment", { age: 900_000 }, async (shop) => {
      await browser.open(`${shop.origin}/page.html`);
      await browser.until(`['confirming', 'expired'].includes(document.querySelector('kaspi-checkout').state)`);
      assert.equal(await browser.run(`return ${SHADOW}.querySelector('[part~=code]')`), null);
      shop.setStatus("SUCCESS");
      await browser.until(isAtOrder);
    });

    await scenario(
      "offers a link where no wasm may run, and goes on asking",
      { headers: { "content-security-policy": STRICT.replace("'wasm-unsafe-eval'", "") } },
      async (shop) => {
        await browser.open(`${shop.origin}/page.html`);
        await browser.until(`${SHADOW}.querySelector('a[href^="https://open-sea-global.alipayplus.com/"]')`);
        assert.ok((await heard()).includes("error wasm-unavailable"));
        shop.setStatus("SUCCESS");
        await browser.until(isAtOrder);
      },
    );

    await scenario("loads a wasm that has no MIME type", { types: { ".wasm": "text/plain" } }, async (shop) => {
      await browser.open(`${shop.origin}/page.html`);
      assert.equal(await readCode(), await codeOfPayment());
    });

    await scenario("refuses a wasm that is not the script's", {}, async (shop) => {
      shop.serve("tests/engines/other-wasm", "dist/cdn", "tests/engines");
      await browser.open(`${shop.origin}/page.html`);
      await browser.until(`window.heard.includes("error wasm-unavailable")`);
    });

    await scenario("works in a sandboxed frame", { headers: { "access-control-allow-origin": "*" } }, async (shop) => {
      await browser.open(`${shop.origin}/sandboxed.html`);
      await browser.enterFrame();
      await browser.until(`${SHADOW}.querySelector('[part~=code]')`);
      await browser.leaveFrame();
      assert.equal(await browser.readCode(), await codeOfPayment());
    });

    await scenario("gives way to the children when the wasm traps", {}, async (shop) => {
      shop.serve("npm/test/fake", "npm", "tests/engines");
      await browser.open(`${shop.origin}/trap.html`);
      await browser.until("window.widgets?.length");
      await browser.run("widgets[0].trap()");
      await browser.until(`window.heard.includes("error wasm-trapped")`);
      assert.equal(await browser.run(`return ${SHADOW}.querySelector("slot").hidden`), false);
    });
  });
}
