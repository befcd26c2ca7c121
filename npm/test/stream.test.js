// The stream of server-sent events, of a stand-in that says what the test wants.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openStream } from "../shell/stream.js";

/** @typedef {import("../shell/answer.d.ts").Telling} Telling */

class Source extends EventTarget {
  /** Every source that was opened. @type {Source[]} */
  static all = [];
  closed = false;

  /** @param {string} url */
  constructor(url) {
    super();
    if (url === "http://[") throw new SyntaxError("no URL");
    this.url = url;
    Source.all.push(this);
  }

  /**
   * @param {string} type
   * @param {unknown} [data]
   */
  says(type, data) {
    this.dispatchEvent(Object.assign(new Event(type), { data }));
  }

  close() {
    this.closed = true;
  }
}
Object.assign(globalThis, { EventSource: Source });

/** @param {string | undefined} url */
function opened(url) {
  /** @type {Telling[]} */
  const told = [];
  const close = openStream(url, (telling) => told.push(telling));
  return { told, close, source: Source.all.at(-1) };
}

test("what the stream says and how it stands is told", () => {
  const { told, source } = opened("/events");
  assert.equal(source?.url, "/events");
  source?.says("open");
  source?.says("message", "1");
  source?.says("status", "2");
  source?.says("error");
  assert.deepEqual(told, [
    { event: "stream-opened" },
    { event: "stream-said", text: "1" },
    { event: "stream-said", text: "2" },
    { event: "stream-closed" },
  ]);
});

test("what is no text, or of another kind, is not told", () => {
  const { told, source } = opened("/events");
  source?.says("message", new ArrayBuffer(1));
  source?.says("ping", "1");
  assert.deepEqual(told, []);
});

test("it is closed", () => {
  const { close, source } = opened("/events");
  close();
  assert.ok(source?.closed);
});

test("where it cannot be opened, nothing is heard", () => {
  const { told, close } = opened("http://[");
  close();
  assert.deepEqual(told, []);
});
