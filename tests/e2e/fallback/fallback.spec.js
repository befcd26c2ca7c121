// Where the wasm cannot run: a link, a picture, and plain asking, in simulated time.

import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { writeMemory } from "../../../npm/fallback-memory.js";
import { startStaticServer } from "../support/static_server.js";

const payResponse = readFileSync("tests/fixtures/antom/KASPI_KZ__pay_response_WAP.json", "utf8");
const CREATED = Date.parse("2026-01-26T06:16:13Z");
const MINUTE = 60_000;

/** @type {import("../support/static_server.js").StaticServer} */
let server;

test.beforeAll(async () => {
  server = await startStaticServer(["npm/test/fake", "npm", "tests/e2e/fallback"]);
});
test.afterAll(() => server.stop());

/** What the status endpoint answers, and how often it was asked. */
let status =
  /** @type {{ code: number, body: object | string, headers: Record<string, string>, asked: number }} */ ({});

test.beforeEach(async ({ page }) => {
  status = { code: 200, body: { status: "PROCESSING" }, headers: {}, asked: 0 };
  await page.clock.install({ time: CREATED + MINUTE });
  await page.route("**/*.wasm", (route) => route.abort());
  await page.route("https://**", (route) => route.abort());
  await page.route("**/status", (route) => {
    status.asked += 1;
    const body = typeof status.body === "string" ? status.body : JSON.stringify(status.body);
    return route.fulfill({
      status: status.code,
      body,
      headers: { "content-type": "application/json", ...status.headers },
    });
  });
  await page.route("**/result", (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>the result</title>" }),
  );
});

/**
 * Opens the page with a checkout and waits for its first question.
 * @param {import("@playwright/test").Page} page
 * @param {Record<string, string>} [attributes]
 * @param {string} [children]
 */
async function open(page, attributes = {}, children = "") {
  await page.goto(`${server.origin}/page.html`);
  await page.evaluate(
    async ({ attributes, children }) => {
      Object.assign(window, { heard: [] });
      for (const type of ["kaspi-statechange", "kaspi-result", "kaspi-error", "kaspi-expired"]) {
        document.addEventListener(type, (event) =>
          /** @type {any} */ (window).heard.push([type, /** @type {CustomEvent} */ (event).detail]),
        );
      }
      const checkout = document.createElement("kaspi-checkout");
      for (const [name, value] of Object.entries(attributes)) checkout.setAttribute(name, value);
      checkout.innerHTML = children;
      document.querySelector("main")?.append(checkout);
      await import(/** @type {any} */ ("/define.js"));
    },
    { attributes: { "status-url": "/status", "pay-response": payResponse, ...attributes }, children },
  );
  await expect.poll(() => status.asked).toBeGreaterThan(0);
}

/** @param {import("@playwright/test").Page} page */
const link = (page) => page.getByRole("link", { name: "Pay with Kaspi.kz" });

/**
 * Lets seconds pass, with time for the answers in between, until the buyer reads what is expected.
 * @param {import("@playwright/test").Page} page
 * @param {string | RegExp} text
 */
async function untilBuyerReads(page, text) {
  await expect(async () => {
    await page.clock.runFor(1_000);
    await expect(page.getByRole("status")).toHaveText(text, { timeout: 100 });
  }).toPass();
}

/**
 * The details of the events of one type.
 * @param {import("@playwright/test").Page} page
 * @param {string} wanted
 */
const heard = (page, wanted) =>
  page.evaluate(
    (wanted) =>
      /** @type {[string, object][]} */ (/** @type {any} */ (window).heard)
        .filter(([type]) => type === wanted)
        .map(([, detail]) => detail),
    wanted,
  );

/** @param {import("@playwright/test").Page} page */
const state = (page) => page.evaluate("document.querySelector('kaspi-checkout').state");

test("offers Antom's page and the hosted picture, and goes to the result once", async ({ page }) => {
  await page.unroute("https://**");
  const picture = page.waitForRequest("https://qr.alipayplus.com/**");
  await page.route("https://**", (route) => route.abort());
  await open(page, { "result-url": "/result" });
  await expect(link(page)).toHaveAttribute("href", /^https:\/\/open-sea-global\.alipayplus\.com\//);
  expect((await picture).url()).toContain("picSize=L");
  status.body = { status: "SUCCESS" };
  await page.clock.runFor(4_000);
  await expect(page).toHaveTitle("the result");
});

test("nothing invites to pay once the time is over, and a late payment is still a payment", async ({ page }) => {
  await open(page);
  await expect(link(page)).toBeVisible();
  await page.clock.fastForward(10 * MINUTE);
  await expect(link(page)).toBeHidden();
  await expect(page.getByRole("img")).toHaveCount(0);
  await untilBuyerReads(page, /time to pay is over/);
  expect(await heard(page, "kaspi-expired")).toHaveLength(1);
  status.body = { status: "SUCCESS" };
  await untilBuyerReads(page, "Paid. Thank you!");
  expect(await heard(page, "kaspi-result")).toEqual([
    {
      status: "SUCCESS",
      state: "paid",
      paymentId: "20260126194010800100188550244314856",
      paymentRequestId: "PAYMENT_20260126141612922_AUTO",
      late: true,
    },
  ]);
});

test("a code that was dead from the first is asked about all the same", async ({ page }) => {
  await page.clock.setSystemTime(CREATED + 60 * MINUTE);
  await open(page);
  await expect(link(page)).toBeHidden();
  await page.clock.runFor(4_000);
  await expect.poll(() => status.asked).toBeGreaterThan(1);
  expect(await state(page)).toBe("confirming");
  await untilBuyerReads(page, /time to pay is over/);
  status.body = { status: "SUCCESS" };
  await untilBuyerReads(page, "Paid. Thank you!");
});

test("stands in where the browser has no WebAssembly at all", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await open(page);
  await expect(link(page)).toBeVisible();
  expect(await heard(page, "kaspi-error")).toEqual([
    expect.objectContaining({ code: "wasm-unavailable", fatal: true }),
  ]);
});

test("stands in where the browser takes no constructed styles", async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new TypeError("Illegal constructor");
    };
    globalThis.CSSStyleSheet = new Proxy(CSSStyleSheet, { construct: refuse });
  });
  await open(page, { "result-url": "/result" });
  await expect(link(page)).toBeVisible();
  expect(await heard(page, "kaspi-error")).toEqual([
    expect.objectContaining({ code: "wasm-unavailable", fatal: true }),
  ]);
  status.body = { status: "SUCCESS" };
  await page.clock.runFor(4_000);
  await expect(page).toHaveTitle("the result");
});

