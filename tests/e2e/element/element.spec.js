// The element's own duties, with a stand-in for the wasm that remembers what it is told.

import { expect, test } from "@playwright/test";
import { startStaticServer } from "../support/static_server.js";

/** @type {import("../support/static_server.js").StaticServer} */
let server;

test.beforeAll(async () => {
  server = await startStaticServer(["npm/test/fake", "npm", "tests/e2e/element"]);
});
test.afterAll(() => server.stop());

test.beforeEach(async ({ page }) => {
  await page.goto(`${server.origin}/page.html`);
  // What the page's scripts find at hand; nothing is defined yet.
  await page.addScriptTag({
    type: "module",
    content: `
      window.checkout = document.createElement("kaspi-checkout");
      window.define = () => import("/define.js");
      window.mounted = (count = 1) => new Promise((done) => {
        const look = () => (window.widgets?.length >= count ? done() : requestAnimationFrame(look));
        look();
      });
      window.turn = () => new Promise((done) => setTimeout(done));
      window.errors = [];
      document.addEventListener("kaspi-error", ({ detail }) => errors.push(detail));
      window.prepared = true;`,
  });
  await page.waitForFunction("window.prepared");
});

/**
 * Runs the body of an async function in the page.
 * @param {import("@playwright/test").Page} page
 * @param {string} body
 */
const run = (page, body) => page.evaluate(`(async () => { ${body} })()`);

test("properties that were set before the definition are kept", async ({ page }) => {
  const options = await run(
    page,
    `checkout.payResponse = { paymentId: "1" };
     checkout.statusUrl = "/status";
     checkout.setAttribute("mode", "qr");
     document.querySelector("main").append(checkout);
     await define();
     await mounted();
     return widgets[0].options;`,
  );
  expect(options).toEqual({ payResponse: '{"paymentId":"1"}', statusUrl: "/status", mode: "qr", renewable: false });
});

test("the pay response is the property, else the attribute, else the child", async ({ page }) => {
  const seen = await run(
    page,
    `await define();
     checkout.innerHTML = '<script type="application/json">{"from":"child"}</' + 'script>';
     document.querySelector("main").append(checkout);
     await mounted();
     const seen = [widgets[0].options.payResponse];
     const note = async () => { await turn(); seen.push(widgets[0].options.payResponse); };
     checkout.setAttribute("pay-response", '{"from":"attribute"}'); await note();
     checkout.payResponse = '{"from":"property"}'; await note();
     checkout.payResponse = undefined; await note();
     checkout.removeAttribute("pay-response"); await note();
     checkout.firstChild.firstChild.data = '{"from":"changed child"}'; await note();
     return seen.map((text) => JSON.parse(text).from);`,
  );
  expect(seen).toEqual(["child", "attribute", "property", "attribute", "child", "changed child"]);
});

test("changes of one turn are gathered", async ({ page }) => {
  const calls = await run(
    page,
    `await define();
     document.querySelector("main").append(checkout);
     await mounted();
     checkout.mode = "qr"; checkout.theme = "dark"; checkout.locale = "kk"; checkout.mode = "app";
     await turn();
     return [widgets[0].calls, widgets[0].options.mode];`,
  );
  expect(calls).toEqual([["update"], "app"]);
});

test("a move is no unmount, and a removal is", async ({ page }) => {
  const calls = await run(
    page,
    `await define();
     const main = document.querySelector("main");
     main.append(checkout);
     await mounted();
     document.body.append(checkout); await turn();
     checkout.remove(); main.append(checkout); await turn();
     const moved = [...widgets[0].calls];
     checkout.remove(); await turn();
     const removed = [...widgets[0].calls];
     main.append(checkout); await mounted(2);
     return { moved, removed, widgets: widgets.length };`,
  );
  expect(calls).toEqual({
    moved: ["update", "update"],
    removed: ["update", "update", "unmount"],
    widgets: 2,
  });
});

test("what is removed while the wasm loads leaves no orphan", async ({ page }) => {
  let release = () => {};
  const held = new Promise((resolve) => (release = () => resolve(undefined)));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest("**/*.wasm");
  const answered = page.waitForResponse("**/*.wasm");
  await run(page, `await define(); document.querySelector("main").append(checkout);`);
  await asked;
  await run(page, `checkout.remove(); await turn();`);
  release();
  await answered;
  const widgets = await run(
    page,
    `const { loadWidget } = await import("/wasm.js"); await loadWidget(); await turn(); return window.widgets.length;`,
  );
  expect(widgets).toBe(0);
});

