// Into the app and back, in all three engines: by itself or by a tap, and by each way in which a buyer returns.
//   ENGINES=Firefox,WebKit   some of them; default: all

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { openShop } from "../packaging/support/shop.js";
import { ENGINES } from "./engines.js";

/** @typedef {import("./webdriver.js").Browser} Browser */

const ELEMENT = "document.querySelector('kaspi-checkout')";
const APP_LINK = `${ELEMENT}.shadowRoot.querySelector('[part~=app-link]')`;
/** Every byte of it must arrive as Antom has written it; only WebKit's network library writes the escapes in capitals. */
const LINK = "/apm?codeValue=a%2FB%3D()*;,~&empty=&x=%D0%B9";
const wanted = process.env.ENGINES?.split(",") ?? Object.keys(ENGINES);

/** How the buyer comes back. @type {{ name: string, page: boolean, comeBack: (browser: Browser) => Promise<unknown> }[]} */
const WAYS_BACK = [
  { name: "the app came up over the page; reload", page: false, comeBack: (browser) => browser.reload() },
  { name: "a page that leads on to the app; back button", page: true, comeBack: (browser) => browser.back() },
];

/** @type {string[]} */
const table = [];
after(() => console.log(["engine | way in | way back", ...table].join("\n")));

for (const [engine, start] of Object.entries(ENGINES).filter(([name]) => wanted.includes(name))) {
  test(engine, async (context) => {
    for (const launch of ["auto", "tap"]) {
      for (const { name, page, comeBack } of WAYS_BACK) {
        const row = `${engine} | ${launch === "auto" ? "by itself, announced" : "by a tap"} | ${name}`;
        await context.test(row, async (story) => {
          /** @type {string[]} */
          const visits = [];
          const shop = await openShop({
            placeholders: { launch },
            payment: (origin) => ({ applinkUrl: `${origin}${LINK}` }),
            answer: (url) => {
              if (!url.startsWith("/apm")) return undefined;
              visits.push(url);
              // A link that an app takes over leaves the page as it was.
              return page ? 200 : 204;
            },
          });
          shop.serve("dist/cdn", "tests/engines");
          const browser = await start();
          story.after(async () => {
            await browser.close();
            await shop.stop();
          });

          await browser.open(`${shop.origin}/phone.html`);
          if (launch === "tap") {
            await browser.until(APP_LINK);
            await browser.tap(APP_LINK);
          }
          await until(() => visits.length > 0);
          assert.deepEqual(visits, [LINK]);
          if (page) await browser.until("location.pathname === '/apm'");

          const asked = shop.asked();
          await comeBack(browser);
          await browser.until(APP_LINK);
          await until(() => shop.asked() > asked);
          const handoffs = await browser.run("return JSON.parse(sessionStorage.getItem('handoffs'))");
          assert.deepEqual(
            handoffs.map((/** @type {{ url: string }} */ { url }) => url),
            [`${shop.origin}${LINK}`],
          );
          if (handoffs[0].gesture !== null) assert.equal(handoffs[0].gesture, launch === "tap");

          shop.setStatus("SUCCESS");
          await browser.until("location.pathname === '/orders/42'");
          assert.deepEqual(visits, [LINK], "never opened twice");
          table.push(`✓ ${row}`);
        });
      }
    }
  });
}

/** @param {() => boolean} holds */
async function until(holds) {
  const deadline = Date.now() + 20_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, `never true: ${holds}`);
    await wait(50);
  }
}
