// Measures every subject beside every other and writes the table.
//
//   node bench/page/run.js [--rounds N] [--waits N]      --waits 0 leaves the waiting out

import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { buildSubjects } from "./build.js";
import { SLOW, launch, newVisitor } from "./browser.js";
import { loadFiles } from "./files.js";
import { report } from "./report.js";
import { BenchServer } from "./server.js";
import { SUBJECTS, subjectsOf } from "./subjects.js";
import { visit } from "./visit.js";
import { questionsInTenMinutes, reaction, waitForTwentySeconds } from "./waiting.js";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "19" }, waits: { type: "string", default: "5" } },
});
const rounds = Number(values.rounds);
const waits = Number(values.waits);

await buildSubjects();
const server = new BenchServer();
const bench = { server, origin: await server.start() };
const browser = await launch();
/** @type {Map<string, Record<string, any[]>>} by path: every figure at its round's number; a round without it is a hole */
const figures = new Map(SUBJECTS.map(({ path }) => [path, {}]));

try {
  for (let round = 0; round < rounds; round += 1) await inTurn(round, "visits", visits);
  for (let round = 0; round < waits; round += 1) await inTurn(round, "waits", waiting);
  if (waits > 0) await inTurn(0, "ten minutes", tenMinutes);
  const text = report({ figures, rounds, waits, browser: browser.version() });
  await writeFile(new URL("../RESULTS.md", import.meta.url), text);
  console.log(text);
} finally {
  await browser.close();
  server.stop();
}

/**
 * @typedef {import("./subjects.js").Subject} Subject
 * @typedef {(name: string, value: unknown) => void} Note
 */

/**
 * One round: all that take part have their turn, with a payment created at its beginning.
 * @param {number} round
 * @param {string} what
 * @param {(subject: Subject, note: Note, round: number) => Promise<void>} measure
 */
async function inTurn(round, what, measure) {
  console.error(`${what}: round ${round + 1}`);
  server.files = await loadFiles();
  for (const subject of subjectsOf(round)) {
    const own = figures.get(subject.path) ?? {};
    try {
      await measure(subject, (name, value) => ((own[name] ??= [])[round] = value), round);
    } catch (cause) {
      throw new Error(`${subject.name}, ${what}, round ${round + 1}: not measured`, { cause });
    }
  }
}

/**
 * A visitor with an empty cache for one measurement.
 * @template T
 * @param {(visitor: import("playwright-core").BrowserContext) => Promise<T>} measure
 */
async function asNewVisitor(measure) {
  const visitor = await newVisitor(browser);
  try {
    return await measure(visitor);
  } finally {
    await visitor.close();
  }
}

/**
 * @param {Subject} subject
 * @param {Note} note
 */
async function visits(subject, note) {
  await asNewVisitor(async (visitor) => note("fast", (await visit(bench, visitor, subject, null)).facts));
  await asNewVisitor(async (visitor) => {
    note("slow", (await visit(bench, visitor, subject, SLOW)).facts);
    note("repeat", (await visit(bench, visitor, subject, SLOW)).facts);
  });
}

/**
 * @param {Subject} subject
 * @param {Note} note
 * @param {number} round
 */
async function waiting(subject, note, round) {
  note("wait", await asNewVisitor((visitor) => waitForTwentySeconds(bench, visitor, subject)));
  // The payment comes at another point of the pause between two questions each time.
  const phase = 2_000 + (2_000 * (round + 0.5)) / waits;
  note("reaction", await asNewVisitor((visitor) => reaction(bench, visitor, subject, phase)));
}

/**
 * @param {Subject} subject
 * @param {Note} note
 */
async function tenMinutes(subject, note) {
  if (!subject.asks) return;
  note("seen", await asNewVisitor((visitor) => questionsInTenMinutes(bench, visitor, subject, false)));
  note("hidden", await asNewVisitor((visitor) => questionsInTenMinutes(bench, visitor, subject, true)));
}