test("the result is a promise that survives moves and starts anew with a new payment", async ({ page }) => {
  const outcome = await run(
    page,
    `await define();
     checkout.payResponse = { paymentId: "1" };
     document.querySelector("main").append(checkout);
     await mounted();
     const { result } = checkout;
     document.body.append(checkout);
     await turn();
     widgets[0].emit("kaspi-result", { status: "SUCCESS", state: "paid", late: false }, true);
     const first = await result;
     const same = result === checkout.result;
     checkout.refresh({ paymentId: "2" });
     await turn();
     return { first, same, anew: result !== checkout.result, calls: widgets[0].calls };`,
  );
  expect(outcome).toEqual({
    first: { status: "SUCCESS", state: "paid", late: false },
    same: true,
    anew: true,
    calls: ["update", 'refresh {"paymentId":"2"}'],
  });
});

test("a new pay response that is refused does not come back, and the result stays", async ({ page }) => {
  const told = await run(
    page,
    `await define();
     checkout.payResponse = { paymentId: "1" };
     document.querySelector("main").append(checkout);
     await mounted();
     widgets[0].emit("kaspi-result", { status: "SUCCESS", state: "paid", late: false }, true);
     const { result } = checkout;
     checkout.refresh({ paymentId: "refused" });
     await turn();
     const given = checkout.payResponse;
     checkout.remove();
     await turn();
     document.querySelector("main").append(checkout);
     await mounted(2);
     return { same: result === checkout.result, given, anew: widgets[1].options.payResponse };`,
  );
  expect(told).toEqual({ same: true, given: { paymentId: "1" }, anew: '{"paymentId":"1"}' });
});

test("a new pay response waits until somebody can say whether it counts", async ({ page }) => {
  const told = await run(
    page,
    `await define();
     const checkout = document.createElement("kaspi-checkout");
     checkout.refresh({ paymentId: "1" });
     await turn();
     checkout.refresh({ paymentId: "2" });
     await turn();
     document.querySelector("main").append(checkout);
     await mounted();
     const { options: { payResponse }, calls } = widgets[0];
     return { payResponse, calls, given: checkout.payResponse };`,
  );
  expect(told).toEqual({
    payResponse: '{"paymentId":"1"}',
    calls: ['refresh {"paymentId":"2"}'],
    given: { paymentId: "2" },
  });
});

test("a listener of kaspi-refresh says that new codes can be had", async ({ page }) => {
  const seen = await run(
    page,
    `await define();
     document.querySelector("main").append(checkout);
     await mounted();
     const seen = [];
     const note = async () => { await turn(); seen.push(widgets[0].options.renewable); };
     const listener = () => {};
     const stop = new AbortController();
     checkout.addEventListener("kaspi-refresh", listener); await note();
     checkout.addEventListener("kaspi-refresh", listener, true);
     checkout.removeEventListener("kaspi-refresh", listener); await note();
     checkout.removeEventListener("kaspi-refresh", listener, { capture: true }); await note();
     checkout.addEventListener("kaspi-refresh", listener, { signal: stop.signal }); await note();
     stop.abort(); await note();
     checkout.addEventListener("kaspi-refresh", listener, { once: true }); await note();
     widgets[0].emit("kaspi-refresh", {}, false); await note();
     checkout.renewable = true; await note();
     return seen;`,
  );
  expect(seen).toEqual([true, true, false, true, false, true, false, true]);
});

test("events bubble out of shadow trees, and the answer tells whether they were prevented", async ({ page }) => {
  const answers = await run(
    page,
    `await define();
     const outer = document.createElement("div");
     outer.attachShadow({ mode: "open" }).append(checkout);
     document.querySelector("main").append(outer);
     await mounted();
     const seen = [];
     document.addEventListener("kaspi-handoff", (event) => { seen.push(event.detail.url); event.preventDefault(); }, { once: true });
     const first = widgets[0].emit("kaspi-handoff", { url: "a" }, true);
     const second = widgets[0].emit("kaspi-handoff", { url: "b" }, true);
     return { seen, first, second };`,
  );
  expect(answers).toEqual({ seen: ["a"], first: false, second: true });
});