test("stands in where the browser has little of what the widget wants", async ({ page }) => {
  await page.addInitScript(() => {
    /** @type {[object, string[]][]} */
    const younger = [
      [Array.prototype, ["at", "findLast", "findLastIndex", "toReversed", "toSorted", "toSpliced", "with"]],
      [String.prototype, ["at", "isWellFormed"]],
      [Object, ["hasOwn", "groupBy"]],
      [Promise, ["any", "try", "withResolvers"]],
      [AbortSignal, ["timeout", "any"]],
      [globalThis, ["structuredClone"]],
      [Element.prototype, ["checkVisibility"]],
    ];
    for (const [owner, names] of younger) for (const name of names) Reflect.deleteProperty(owner, name);
  });
  await open(page, { "result-url": "/result" });
  await expect(link(page)).toBeVisible();
  await page.evaluate(() => document.querySelector("kaspi-checkout")?.append("another way to pay"));
  await expect(page.getByText("another way to pay")).toBeVisible();
  status.body = { status: "SUCCESS" };
  await page.clock.runFor(4_000);
  await expect(page).toHaveTitle("the result");
});

test("says that there is nothing to pay with where the picture cannot be had, and no link is", async ({ page }) => {
  const { orderCodeForm, result, paymentId, paymentCreateTime } = JSON.parse(payResponse);
  await open(page, { "pay-response": JSON.stringify({ orderCodeForm, result, paymentId, paymentCreateTime }) });
  await expect(page.getByRole("status")).toHaveText("The payment cannot be shown here. Please go back to the shop.");
  await expect(page.getByRole("img")).toHaveCount(0);
});

