// The link itself: copied, or shared, or neither.

import assert from "node:assert/strict";
import { test } from "node:test";
import { copy, share } from "../shell/link.js";

const LINK = "https://l.kaspi.kz/apm?codeValue=1";
const refused = () => Promise.reject(new DOMException("Refused.", "NotAllowedError"));

/** @param {object} navigator */
function browserIs(navigator) {
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: navigator });
}

/** What is told of copying the link. */
async function copied() {
  /** @type {import("../shell/answer.d.ts").Telling[]} */
  const told = [];
  await copy(LINK, (telling) => told.push(telling));
  return told;
}

test("what was copied is told", async () => {
  /** @type {string[]} */
  const clipboard = [];
  browserIs({ clipboard: { writeText: async (/** @type {string} */ text) => clipboard.push(text) } });
  assert.deepEqual(await copied(), [{ event: "copied", text: LINK }]);
  assert.deepEqual(clipboard, [LINK]);
});

test("so is what was not, where the browser refuses or has no clipboard", async () => {
  for (const navigator of [{ clipboard: { writeText: refused } }, {}]) {
    browserIs(navigator);
    assert.deepEqual(await copied(), [{ event: "not-copied", text: LINK }]);
  }
});

test("a buyer who does not share after all is no error", async () => {
  /** @type {ShareData[]} */
  const shared = [];
  browserIs({ share: (/** @type {ShareData} */ data) => (shared.push(data), refused()) });
  await share(LINK);
  assert.deepEqual(shared, [{ url: LINK }]);
});