test("defining twice is harmless, also from a second copy", async ({ page }) => {
  const tag = await run(
    page,
    `await define();
     const first = customElements.get("kaspi-checkout");
     await import("/define.js?second");
     (await import("/index.js?second")).defineKaspiCheckout();
     return first === customElements.get("kaspi-checkout");`,
  );
  expect(tag).toBe(true);
});

test("a failed load is told, shows the children, and is tried again when the network is back", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await run(
    page,
    `await define();
     checkout.innerHTML = "<a href='/other'>other ways to pay</a>";
     document.querySelector("main").append(checkout);`,
  );
  await expect(page.getByText("other ways to pay")).toBeVisible();
  expect(await run(page, "return errors.map(({ code, fatal }) => [code, fatal])")).toEqual([
    ["wasm-unavailable", true],
  ]);
  await page.unroute("**/*.wasm");
  await run(page, `dispatchEvent(new Event("online")); await mounted();`);
  await expect(page.getByText("the card")).toBeVisible();
  await expect(page.getByText("other ways to pay")).toBeHidden();
});

test("the children stand in their place, though there is nothing else to stand in", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.route("**/fallback.js", (route) => route.abort());
  await run(
    page,
    `await define();
     checkout.innerHTML = "<a href='/other' style='display: block'>other ways to pay</a>";
     document.querySelector("main").append(checkout);`,
  );
  const children = page.getByText("other ways to pay");
  await expect(children).toBeVisible();
  expect((await children.boundingBox())?.y).toBe((await page.locator("kaspi-checkout").boundingBox())?.y);
});

test("a failed load is told once, though there is nothing to stand in", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.route("**/fallback.js", (route) => route.abort());
  await run(
    page,
    `await define();
     document.querySelector("main").append(checkout);
     if (!errors.length) await new Promise((done) => addEventListener("kaspi-error", done, { once: true }));`,
  );
  for (let trial = 0; trial < 2; trial++) {
    const asked = page.waitForRequest("**/fallback.js");
    await run(page, `dispatchEvent(new Event("online"));`);
    await asked;
  }
  expect(await run(page, "return errors.map(({ code }) => code)")).toEqual(["wasm-unavailable"]);
});

for (const [how, trap] of [
  ["a call", `checkout.texts = { trap: "1" };`],
  ["a callback", `setTimeout(() => widgets[0].trap());`],
]) {
  test(`a trap in ${how} ends the widget: its view goes, its events are dropped, its navigation is prevented`, async ({
    page,
  }) => {
    await run(
      page,
      `await define();
       checkout.innerHTML = "<a href='/other'>other ways to pay</a>";
       document.querySelector("main").append(checkout);
       await mounted();
       ${trap}`,
    );
    await expect(page.getByText("other ways to pay")).toBeVisible();
    await expect(page.getByText("the card")).toBeHidden();
    const after = await run(
      page,
      `const heard = [];
       checkout.addEventListener("kaspi-result", () => heard.push("result"));
       const answer = widgets[0].emit("kaspi-result", { status: "SUCCESS" }, true);
       return { codes: errors.map(({ code }) => code), heard, answer, unmounted: widgets[0].calls.includes("unmount") };`,
    );
    expect(after).toEqual({ codes: ["wasm-trapped"], heard: [], answer: false, unmounted: true });
  });
}

test("a wasm of another MIME type is loaded, one with another hash is not", async ({ page }) => {
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { "content-type": "application/octet-stream" } });
  });
  await run(page, `await define(); document.querySelector("main").append(checkout); await mounted();`);
  await expect(page.getByText("the card")).toBeVisible();

  await page.route("**/*.wasm", (route) =>
    route.fulfill({ contentType: "application/wasm", body: Buffer.from("\0asm\x01\0\0\0", "latin1") }),
  );
  await page.reload();
  const code = await run(
    page,
    `const told = new Promise((done) => document.addEventListener("kaspi-error", ({ detail }) => done(detail.code)));
     await import("/define.js");
     document.body.append(document.createElement("kaspi-checkout"));
     return told;`,
  );
  expect(code).toBe("wasm-unavailable");
});