test("says 'checking' and shows no link while no answer has come after the expiry", async ({ page }) => {
  status.code = 503;
  await open(page);
  await page.clock.runFor(10 * MINUTE);
  await expect(page.getByRole("status")).toHaveText("Checking your payment…");
  await expect(link(page)).toBeHidden();
  expect(await heard(page, "kaspi-error")).toContainEqual(
    expect.objectContaining({ code: "status-http-5xx", fatal: false }),
  );
});

test("the server's clock beats a page's clock that is hours ahead", async ({ page }) => {
  await page.clock.setSystemTime(CREATED + 300 * MINUTE);
  status.body = { status: "PROCESSING", serverTime: CREATED + MINUTE };
  await open(page);
  await expect(link(page)).toBeVisible();
  // The server's clock goes on as the page's does: an answer that says the same time again would turn it back.
  status.body = { status: "PROCESSING" };
  await page.clock.runFor(9.5 * MINUTE);
  await expect(link(page)).toBeHidden();
});

test("a payment that is being processed is not to be paid again", async ({ page }) => {
  status.body = { status: "PENDING" };
  await open(page, {}, "<a href='/pay'>pay elsewhere</a>");
  await expect(page.getByRole("status")).toHaveText(/do not\spay again/);
  await expect(page.getByText("pay elsewhere")).toBeHidden();
  status.body = { status: "SUCCESS" };
  await page.clock.runFor(15_000);
  await expect(page.getByRole("status")).toHaveText("Paid. Thank you!");
});

test("the page's own children come first", async ({ page }) => {
  await open(page, {}, "<a href='/pay'>pay elsewhere</a>");
  await expect(page.getByText("pay elsewhere")).toBeVisible();
  await expect(link(page)).toBeHidden();
});

test("stands in while the wasm is slow, and gives way to it once", async ({ page }) => {
  let release = () => {};
  const held = new Promise((resolve) => (release = () => resolve(undefined)));
  await page.unroute("**/*.wasm");
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  const opened = open(page);
  await page.waitForRequest("**/*.wasm");
  await page.clock.fastForward(9_000);
  await opened;
  await expect(link(page)).toBeVisible();
  expect(await heard(page, "kaspi-error")).toEqual([]);
  release();
  await expect(page.getByText("the card")).toBeVisible();
  await expect(link(page)).toHaveCount(0);
  const { asked } = status;
  await page.clock.runFor(MINUTE);
  expect(status.asked).toBe(asked);
});

test("an element that comes back while the wasm is still slow has somebody who stands in", async ({ page }) => {
  await page.unroute("**/*.wasm");
  await page.route("**/*.wasm", () => {});
  const opened = open(page);
  await page.waitForRequest("**/*.wasm");
  await page.clock.fastForward(9_000);
  await opened;
  await expect(link(page)).toBeVisible();
  const { asked } = status;
  await page.evaluate(`(async () => {
    const checkout = document.querySelector("kaspi-checkout");
    checkout.remove();
    await new Promise((done) => {
      addEventListener("message", done, { once: true });
      postMessage(0);
    });
    document.querySelector("main").append(checkout);
  })()`);
  await expect(link(page)).toBeVisible();
  await expect.poll(() => status.asked).toBeGreaterThan(asked);
});

test("a wasm that is slow and fails in the end is told", async ({ page }) => {
  let fail = () => {};
  const held = new Promise((resolve) => (fail = () => resolve(undefined)));
  await page.unroute("**/*.wasm");
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.abort();
  });
  const opened = open(page);
  await page.waitForRequest("**/*.wasm");
  await page.clock.fastForward(9_000);
  await opened;
  await expect(link(page)).toBeVisible();
  fail();
  await expect.poll(() => heard(page, "kaspi-error")).toEqual([expect.objectContaining({ code: "wasm-unavailable" })]);
  await expect(link(page)).toBeVisible();
});

