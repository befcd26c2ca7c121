// Prints, at the end of a run, what axe-core found in each state and what is announced there.

/** @typedef {{ state: string, of: string, findings: number, passes: number }} Finding */
/** @typedef {{ state: string, locale: string, said: string }} Saying */

/** A reporter of Playwright. */
export default class Tables {
  /** @type {Map<string, import("@playwright/test/reporter").TestResult>} */
  #last = new Map();

  /**
   * @param {import("@playwright/test/reporter").TestCase} test
   * @param {import("@playwright/test/reporter").TestResult} result
   */
  onTestEnd(test, result) {
    this.#last.set(test.id, result);
  }

  onEnd() {
    const noted = [...this.#last.values()].flatMap(({ annotations }) => annotations);
    const of = (/** @type {string} */ type) =>
      noted.filter((note) => note.type === type).map(({ description = "" }) => JSON.parse(description));
    findings(of("axe"));
    sayings(of("said"));
  }

  printsToStdio() {
    return true;
  }
}

/** @param {Finding[]} all */
function findings(all) {
  if (all.length === 0) return;
  const kinds = [...new Set(all.map((finding) => finding.of))];
  const rows = byState(all).map(([state, some]) => [
    state,
    ...kinds.map((kind) => String(some.find((finding) => finding.of === kind)?.findings ?? "–")),
    String(Math.min(...some.map(({ passes }) => passes))),
  ]);
  print("what axe-core finds: violations by state, theme and language", [["state", ...kinds, "rules passed"], ...rows]);
  console.log(
    `${all.reduce((sum, finding) => sum + finding.findings, 0)} findings in ${all.length} pictures of the card`,
  );
}

/** @param {Saying[]} all */
function sayings(all) {
  if (all.length === 0) return;
  const rows = byState(all).map(([state, some]) => [state, ...some.map(({ said }) => said || "–")]);
  print("what a screen reader says by itself", [["state", "kk", "ru", "en"], ...rows]);
}

/**
 * @template {{ state: string }} T
 * @param {T[]} all
 */
function byState(all) {
  return [...new Set(all.map(({ state }) => state))]
    .sort()
    .map((state) => /** @type {const} */ ([state, all.filter((one) => one.state === state)]));
}

/**
 * @param {string} title
 * @param {string[][]} rows
 */
function print(title, rows) {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  console.log(`\n${title}`);
  for (const row of rows) console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")}`);
}
