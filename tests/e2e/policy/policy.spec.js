// The strictest policies that a page may have: the code is shown, the payment is carried to its result, and the browser
// reports no violation.

import { expect, test } from "@playwright/test";
import { codeOfPayment } from "../../packaging/support/buyer.js";
import { openShop } from "../../packaging/support/shop.js";
import { shownIn } from "../support/docs.js";
import { readQr } from "../support/qr.js";

const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'none'";
/** The strictest of all, as the docs give it. */
const DOCUMENTED = shownIn("docs/policy.md", "text").replaceAll("\n", " ").trim();

/** @type {import("../../packaging/support/shop.js").Shop[]} */
let shops = [];
test.afterEach(async () => {
  for (const shop of shops) await shop.stop();
  shops = [];
});

/**
 * @param {Record<string, string>} headers
 * @param {Record<string, string>} [placeholders]
 */
async function open(headers, placeholders = {}) {
  const shop = await openShop({ placeholders, headers });
  shop.serve("dist/cdn", "tests/e2e/policy");
  shops.push(shop);
  return shop;
}

/**
 * Remembers what the browser reports, in every frame.
 * @param {import("@playwright/test").Page} page
 */
async function watchViolations(page) {
  /** @type {string[]} */
  const violations = [];
  await page.exposeFunction("violated", (/** @type {string} */ what) => {
    // The browser looks for an icon of the page by itself.
    if (!what.includes("/favicon.ico")) violations.push(what);
  });
  await page.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
      /** @type {any} */ (window).violated(`${effectiveDirective} ${blockedURI} ${sample}`),
    ),
  );
  return violations;
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {import("@playwright/test").Page | import("@playwright/test").FrameLocator} place
 */
async function expectCode(page, place) {
  await expect(place.locator("[part~=code]").first()).toBeVisible();
  const code = await codeOfPayment();
  await expect.poll(async () => readQr(await page.screenshot())).toBe(code);
}

for (const [name, headers, path] of /** @type {const} */ ([
  ["no styles, no foreign requests, scripts from here", { "content-security-policy": STRICT }, "/page.html"],
  ["no trusted types at all", { "content-security-policy": DOCUMENTED }, "/page.html"],
  ["no trusted types, by the classic loader", { "content-security-policy": DOCUMENTED }, "/loader.html"],
  [
    "only what carries the nonce",
    {
      "content-security-policy":
        "default-src 'none'; script-src 'nonce-r4nd0m' 'wasm-unsafe-eval'; style-src 'nonce-r4nd0m'; connect-src 'self'",
    },
    "/page.html",
  ],
  [
    "no permission for anything",
    {
      "permissions-policy":
        "screen-wake-lock=(), clipboard-read=(), clipboard-write=(), web-share=(), fullscreen=(), storage-access=()",
    },
    "/page.html",
  ],
  [
    "isolated from other origins",
    { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" },
    "/page.html",
  ],
  [
    "reported only",
    {
      "content-security-policy-report-only": `${DOCUMENTED}; img-src 'none'; font-src 'none'; base-uri 'none'`,
    },
    "/page.html",
  ],
])) {
  test(`a page that allows ${name}`, async ({ page }) => {
    const shop = await open(headers);
    const violations = await watchViolations(page);
    await page.goto(shop.origin + path);
    await expectCode(page, page);
    shop.setStatus("SUCCESS");
    await page.waitForURL(`${shop.origin}/orders/42`);
    expect(violations).toEqual([]);
  });
}

for (const [scripts, policy] of [
  ["scripts from here", STRICT],
  ["what carries the nonce", STRICT.replace("'self' 'wasm-unsafe-eval'", "'nonce-r4nd0m' 'wasm-unsafe-eval'")],
]) {
  test(`a page that allows ${scripts} but no wasm gets the plain link, and the result all the same`, async ({
    page,
  }) => {
    const shop = await open({ "content-security-policy": String(policy).replace(" 'wasm-unsafe-eval'", "") });
    await page.addInitScript(() =>
      document.addEventListener("kaspi-error", (event) =>
        console.info(/** @type {CustomEvent} */ (event).detail.code, /** @type {CustomEvent} */ (event).detail.fatal),
      ),
    );
    const told = page.waitForEvent("console", (message) => message.text() === "wasm-unavailable true");
    await page.goto(`${shop.origin}/page.html`);
    await told;
    await expect(page.getByRole("link", { name: "Pay with Kaspi.kz" })).toBeVisible();
    shop.setStatus("SUCCESS");
    await page.waitForURL(`${shop.origin}/orders/42`);
  });
}

test("a sandboxed frame, which has neither an origin nor storage", async ({ page }) => {
  const shop = await open({ "access-control-allow-origin": "*" });
  await page.goto(`${shop.origin}/sandboxed.html`);
  await expectCode(page, page.frameLocator("iframe"));
  shop.setStatus("SUCCESS");
  await expect.poll(() => page.frames()[1]?.url()).toBe(`${shop.origin}/orders/42`);
});

test("a frame of another origin", async ({ page }) => {
  const checkout = await open({});
  const shop = await open({}, { "the other origin": checkout.origin });
  await page.goto(`${shop.origin}/framed.html`);
  await expectCode(page, page.frameLocator("iframe"));
  checkout.setStatus("SUCCESS");
  await expect.poll(() => page.frames()[1]?.url()).toContain("/orders/42");
});

for (const wasm of ["there", "missing"]) {
  test(`a frame that is written into the page, which has its origin and no place of its own; the wasm is ${wasm}`, async ({
    page,
  }) => {
    const shop = await open({});
    if (wasm === "missing") await page.route("**/*.wasm", (route) => route.abort());
    await page.goto(`${shop.origin}/orders/42`);
    await page.evaluate(async (origin) => {
      const html = await (await fetch("/page.html")).text();
      const frame = document.createElement("iframe");
      frame.srcdoc = html.replace('result-url="', `result-url="${origin}`);
      document.body.replaceChildren(frame);
    }, shop.origin);
    await expect(page.frameLocator("iframe").locator("[part~=code], a").first()).toBeVisible();
    shop.setStatus("SUCCESS");
    await expect.poll(() => page.frames()[1]?.url()).toBe(`${shop.origin}/orders/42`);
  });
}