test("a result that came while the wasm was away is told once", async ({ page }) => {
  status.body = { status: "SUCCESS" };
  await open(page);
  await expect(page.getByRole("status")).toHaveText("Paid. Thank you!");
  await page.unroute("**/*.wasm");
  const loaded = page.waitForResponse("**/*.wasm");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await loaded;
  await page.evaluate(async () => (await import(/** @type {any} */ ("/wasm.js"))).loadWidget());
  expect(await page.evaluate("window.widgets.length")).toBe(0);
  await expect(page.getByRole("status")).toHaveText("Paid. Thank you!");
});

test("another payment's answer is dropped", async ({ page }) => {
  status.body = { status: "SUCCESS", paymentId: "another" };
  await open(page, { "result-url": "/result" });
  await page.clock.runFor(MINUTE);
  await expect(link(page)).toBeVisible();
  expect(await heard(page, "kaspi-error")).toContainEqual(expect.objectContaining({ code: "status-other-payment" }));
  expect(await state(page)).toBe("waiting");
});

test("a foreign redirect is not followed, the author's place is", async ({ page }) => {
  status.body = { status: "SUCCESS", redirectUrl: "https://evil.example/" };
  await open(page, { "result-url": "/result" });
  await expect(page).toHaveTitle("the result");
});

test("a prevented result keeps the buyer here", async ({ page }) => {
  await page.addInitScript(() => document.addEventListener("kaspi-result", (event) => event.preventDefault()));
  status.body = { status: "FAIL" };
  await open(page, { "result-url": "/result" });
  await expect(page.getByRole("status")).toHaveText("The payment was not made.");
  await expect(page.getByRole("link", { name: "Continue" })).toHaveAttribute("href", /\/result$/);
  await page.clock.runFor(MINUTE);
  expect(new URL(page.url()).pathname).toBe("/page.html");
  expect(await heard(page, "kaspi-result")).toHaveLength(1);
});

test("attributes are read as leniently as by the widget", async ({ page }) => {
  status.body = { status: "SUCCESS" };
  await open(page, { "result-url": "\n  /result\n", "redirect-target": " None ", locale: " KK " });
  await expect(page.getByRole("status")).toHaveText("Төленді. Рақмет!");
  expect(await page.locator("[part=fallback]").getAttribute("lang")).toBe("kk");
  expect(await heard(page, "kaspi-error")).toEqual([expect.objectContaining({ code: "wasm-unavailable" })]);
  await page.evaluate(() => {
    const checkout = document.querySelector("kaspi-checkout");
    const next = /** @type {Element} */ (checkout?.cloneNode(true));
    next.setAttribute("redirect-target", "SELF");
    checkout?.replaceWith(next);
  });
  await expect(page).toHaveTitle("the result");
});

test("a locale that nobody knows leaves the choice to the page", async ({ page }) => {
  await open(page, { locale: "Auto" });
  await expect(link(page)).toBeVisible();
});

test("the page around a frame is taken to the result, though it is of another origin", async ({ page }) => {
  const around = await startStaticServer(["tests/e2e/fallback"]);
  await page.goto(`${around.origin}/page.html`);
  await page.evaluate((src) => {
    document.querySelector("main")?.append(Object.assign(document.createElement("iframe"), { src }));
  }, `${server.origin}/page.html`);
  const frame = page.frameLocator("iframe");
  // No frame may take away the page around it before the buyer has touched it.
  await frame.locator("html").click();
  await frame.locator("html").evaluate(async (html, payResponse) => {
    const checkout = document.createElement("kaspi-checkout");
    const attributes = { "status-url": "/status", "result-url": "/result", "redirect-target": "top" };
    for (const [name, value] of Object.entries({ ...attributes, "pay-response": payResponse })) {
      checkout.setAttribute(name, value);
    }
    html.querySelector("main")?.append(checkout);
    await import(/** @type {any} */ ("/define.js"));
  }, payResponse);
  await expect(frame.getByRole("link", { name: "Pay with Kaspi.kz" })).toBeVisible();
  status.body = { status: "SUCCESS" };
  await page.clock.runFor(4_000);
  await expect(page).toHaveURL(`${server.origin}/result`);
  await around.stop();
});

