// What holds in every story, whatever its scenario asks for besides.

import { expect } from "@playwright/test";

/**
 * @param {import("./tab.js").Tab} tab
 * @param {number} [elements] how many elements the page has
 */
export function expectInvariants(tab, elements = 1) {
  expect(tab.uncaught, "errors that nobody caught").toEqual([]);
  expect(tab.mostInFlight, "questions in flight at once").toBeLessThanOrEqual(elements);
  const toResults = tab.navigations.filter((url) => new URL(url).pathname.startsWith("/result"));
  expect(toResults.length, "navigations to a result").toBeLessThanOrEqual(1);
  for (const life of lives(tab.heard)) {
    const results = life.filter(({ type }) => type === "kaspi-result").map(({ detail }) => detail.paymentId);
    expect(new Set(results).size, "one kaspi-result per payment").toBe(results.length);
    expectTruth(life.filter(({ type }) => type === "kaspi-statechange").map(({ detail }) => detail));
  }
}

/**
 * Nobody is invited to pay once the payment is known to be paid.
 * @param {{ state: string, previous: string }[]} changes
 */
function expectTruth(changes) {
  for (const { state, previous } of changes) {
    // Another payment begins in the same element.
    if (state === "idle") continue;
    if (previous === "paid") expect(state, "what follows paid").toBe("paid");
    if (previous === "pending") expect(["paid", "failed", "cancelled"], "what follows pending").toContain(state);
    if (previous === "expired") expect(["paid", "pending", "waiting"], "what follows expired").toContain(state);
  }
}

/**
 * The events of each element in each load of the page.
 * @param {import("./tab.js").Heard[]} heard
 */
function lives(heard) {
  /** @type {Map<string, import("./tab.js").Heard[]>} */
  const lives = new Map();
  for (const event of heard) {
    const key = `${event.load} ${event.element}`;
    lives.set(key, [...(lives.get(key) ?? []), event]);
  }
  return [...lives.values()];
}
