// Prints, at the end of a run, which faults were survived and which ways into the app and back held.

/** @typedef {import("@playwright/test/reporter").TestCase} TestCase */
/** @typedef {import("@playwright/test/reporter").TestResult} TestResult */

/** A reporter of Playwright. */
export default class Tables {
  /** @type {Map<string, { test: TestCase, result: TestResult }>} */
  #last = new Map();

  /**
   * @param {TestCase} test
   * @param {TestResult} result
   */
  onTestEnd(test, result) {
    this.#last.set(test.id, { test, result });
  }

  onEnd() {
    const all = [...this.#last.values()];
    const of = (/** @type {string} */ project) =>
      all.filter(({ test }) => test.parent.project()?.name === project).sort((a, b) => place(a.test) - place(b.test));
    const faults = of("faults").map(({ test, result }) => ({ held: result.status === "passed", text: test.title }));
    const ways = of("phone").flatMap(({ test, result }) => rows(test, result));
    print("faults, and what happens", faults, "faults survived");
    print("browser | way in | way back", ways, "ways held");
  }

  printsToStdio() {
    return true;
  }
}

/** @param {TestCase} test */
function place({ location }) {
  return location.line + [...location.file].reduce((sum, letter) => sum * 1.001 + letter.charCodeAt(0), 0) * 10_000;
}

/**
 * The rows that a scenario stands for; it names them itself as it gets to them.
 * @param {TestCase} test
 * @param {TestResult} result
 */
function rows(test, result) {
  const named = test.annotations.filter(({ type }) => type === "row");
  const held = result.annotations.filter(({ type }) => type === "held").map(({ description }) => description);
  return named.map(({ description = "" }) => ({ held: held.includes(description), text: description }));
}

/**
 * @param {string} title
 * @param {{ held: boolean, text: string }[]} rows
 * @param {string} word
 */
function print(title, rows, word) {
  if (rows.length === 0) return;
  console.log(`\n${title}`);
  for (const { held, text } of rows) console.log(`  ${held ? "✓" : "✗"} ${text}`);
  console.log(`${rows.filter(({ held }) => held).length} ${word} of ${rows.length}`);
}