test("Retry-After is obeyed, and questions never overlap", async ({ page }) => {
  status.code = 429;
  status.headers = { "retry-after": "20" };
  await open(page);
  await expect
    .poll(() => heard(page, "kaspi-error"))
    .toContainEqual(expect.objectContaining({ code: "status-http-429" }));
  const { asked } = status;
  await page.clock.runFor(17_000);
  expect(status.asked).toBe(asked);
  await page.clock.runFor(6_000);
  await expect.poll(() => status.asked).toBe(asked + 1);
});

test("an answer that fails late is an expiry, not a failure", async ({ page }) => {
  await open(page);
  // The code lives for ten minutes and a second.
  await page.clock.fastForward(9 * MINUTE + 2_000);
  status.body = { status: "FAIL" };
  await untilBuyerReads(page, /time to pay is over/);
  expect(await heard(page, "kaspi-result")).toEqual([]);
});

test("asking keeps its pace, whatever the page changes", async ({ page }) => {
  status = { code: 503, body: "busy", headers: { "retry-after": "60" }, asked: 0 };
  await open(page);
  await expect.poll(() => heard(page, "kaspi-error")).toHaveLength(2);
  for (let change = 0; change < 10; change += 1) {
    await page.evaluate((change) => {
      /** @type {any} */ (document.querySelector("kaspi-checkout")).texts = { title: String(change) };
    }, change);
    await page.clock.runFor(1_000);
  }
  expect(status.asked).toBe(1);
  expect(await heard(page, "kaspi-error")).toHaveLength(2);
  status.code = 200;
  status.body = { status: "SUCCESS" };
  await page.clock.runFor(60_000);
  await expect.poll(() => state(page)).toBe("paid");
});

test("a question goes on while the page renders anew what the fallback does not read", async ({ page }) => {
  await open(page, { "result-url": "/result" });
  await page.evaluate(`
    checkout = document.querySelector("kaspi-checkout");
    asked = [];
    checkout.statusSource = () => new Promise((answer) => asked.push(answer));
  `);
  await expect
    .poll(async () => {
      await page.clock.runFor(1_000);
      return page.evaluate("asked.length");
    })
    .toBe(1);
  await page.evaluate(`(async () => {
    checkout.texts = { waiting: "Pay now" };
    checkout.setAttribute("theme", "dark");
    checkout.statusSource = () => new Promise((answer) => asked.push(answer));
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    asked[0]({ status: "SUCCESS" });
  })()`);
  await expect(page).toHaveTitle("the result");
});

test("a child that is hidden while the page runs is no way to pay", async ({ page }) => {
  await open(page, {}, '<a href="/other">another way</a>');
  await expect(page.getByRole("link", { name: "another way" })).toBeVisible();
  await page.evaluate(() => document.querySelector("kaspi-checkout a")?.setAttribute("hidden", ""));
  await expect(link(page)).toBeVisible();
  await page.evaluate(() => document.querySelector("kaspi-checkout a")?.removeAttribute("hidden"));
  await expect(link(page)).toBeHidden();
});

test("a payment without a name that is on its way stays with the fallback that knows of it", async ({ page }) => {
  status.body = { status: "PENDING" };
  const { paymentId, paymentRequestId, ...nameless } = JSON.parse(payResponse);
  await open(page, { "pay-response": JSON.stringify(nameless) });
  await expect.poll(() => state(page)).toBe("pending");
  await page.unroute("**/*.wasm");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.clock.runFor(1_000);
  await expect(link(page)).toBeHidden();
  expect(await state(page)).toBe("pending");
  expect([typeof paymentId, typeof paymentRequestId]).toEqual(["string", "string"]);
});

