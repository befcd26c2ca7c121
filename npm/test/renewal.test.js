// A new code from the merchant: a pay response, or nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { renew } from "../shell/renewal.js";
import { startServer } from "./server.js";

const never = new AbortController().signal;

const server = await startServer();
const url = `${server.url}/renew`;
const names = { paymentId: "1", paymentRequestId: "r" };

/**
 * Asks the server for a new code, which answers in this way.
 * @param {import("node:http").RequestListener} listener
 * @param {AbortSignal} [signal]
 */
function renewed(listener, signal = never) {
  server.answers(listener);
  return renew(url, names, signal);
}

test("the names are sent as JSON, and the answer is the new pay response", async () => {
  server.answers(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    response.end(JSON.stringify({ method: request.method, type: request.headers["content-type"], body }));
  });
  const sent = async (/** @type {import("../shell/answer.d.ts").Names} */ names) =>
    JSON.parse((await renew(url, names, never)) ?? "");
  assert.deepEqual(await sent(names), {
    method: "POST",
    type: "application/json",
    body: '{"paymentId":"1","paymentRequestId":"r"}',
  });
  assert.equal((await sent({ paymentId: null, paymentRequestId: "r" })).body, '{"paymentRequestId":"r"}');
  assert.equal((await sent({ paymentId: null, paymentRequestId: null })).body, "{}");
});

test("a refusal is nothing", async () => {
  for (const code of [304, 400, 409, 500]) {
    assert.equal(await renewed((_request, response) => response.writeHead(code).end("{}")), undefined, String(code));
  }
});

test("so is an answer that is too long, breaks, or is given up", async () => {
  assert.equal(await renewed((_request, response) => response.end("x".repeat(64 * 1024 + 1))), undefined);
  assert.equal(await renewed((request) => request.socket.destroy()), undefined);
  const given = new AbortController();
  assert.equal(await renewed(() => given.abort(), given.signal), undefined);
  assert.equal(await renew("http://[", names, never), undefined);
});