test("mountKaspiCheckout mounts, tells and unmounts", async ({ page }) => {
  const story = await run(
    page,
    `const { mountKaspiCheckout } = await import("/index.js");
     const told = [];
     const checkout = mountKaspiCheckout("main", {
       payResponse: { paymentId: "1" }, statusUrl: "/status",
       on: { ready: () => told.push("ready"), refresh: () => {} },
     });
     await mounted();
     checkout.checkNow();
     await turn();
     widgets[0].emit("kaspi-result", { status: "FAIL" }, true);
     const { status } = await checkout.result;
     checkout.unmount();
     await turn();
     return { told, status, renewable: widgets[0].options.renewable, calls: widgets[0].calls };`,
  );
  expect(story).toEqual({ told: ["ready"], status: "FAIL", renewable: true, calls: ["checkNow", "unmount"] });
});
test("one result for each pay response, also when the element was away from the page", async ({ page }) => {
  const heard = await run(
    page,
    `checkout.payResponse = { paymentId: "1" };
     checkout.statusUrl = "/status";
     const heard = [];
     checkout.addEventListener("kaspi-result", ({ detail }) => heard.push(detail.paymentId));
     document.querySelector("main").append(checkout);
     await define();
     await mounted();
     widgets[0].emit("kaspi-result", { status: "SUCCESS", paymentId: "1" }, true);
     const first = checkout.result;
     checkout.remove();
     await turn();
     document.querySelector("main").append(checkout);
     await mounted(2);
     const allowed = widgets[1].emit("kaspi-result", { status: "SUCCESS", paymentId: "1" }, true);
     checkout.payResponse = { paymentId: "1" };
     const same = checkout.result === first;
     checkout.payResponse = { paymentId: "2" };
     const another = checkout.result !== first;
     await turn();
     widgets[1].emit("kaspi-result", { status: "SUCCESS", paymentId: "2" }, true);
     return { heard, allowed, same, another };`,
  );
  expect(heard).toEqual({ heard: ["1", "2"], allowed: false, same: true, another: true });
});

test("one result for each payment, whatever its pay response looks like, and another one of the same order has its own", async ({
  page,
}) => {
  const heard = await run(
    page,
    `checkout.payResponse = { paymentId: "1" };
     checkout.statusUrl = "/status";
     const heard = [];
     checkout.addEventListener("kaspi-result", ({ detail }) => heard.push(detail.paymentId + detail.status));
     document.querySelector("main").append(checkout);
     await define();
     await mounted();
     const end = (status, paymentId) => widgets[0].emit("kaspi-result", { status, paymentId, paymentRequestId: null }, true);
     end("FAIL", "1");
     // The widget has heard of a new code in another tab, and goes on with that.
     const another = end("SUCCESS", "2");
     const { paymentId } = await checkout.result;
     checkout.payResponse = '{ "paymentId": "2" }';
     await turn();
     const again = end("SUCCESS", "2");
     const settled = await Promise.race([checkout.result.then(({ status }) => status), turn()]);
     checkout.payResponse = { paymentId: "1" };
     end("FAIL", "1");
     return { heard, another, paymentId, again, settled };`,
  );
  expect(heard).toEqual({
    heard: ["1FAIL", "2SUCCESS"],
    another: true,
    paymentId: "2",
    again: false,
    settled: "SUCCESS",
  });
});

test("another payment in the child has a result of its own", async ({ page }) => {
  const told = await run(
    page,
    `checkout.innerHTML = '<script type="application/json">{"paymentId":"1"}</' + 'script>';
     document.querySelector("main").append(checkout);
     await define();
     await mounted();
     widgets[0].state = "failed";
     widgets[0].emit("kaspi-statechange", { state: "failed", previous: "idle" }, false);
     widgets[0].emit("kaspi-result", { status: "FAIL", paymentId: "1", paymentRequestId: null }, true);
     const first = checkout.result;
     checkout.append("Pay here");
     await turn();
     const same = checkout.result === first;
     const child = checkout.firstChild.cloneNode();
     child.textContent = '{"paymentId":"2"}';
     checkout.replaceChildren(child);
     await turn();
     const anew = checkout.result !== first;
     widgets[0].emit("kaspi-result", { status: "SUCCESS", paymentId: "2", paymentRequestId: null }, true);
     return { same, anew, status: (await checkout.result).status };`,
  );
  expect(told).toEqual({ same: true, anew: true, status: "SUCCESS" });
});

