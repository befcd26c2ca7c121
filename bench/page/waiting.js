// What a page costs while the buyer has not paid yet, and how soon it hears of the payment.

import { visit } from "./visit.js";

/** How long the processor's work is counted, in milliseconds. */
const WAIT = 20_000;

/** The simulated wait, and its step, in milliseconds. */
const LONG_WAIT = 600_000;
const STEP = 250;

/**
 * Work of the page's main thread in 20 s of waiting, and what is in memory then.
 * @param {import("./visit.js").Bench} bench
 * @param {import("playwright-core").BrowserContext} visitor
 * @param {import("./subjects.js").Subject} subject
 */
export async function waitForTwentySeconds(bench, visitor, subject) {
  const { page, session } = await visit(bench, visitor, subject, null);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const before = await metrics(session);
  await page.evaluate((wait) => new Promise((resolve) => setTimeout(resolve, wait)), WAIT);
  const after = await metrics(session);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const wasm = await page.evaluate(() =>
    globalThis.bench.memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  );
  await page.close();
  return { cpu: (taskTime(after) - taskTime(before)) * 1_000, heap: usedSize, wasm };
}

/**
 * Milliseconds from the server's knowledge of the payment to the page's request for the result page.
 * @param {import("./visit.js").Bench} bench
 * @param {import("playwright-core").BrowserContext} visitor
 * @param {import("./subjects.js").Subject} subject
 * @param {number} phase when the payment is made, in ms after the code was seen
 */
export async function reaction(bench, visitor, subject, phase) {
  const { page } = await visit(bench, visitor, subject, null);
  await page.evaluate((wait) => new Promise((resolve) => setTimeout(resolve, wait)), phase);
  bench.server.paid = true;
  const paid = performance.now();
  // Chromium may never close a page that is closed while it goes on to another.
  await page.waitForURL("**/result", { waitUntil: "load", timeout: 60_000 });
  const gone = bench.server.log.find(({ path }) => path === "/result");
  await page.close();
  if (!gone) throw new Error(`${subject.name}: the result page was never asked for`);
  return gone.at - paid;
}

/**
 * Questions in ten minutes by the page's clock, which is moved on by hand; hidden or in view.
 * @param {import("./visit.js").Bench} bench
 * @param {import("playwright-core").BrowserContext} visitor
 * @param {import("./subjects.js").Subject} subject
 * @param {boolean} hidden
 */
export async function questionsInTenMinutes({ server, origin }, visitor, subject, hidden) {
  const page = await visitor.newPage();
  server.forget();
  await page.clock.install();
  if (hidden) await page.addInitScript(hide);
  await page.goto(origin + subject.path, { waitUntil: "load" });
  for (let passed = 0; passed < LONG_WAIT; passed += STEP) {
    await page.clock.runFor(STEP);
    await answered(page, server);
  }
  const asked = server.asked();
  await page.close();
  return asked;
}

/**
 * Lets every question that is on its way come back, and the page hear of it.
 * @param {import("playwright-core").Page} page
 * @param {import("./server.js").BenchServer} server
 */
async function answered(page, server) {
  do {
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve;
          port2.postMessage(undefined);
        }),
    );
  } while (server.open > 0);
  await page.evaluate(() => 0);
}

function hide() {
  Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
  Object.defineProperty(document, "hidden", { get: () => true });
}

/**
 * @param {import("playwright-core").CDPSession} session
 * @returns {Promise<Record<string, number>>}
 */
async function metrics(session) {
  const { metrics: list } = await session.send("Performance.getMetrics");
  return Object.fromEntries(list.map(({ name, value }) => [name, value]));
}

/**
 * The main thread's work so far, in seconds.
 * @param {Record<string, number>} metrics
 */
function taskTime({ TaskDuration }) {
  if (TaskDuration === undefined) throw new Error("the browser does not tell its TaskDuration");
  return TaskDuration;
}