test("a fallback that cannot be had is not asked for at each change of a child", async ({ page }) => {
  let asked = 0;
  await page.route("**/fallback.js", (route) => {
    asked += 1;
    return route.abort();
  });
  await page.goto(`${server.origin}/page.html`);
  await page.evaluate(async (payResponse) => {
    const checkout = document.createElement("kaspi-checkout");
    checkout.setAttribute("pay-response", payResponse);
    checkout.innerHTML = "<p>0</p>";
    document.querySelector("main")?.append(checkout);
    await import(/** @type {any} */ ("/define.js"));
  }, payResponse);
  await expect.poll(() => asked).toBeGreaterThan(0);
  await page.evaluate(async () => {
    for (let change = 0; change < 20; change += 1) {
      const child = document.querySelector("kaspi-checkout p");
      if (child) child.textContent = String(change);
      await Promise.resolve();
    }
  });
  await page.waitForFunction(() => document.querySelector("kaspi-checkout p")?.textContent === "19");
  expect(asked).toBeLessThanOrEqual(2);
});

for (const [what, attributes] of Object.entries({
  "a payment without a source": { "pay-response": payResponse },
  "a payment with a blank source": { "pay-response": payResponse, "status-url": " " },
  "no payment": { "status-url": "/status" },
})) {
  test(`nobody is asked about ${what}, though the page wants it`, async ({ page }) => {
    status.body = { status: "SUCCESS" };
    await page.goto(`${server.origin}/page.html`);
    await page.evaluate(async (attributes) => {
      const asked = /** @type {unknown[]} */ ([]);
      const { fetch } = globalThis;
      globalThis.fetch = (...request) => {
        if (!String(request[0]).endsWith(".wasm")) asked.push(request[0]);
        return fetch(...request);
      };
      const checkout = document.createElement("kaspi-checkout");
      for (const [name, value] of Object.entries(attributes)) checkout.setAttribute(name, value);
      document.querySelector("main")?.append(checkout);
      Object.assign(window, { asked, checkout });
      await import(/** @type {any} */ ("/define.js"));
      await new Promise((done) => checkout.addEventListener("kaspi-error", done, { once: true }));
      await import(/** @type {any} */ ("/fallback.js"));
    }, attributes);
    const expected = "pay-response" in attributes ? "waiting" : "idle";
    await expect.poll(() => state(page)).toBe(expected);
    const asked = await page.evaluate(`(async () => {
      checkout.checkNow();
      for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
      return asked;
    })()`);
    expect(asked).toEqual([]);
    expect(await state(page)).toBe(expected);
  });
}

const OTHER_WAY = "<a href='/other'>another way</a>";
const { paymentId } = JSON.parse(payResponse);
const PAID = payResponse.replace(/("resultStatus":\s*)"U"/, '$1"S"');
/** What the tab keeps of the payment once it is paid. */
const KEPT = writeMemory({
  kept: CREATED,
  deadline: CREATED + 10 * MINUTE,
  handedOff: "0",
  chosen: "-",
  concluded: false,
  order: [{ mark: "!", paymentId }],
});

/**
 * Opens the page with a checkout that has a child, and waits until its fallback is asked for.
 * @param {import("@playwright/test").Page} page
 * @param {{ text: string, kept?: string }} given the pay response, and what the tab keeps of the payment
 */
async function openWithChild(page, { text, kept }) {
  await page.goto(`${server.origin}/page.html`);
  const asked = page.waitForRequest("**/fallback.js");
  await page.evaluate(
    async ({ text, kept, paymentId, child }) => {
      if (kept) sessionStorage.setItem(`kaspi-checkout:${paymentId}`, kept);
      const checkout = document.createElement("kaspi-checkout");
      checkout.setAttribute("status-url", "/status");
      checkout.setAttribute("pay-response", text);
      checkout.innerHTML = child;
      document.querySelector("main")?.append(checkout);
      await import(/** @type {any} */ ("/define.js"));
    },
    { text, kept, paymentId, child: OTHER_WAY },
  );
  await asked;
}

