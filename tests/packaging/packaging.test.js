// Each consumer is installed from the packed archive, built by its own tool, opened in a browser, and pays.
//   CONSUMERS=fast | slow | vite,next   some of them; default: all

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "@playwright/test";
import { chromiumOptions } from "../e2e/support/browser.js";
import { freePort, listening } from "../support/port.js";
import { payAt } from "./support/buyer.js";
import { buildConsumer } from "./support/consumer.js";
import { openShop } from "./support/shop.js";

/** @type {import("@playwright/test").Browser} */
let browser;
before(async () => {
  browser = await chromium.launch(chromiumOptions());
});
after(() => browser.close());

const SLOW = ["parcel", "angular", "astro", "next"];
const wanted = process.env.CONSUMERS ?? "all";

/** @param {string} name */
function isWanted(name) {
  if (wanted === "all") return true;
  return ["fast", "slow"].includes(wanted)
    ? SLOW.includes(name) === (wanted === "slow")
    : wanted.split(",").includes(name);
}

/**
 * @param {string} name
 * @param {(shop: import("./support/shop.js").Shop) => Promise<void | (() => Promise<unknown>)>} prepare
 *   makes the shop serve the consumer; what it returns is called at the end
 */
function consumer(name, prepare) {
  if (!isWanted(name)) return;
  test(name, async (context) => {
    const hashes = JSON.parse(await readFile("dist/cdn/integrity.json", "utf8"));
    const placeholders = Object.entries(hashes).map(([file, hash]) => [`integrity of ${file}`, hash]);
    const shop = await openShop({ placeholders: Object.fromEntries(placeholders) });
    context.after(() => shop.stop());
    const finish = await prepare(shop);
    if (finish) context.after(finish);
    const page = await browser.newPage();
    context.after(() => page.close());
    await payAt(page, shop);
  });
}

/**
 * A consumer whose build is a folder of files.
 * @param {string} name
 */
const built = (name) => consumer(name, async (shop) => shop.serve(join(await buildConsumer(name), "dist")));

for (const name of ["script-tag", "classic-loader"]) {
  consumer(name, async (shop) => shop.serve("dist/cdn", join("tests/packaging", name)));
}
for (const name of ["vite", "vite-react", "vue", "svelte", "webpack", "rollup", "esbuild", "parcel", "angular"]) {
  built(name);
}

if (isWanted("types")) {
  test("types", async () => {
    await buildConsumer("types");
  });
}

consumer("astro", async (shop) => {
  process.env.SHOP = shop.origin;
  shop.serve(join(await buildConsumer("astro"), "dist"));
});

consumer("next", async (shop) => {
  process.env.SHOP = shop.origin;
  const folder = await buildConsumer("next");
  const port = await freePort();
  const next = join(folder, "node_modules/next/dist/bin/next");
  const words = [next, "start", "-H", "127.0.0.1", "-p", String(port)];
  const server = spawn(process.execPath, words, { cwd: folder, stdio: "ignore" });
  const exited = once(server, "exit");
  await listening(port, server);
  shop.forwardTo(port);
  return async () => {
    server.kill();
    await exited;
  };
});
