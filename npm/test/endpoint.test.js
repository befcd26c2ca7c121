// One question to the merchant, one outcome: of a real server on a loopback address.

import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { test } from "node:test";
import { ask, bodyOf } from "../shell/endpoint.js";
import { emptyAddress, startServer } from "./server.js";

/** @typedef {import("node:http").RequestListener} RequestListener */

const DATE = "Sun, 25 Jan 2026 06:16:13 GMT";
const never = new AbortController().signal;

const server = await startServer();
const statusUrl = `${server.url}/status`;

/**
 * Asks the server, which answers in this way.
 * @param {RequestListener} listener
 * @param {AbortSignal} [signal]
 */
function asked(listener, signal = never) {
  server.answers(listener);
  return ask({ statusUrl }, signal);
}

/**
 * An answer with a code, headers and a body.
 * @param {number} code
 * @param {Record<string, string>} headers
 * @param {string | Buffer} [body]
 * @returns {RequestListener}
 */
function answer(code, headers, body = "") {
  return (_request, response) => {
    response.sendDate = false;
    response.writeHead(code, headers).end(body);
  };
}

test("an answer is its text, and the server's clock where it is told", async () => {
  assert.deepEqual(await asked(answer(200, {}, '{"status":"SUCCESS"}')), { text: '{"status":"SUCCESS"}' });
  assert.deepEqual(await asked(answer(200, { date: DATE }, "x")), { text: "x", date: Date.parse(DATE) });
  assert.deepEqual(await asked(answer(200, { date: "soon" }, "x")), { text: "x" });
  assert.deepEqual(await asked(answer(204, {})), { text: "" });
});

test("it is asked for JSON, past every cache", async () => {
  /** @type {import("node:http").IncomingHttpHeaders} */
  let headers = {};
  await asked((request, response) => {
    ({ headers } = request);
    response.end();
  });
  assert.equal(headers.accept, "application/json");
  assert.equal(headers["cache-control"], "no-cache");
});

test("text is read as UTF-8, also where a character comes in two parts", async () => {
  const bytes = Buffer.from("₸ оплачено");
  const outcome = await asked((_request, response) => {
    response.sendDate = false;
    response.writeHead(200);
    response.write(bytes.subarray(0, 1), () => response.end(bytes.subarray(1)));
  });
  assert.deepEqual(outcome, { text: "₸ оплачено" });
});

test("what is no UTF-8 is read as far as it goes", async () => {
  assert.deepEqual(await asked(answer(200, {}, Buffer.from([0x7b, 0xff, 0x7d, 0xe2]))), { text: "{\ufffd}\ufffd" });
});

test("a refusal is its code", async () => {
  for (const code of [304, 400, 401, 404, 410, 500, 503]) {
    assert.deepEqual(await asked(answer(code, { date: DATE })), { http: code });
  }
});

test("when to ask again is told in seconds", async () => {
  for (const [wish, retryAfter] of /** @type {const} */ ([
    ["0", 0],
    ["30", 30_000],
    [" 30 ", 30_000],
    ["+5", 5_000],
    ["-5", -5_000],
  ])) {
    assert.deepEqual(await asked(answer(503, { "retry-after": wish })), { http: 503, retryAfter }, wish);
  }
});

test("or as a date, by the server's own clock", async () => {
  const later = "Sun, 25 Jan 2026 06:17:43 GMT";
  assert.deepEqual(await asked(answer(503, { "retry-after": later, date: DATE })), { http: 503, retryAfter: 90_000 });
  const soon = new Date(Date.now() + 90_000).toUTCString();
  const { retryAfter = 0 } = /** @type {any} */ (await asked(answer(429, { "retry-after": soon })));
  assert.ok(retryAfter > 80_000 && retryAfter <= 90_000, String(retryAfter));
  assert.deepEqual(await asked(answer(429, { "retry-after": "soon", date: DATE })), { http: 429 });
  assert.deepEqual(await asked(answer(429, { "retry-after": "", date: DATE })), { http: 429 });
});

test("64 KiB are read, and not a byte more", async () => {
  const longest = "x".repeat(64 * 1024);
  assert.deepEqual(await asked(answer(200, {}, longest)), { text: longest });
  assert.deepEqual(await asked(answer(200, {}, `${longest}x`)), { lost: "too-large" });
});

test("an answer without an end is given up, and so is its connection", async () => {
  const connections = new EventEmitter();
  const closed = once(connections, "close");
  const outcome = await asked((_request, response) => {
    response.on("close", () => connections.emit("close"));
    const go = () => {
      while (!response.destroyed && response.write("x".repeat(16 * 1024)));
    };
    response.on("drain", go);
    go();
  });
  assert.deepEqual(outcome, { lost: "too-large" });
  await closed;
});

test("a connection that breaks is lost, before the answer or within", async () => {
  assert.deepEqual(await asked((request) => request.socket.destroy()), { lost: "network" });
  const within = await asked((_request, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("{", () => response.socket?.destroy());
  });
  assert.deepEqual(within, { lost: "network" });
});

test("nobody at home is lost", async () => {
  assert.deepEqual(await ask({ statusUrl: await emptyAddress() }, never), { lost: "network" });
  assert.deepEqual(await ask({ statusUrl: "http://[" }, never), { lost: "network" });
});

test("a redirect is followed", async () => {
  const outcome = await asked((request, response) => {
    if (request.url === "/status") answer(302, { location: "/moved" })(request, response);
    else answer(200, {}, `at ${request.url}`)(request, response);
  });
  assert.deepEqual(outcome, { text: "at /moved" });
});

test("redirects without an end are lost", async () => {
  assert.deepEqual(await asked(answer(302, { location: "/status" })), { lost: "network" });
});

test("a question that is given up ends at once, before it is answered or within", async () => {
  const before = new AbortController();
  assert.deepEqual(await asked(() => before.abort(), before.signal), { lost: "network" });
  const within = new AbortController();
  const outcome = await asked((_request, response) => {
    response.writeHead(200);
    response.write("{", () => within.abort());
  }, within.signal);
  assert.deepEqual(outcome, { lost: "network" });
  assert.deepEqual(await asked(answer(200, {}, "{}"), AbortSignal.abort()), { lost: "network" });
});

test("the page's own source is asked in place of the endpoint", async () => {
  server.answers(() => assert.fail("the endpoint is not asked"));
  const told = (/** @type {() => unknown} */ statusSource) => ask({ statusSource, statusUrl }, never);
  assert.deepEqual(await told(() => "PAID"), { text: "PAID" });
  assert.deepEqual(await told(async () => ({ status: "SUCCESS" })), { text: '{"status":"SUCCESS"}' });
  assert.deepEqual(await told(() => ({ then: (/** @type {Function} */ done) => done("late") })), { text: "late" });
  assert.deepEqual(await told(() => null), { text: "null" });
});

test("a source that answers nothing, or fails, is lost", async () => {
  const cyclic = /** @type {any} */ ({});
  cyclic.itself = cyclic;
  for (const source of [
    () => undefined,
    () => () => {},
    () => 1n,
    () => cyclic,
    () => {
      throw new Error("at once");
    },
    () => Promise.reject(new Error("later")),
    () => Promise.reject(),
  ]) {
    assert.deepEqual(await ask({ statusSource: source }, never), { lost: "source" }, String(source));
  }
});

test("a response without a body is an empty one", async () => {
  assert.equal(await bodyOf(new Response(null)), "");
});
