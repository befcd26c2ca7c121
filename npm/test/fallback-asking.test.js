// The fallback's questions: what counts as an answer, of a real server on a loopback address.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ask } from "../fallback-asking.js";
import { Fault } from "../fallback-checkout.js";
import { startServer } from "./server.js";

const server = await startServer();

/**
 * Asks the server, which answers so.
 * @param {import("node:http").RequestListener} listener
 */
async function asked(listener) {
  server.answers(listener);
  try {
    return await ask({ statusUrl: server.url }, new AbortController(), () => {});
  } catch (error) {
    assert.ok(error instanceof Fault);
    return { code: error.code, wait: error.wait };
  }
}

/** @param {unknown} value */
async function told(value) {
  return ask({ statusSource: async () => value }, new AbortController(), () => {}).catch(({ code }) => code);
}

test("an answer is a JSON object", async () => {
  assert.deepEqual(await asked((_, response) => response.end('{"status":"PENDING"}')), { status: "PENDING" });
  for (const body of ["", "<p>", "null", "[]", "7"]) {
    assert.deepEqual(await asked((_, response) => response.end(body)), { code: "status-not-json", wait: 0 }, body);
  }
  assert.deepEqual(await told({ status: "PENDING" }), { status: "PENDING" });
  assert.equal(await told(null), "status-not-json");
  assert.equal(await told(undefined), "status-source-failed");
});

test("an answer without an end is given up", async () => {
  const answer = await asked((_, response) => {
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(10_000)));
    };
    response.on("drain", more);
    more();
  });
  assert.deepEqual(answer, { code: "status-too-large", wait: 0 });
});

test("a date to ask again at is meant by the server's clock", async () => {
  const answer = await asked((_, response) => {
    const headers = { date: "Sun, 25 Jan 2026 06:16:13 GMT", "retry-after": "Sun, 25 Jan 2026 06:16:33 GMT" };
    response.writeHead(503, headers).end();
  });
  assert.deepEqual(answer, { code: "status-http-5xx", wait: 20_000 });
});