for (const [what, given] of Object.entries({
  "this tab knows to be paid": { text: payResponse, kept: KEPT },
  "says that it is paid": { text: PAID },
})) {
  test(`the children do not offer another way for a payment that ${what}`, async ({ page }) => {
    const otherWay = page.getByText("another way");
    let answer = () => {};
    const held = new Promise((resolve) => (answer = () => resolve(undefined)));
    await page.route("**/fallback.js", async (route) => {
      await held;
      await route.continue();
    });
    await openWithChild(page, given);
    await expect(otherWay).toBeHidden();
    await page.clock.fastForward(60_000);
    await expect(otherWay).toBeHidden();
    answer();
    await expect(page.getByRole("status")).toHaveText(/do not\spay again/);
    await expect(otherWay).toBeHidden();

    await page.unroute("**/fallback.js");
    await page.route("**/fallback.js", (route) => route.abort());
    const lost = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/fallback.js"));
    await openWithChild(page, given);
    await lost;
    await page.clock.fastForward(60_000);
    await expect(otherWay).toBeHidden();
  });
}

test("the children come where the fallback cannot be had, and where nobody hears of it", async ({ page }) => {
  await page.route("**/fallback.js", (route) => route.abort());
  await openWithChild(page, { text: payResponse });
  await expect(page.getByText("another way")).toBeVisible();

  await page.unroute("**/fallback.js");
  await page.route("**/fallback.js", () => {});
  await openWithChild(page, { text: payResponse });
  await expect(page.getByText("another way")).toBeHidden();
  await page.clock.fastForward(9_000);
  await expect(page.getByText("another way")).toBeVisible();
});

test("the children go where the page comes with a payment that is paid, and come for the next order", async ({
  page,
}) => {
  await page.route("**/fallback.js", (route) => route.abort());
  await openWithChild(page, { text: "" });
  const otherWay = page.getByText("another way");
  await expect(otherWay).toBeVisible();
  await page.evaluate((paid) => document.querySelector("kaspi-checkout")?.setAttribute("pay-response", paid), PAID);
  await expect(otherWay).toBeHidden();
  await page.evaluate(
    (next) => document.querySelector("kaspi-checkout")?.setAttribute("pay-response", next),
    payResponse,
  );
  await expect(otherWay).toBeVisible();
});

test("a paid payment stays so where the page says it in another way, and another order's does not", async ({
  page,
}) => {
  status.body = { status: "SUCCESS" };
  await open(page, { "redirect-target": "none" });
  await expect(page.getByRole("status")).toHaveText(/Paid/);
  status.code = 500;
  const say = (/** @type {object} */ more) =>
    page.evaluate((more) => {
      const checkout = /** @type {any} */ (document.querySelector("kaspi-checkout"));
      const said = JSON.parse(checkout.getAttribute("pay-response"));
      checkout.setAttribute("pay-response", JSON.stringify({ ...said, ...more }));
    }, more);
  await say({ note: "another spelling" });
  await expect(page.getByRole("status")).toHaveText(/Paid/);
  expect(await page.evaluate(() => /** @type {any} */ (document.querySelector("kaspi-checkout")).result)).toMatchObject(
    {
      state: "paid",
    },
  );
  await say({ paymentId: "another", paymentRequestId: "another" });
  await expect(link(page)).toBeVisible();
});

test("another source is asked at once, whatever the old one wished for", async ({ page }) => {
  status.code = 429;
  status.headers = { "retry-after": "120" };
  await open(page);
  await page.evaluate(() => document.querySelector("kaspi-checkout")?.setAttribute("status-url", "/other/status"));
  await expect.poll(() => status.asked).toBe(2);
});

test("what is no pay response leads back, unless the page wants nobody to leave", async ({ page }) => {
  const opened = (/** @type {Record<string, string>} */ attributes) =>
    page.evaluate(
      async (attributes) => {
        const checkout = document.createElement("kaspi-checkout");
        for (const [name, value] of Object.entries(attributes)) checkout.setAttribute(name, value);
        document.querySelector("main")?.replaceChildren(checkout);
        await import(/** @type {any} */ ("/define.js"));
      },
      { "pay-response": "{", "result-url": "/result", "failure-url": "/basket", ...attributes },
    );
  await page.goto(`${server.origin}/page.html`);
  await opened({});
  await expect(page.getByRole("link", { name: "Continue" })).toHaveAttribute("href", "/basket");
  await opened({ "redirect-target": "none" });
  await expect(page.getByRole("status")).toHaveText(/cannot be shown here/);
  await expect(page.getByRole("link")).toHaveCount(0);
});