test("what is paid stays the result where the page says it in another way", async ({ page }) => {
  const settled = await run(
    page,
    `checkout.payResponse = { paymentId: "1" };
     document.querySelector("main").append(checkout);
     await define();
     await mounted();
     widgets[0].state = "paid";
     widgets[0].emit("kaspi-statechange", { state: "paid", previous: "idle" }, false);
     widgets[0].emit("kaspi-result", { status: "SUCCESS", paymentId: "1", paymentRequestId: null }, true);
     checkout.payResponse = '{ "paymentId": "1" }';
     await turn();
     return Promise.race([checkout.result.then(({ status }) => status), turn()]);`,
  );
  expect(settled).toBe("SUCCESS");
});

test("a payment that begins where another one has ended begins from idle", async ({ page }) => {
  const heard = await run(
    page,
    `checkout.payResponse = { paymentId: "1" };
     checkout.statusUrl = "/status";
     const heard = [];
     checkout.addEventListener("kaspi-statechange", ({ detail }) =>
       heard.push(detail.previous + " → " + detail.state, checkout.state));
     document.querySelector("main").append(checkout);
     await define();
     await mounted();
     widgets[0].emit("kaspi-statechange", { state: "paid", previous: "idle" }, false);
     widgets[0].emit("kaspi-statechange", { state: "waiting", previous: "idle" }, false);
     return heard;`,
  );
  expect(heard).toEqual(["idle → paid", "paid", "paid → idle", "idle", "idle → waiting", "waiting"]);
});

test("a trap over a change of the attributes leaves the state what it is", async ({ page }) => {
  const seen = await run(
    page,
    `checkout.payResponse = { paymentId: "1" };
     checkout.innerHTML = "<p>another way to pay</p>";
     const heard = [];
     checkout.addEventListener("kaspi-statechange", ({ detail }) => heard.push(detail.state));
     document.querySelector("main").append(checkout);
     await define();
     await mounted();
     widgets[0].emit("kaspi-statechange", { state: "paid", previous: "idle" }, false);
     widgets[0].update = () => widgets[0].trap();
     Object.defineProperty(widgets[0], "state", { value: "idle" });
     checkout.setAttribute("locale", "ru");
     await turn();
     return { heard, state: checkout.state, slot: checkout.shadowRoot.querySelector("slot").hidden };`,
  );
  expect(seen).toEqual({ heard: ["paid"], state: "paid", slot: true });
});

test("a new pay response over which the wasm has trapped is not lost", async ({ page }) => {
  const calls = await run(
    page,
    `checkout.payResponse = { paymentId: "1" };
     document.querySelector("main").append(checkout);
     await define();
     await mounted();
     widgets[0].refresh = () => { widgets[0].trap(); return false; };
     checkout.refresh({ paymentId: "2", result: { resultStatus: "U" } });
     for (let i = 0; i < 100 && !checkout.payResponse.result; i += 1) await turn();
     return checkout.payResponse.paymentId;`,
  );
  expect(calls).toBe("2");
});

for (const [where, move] of Object.entries({
  "a template": `document.createElement("template").content.append(checkout)`,
  "a page without a window": `document.implementation.createHTMLDocument().body.append(checkout)`,
})) {
  test(`an element that is moved into ${where} does nothing there, and comes back`, async ({ page }) => {
    const faults = /** @type {string[]} */ ([]);
    page.on("pageerror", (error) => faults.push(String(error)));
    const seen = await run(
      page,
      `document.querySelector("main").append(checkout);
       await define();
       await mounted();
       ${move};
       await turn();
       const { calls } = widgets[0];
       document.querySelector("main").append(checkout);
       await mounted(2);
       return { calls, sheets: checkout.shadowRoot.adoptedStyleSheets.length };`,
    );
    expect(seen).toEqual({ calls: ["unmount"], sheets: 1 });
    expect(faults).toEqual([]);
  });
}

test("an element that is adopted by a frame's page and comes back keeps its styles", async ({ page }) => {
  const sheets = await run(
    page,
    `document.querySelector("main").append(checkout);
     await define();
     const rules = () => checkout.shadowRoot.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]).length;
     const at = [rules()];
     const frame = document.body.appendChild(document.createElement("iframe"));
     frame.contentDocument.body.append(checkout);
     at.push(rules());
     document.querySelector("main").append(checkout);
     at.push(rules());
     return at;`,
  );
  expect(new Set(/** @type {number[]} */ (sheets)).size).toBe(1);
  expect(/** @type {number[]} */ (sheets)[0]).toBeGreaterThan(0);
});
