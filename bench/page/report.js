// The table, from the figures of all rounds.

import { readFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { REFERENCE, SUBJECTS } from "./subjects.js";

/**
 * @typedef {{ cpu: number, heap: number, wasm: number }} Wait
 * @typedef {Record<Profile, import("./visit.js").Facts[]> & Other} Figures each at its round's number; a round that a subject had no turn in is a hole
 * @typedef {{ wait: Wait[], reaction: number[], seen?: number[], hidden?: number[] }} Other
 * @typedef {"fast" | "slow" | "repeat"} Profile
 */

/** @type {Profile[]} */
const PROFILES = ["fast", "slow", "repeat"];

/**
 * @param {object} measured
 * @param {Map<string, Record<string, any[]>>} measured.figures
 * @param {number} measured.rounds
 * @param {number} measured.waits
 * @param {string} measured.browser
 */
export function report({ figures, rounds, waits, browser }) {
  /** @type {(path: string) => Figures} */
  const of = (path) => /** @type {any} */ (figures.get(path));
  const reference = of(REFERENCE);
  const rows = SUBJECTS.map((subject) => ({ subject, own: of(subject.path) }));
  const loading = rows.map(({ subject, own }) => [
    subject.name,
    whole(median(own.fast.map(({ bytes }) => bytes))),
    median(own.fast.map(({ requests }) => requests)),
    ...PROFILES.map((profile) => timed(own, reference, profile)),
    `${median(own.slow.map(({ long }) => long))} / ${whole(median(own.slow.map(({ longest }) => longest)))} ms`,
    median(own.slow.map(({ shift }) => shift)).toFixed(3),
  ]);
  return `# Results

<!-- Written by \`make bench\`; do not edit. -->

${new Date().toISOString().slice(0, 10)} · Chromium ${browser} · ${versions()}

${load()}

## To the code

${table(["page", "brotli bytes", "requests", "to the code", "slow", "slow, second visit", "tasks above 50 ms, slow: number / longest", "layout shift"], loading)}

${waits > 0 ? waitingSection(rows, reference) : ""}## Method

- One Chromium, one server on a loopback address, all bodies compressed by brotli (quality 11) beforehand. Every visit has an empty cache, but the second one.
- ${rounds} rounds for the visits and ${waits} for the waits. In a round every page that takes part has its turn once, each round begins with another page. The hand-written page and ours take part in every round, the others in every third. Times and bytes are medians over the rounds; × is the median of each round's ratio to the hand-written page.
- "To the code" is the time from the start of the navigation until the frame with the code was painted. After each visit a screenshot is read by jsQR; a visit whose code cannot be read, or is another payment's, ends the run. Until the code is painted nothing of the tool runs in the page but what looks for it once a frame.
- "Slow" is a processor four times slower, 1.6 Mbit/s down, 750 kbit/s up, 150 ms for each request.
- Bytes are those of all bodies sent until the code was there, headers left out, the first answers about the payment included.
- The main thread's work is its processor time, not the time that passed. The heap is taken after a collection. Wasm memory is all that the module has reserved.
- Questions in 10 minutes are counted under the page's own clock moved on by hand, once with the page in view and once hidden.
- From SUCCESS: the server knows of the payment at another point of the pause each round, four seconds at most after the code was there.
- Adyen Web runs against a backend made up here; its code is a picture that the backend sends. The payment element of bitcoin-connect shows a Lightning invoice and does not ask by itself: the page asks, as the hand-written one does.
`;
}

/**
 * What waiting costs, as a section of the page.
 * @param {{ subject: import("./subjects.js").Subject, own: Figures }[]} rows
 * @param {Figures} reference
 */
function waitingSection(rows, reference) {
  const cells = rows.map(({ subject, own }) => {
    const cpu = own.wait.map((each) => each.cpu);
    return [
      subject.name,
      `${whole(median(cpu))} ms, × ${median(
        ratios(
          cpu,
          reference.wait.map((each) => each.cpu),
        ),
      ).toFixed(2)}`,
      mebibytes(median(own.wait.map(({ heap }) => heap))),
      mebibytes(median(own.wait.map(({ wasm }) => wasm))),
      own.seen?.[0] ?? "–",
      own.hidden?.[0] ?? "–",
      subject.asks ? `${whole(median(own.reaction))} ms` : "–",
    ];
  });
  return `## Waiting

${table(["page", "main thread in 20 s", "JavaScript heap", "wasm memory", "questions in 10 min", "hidden", "from SUCCESS to the result page"], cells)}

`;
}

/**
 * @param {Figures} own
 * @param {Figures} reference
 * @param {Profile} profile
 */
function timed(own, reference, profile) {
  const times = own[profile].map(({ code }) => code);
  const ratio = median(
    ratios(
      times,
      reference[profile].map(({ code }) => code),
    ),
  );
  return `${whole(median(times))} ms, × ${ratio.toFixed(2)}`;
}

/**
 * @param {number[]} values
 * @param {number[]} references
 */
function ratios(values, references) {
  return values.map((value, round) => value / (references[round] ?? NaN));
}

/** @param {number[]} values holes count for nothing */
function median(values) {
  const sorted = values.filter(() => true).sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = low] = sorted.slice(sorted.length % 2 ? middle : middle - 1, middle + 1);
  return (low + high) / 2;
}

/** @param {number} value */
function whole(value) {
  return Math.round(value).toLocaleString("en");
}

/** @param {number} bytes */
function mebibytes(bytes) {
  return bytes ? `${(bytes / 1_048_576).toFixed(2)} MiB` : "–";
}

/**
 * @param {string[]} head
 * @param {unknown[][]} rows
 */
function table(head, rows) {
  const lines = [head, head.map((_, column) => (column ? "---:" : "---")), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function versions() {
  const { devDependencies } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
  const { version } = JSON.parse(readFileSync(new URL("../../npm/package.json", import.meta.url), "utf8"));
  const named = ["@adyen/adyen-web", "@getalby/bitcoin-connect", "uqr", "vite", "playwright-core"];
  return [`kaspi-checkout ${version}`, ...named.map((name) => `${name} ${devDependencies[name]}`)].join(" · ");
}

/** How busy the machine was: on a busy one only the ratios say something about time. */
function load() {
  const cores = availableParallelism();
  const [, , average = 0] = loadavg();
  const verdict = average > cores ? "busy with other work: of the times, only the ratios are to be trusted" : "quiet";
  return `Load of the last quarter of an hour: ${average.toFixed(1)} on ${cores} cores; the machine was ${verdict}.`;
}
