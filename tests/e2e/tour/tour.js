// A tour through everything that can happen to a payment, from the order to the result, in a real browser: prints a
// table and fails if any row does, or if the simulator's phone has a switch that nobody used. Each scenario has a
// server, a simulator of Antom and a page of its own.

import { chromium } from "@playwright/test";

import { chromiumOptions } from "../support/browser.js";
import { startDemoServer } from "../support/demo_server.js";
import { SCENARIOS } from "./scenarios.js";
import { Switches, Visit } from "./visit.js";

/** How many visits there are at once: a visit waits more than it works. */
const AT_ONCE = 3;

const browser = await chromium.launch(chromiumOptions());
const switches = new Switches();
const rows = await inParallel(SCENARIOS, async ({ name, says, happens }) => {
  const began = performance.now();
  const { said, states } = await tour(happens);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  return { name, states: states.join(" → "), said, seconds, verdict: judge(said, says, states) };
});
await browser.close();

console.log("| what happens | the element's states | the result page says | seconds | verdict |");
console.log("| --- | --- | --- | --- | --- |");
for (const row of rows) console.log(`| ${Object.values(row).join(" | ")} |`);
const failed = rows.filter(({ verdict }) => verdict !== "ok").length;
console.log(`\n  ${rows.length - failed} passed\n  ${failed} failed`);
for (const name of switches.unused()) console.log(`not toured: ${name}`);
process.exitCode = failed || switches.unused().length ? 1 : 0;

/**
 * Does the work for each item, some at once; the results are in the items' order.
 * @template Item, Result
 * @param {Item[]} items
 * @param {(item: Item) => Promise<Result>} work
 */
async function inParallel(items, work) {
  /** @type {Result[]} */
  const results = [];
  const queue = items.entries();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [index, item] of queue) results[index] = await work(item);
    }),
  );
  return results;
}

/** @param {import("./scenarios.js").Scenario["happens"]} happens */
async function tour(happens) {
  const server = await startDemoServer();
  const context = await browser.newContext({ locale: "en" });
  const visit = new Visit(await context.newPage(), server.origin, switches);
  try {
    await visit.begin();
    await happens(visit);
    return { said: await visit.result(), states: visit.states };
  } catch (error) {
    return { said: String(error).split("\n")[0], states: visit.states };
  } finally {
    await context.close();
    await server.stop();
  }
}

/**
 * @param {string | null | undefined} said
 * @param {string} says
 * @param {string[]} states
 */
function judge(said, says, states) {
  if (said !== says) return `FAILED: ${says} was due`;
  const paid = states.indexOf("paid");
  if (paid >= 0 && paid < states.length - 1) return "FAILED: paid, and then something else";
  return "ok";
}
