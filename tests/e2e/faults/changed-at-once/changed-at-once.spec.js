import { expect, test } from "../../support/test.js";

test("another payment named before the first event: one beginning, and one question, about it", async ({ story }) => {
  const tab = await story.open();
  const { ready, states, asked, early } = await tab.page.evaluate(async () => {
    const shown = /** @type {Element} */ (document.querySelector("kaspi-checkout"));
    const element = /** @type {any} */ (shown.cloneNode(true));
    shown.remove();
    const named = (/** @type {string} */ paymentId) =>
      JSON.stringify({ ...JSON.parse(element.payResponse ?? element.textContent), paymentId });
    const [first, second] = [named("first"), named("second")];
    const counts = { ready: 0, states: /** @type {string[]} */ ([]), asked: /** @type {string[]} */ ([]), early: 0 };
    element.addEventListener("kaspi-ready", () => (counts.ready += 1));
    element.addEventListener("kaspi-statechange", (/** @type {any} */ { detail }) => counts.states.push(detail.state));
    element.statusSource = () => {
      counts.asked.push(JSON.parse(element.payResponse).paymentId);
      return new Promise(() => {});
    };
    element.payResponse = first;
    document.body.append(element);
    // The wasm is there already, so that the code is drawn before any other task has its turn.
    while (!element.shadowRoot.querySelector("svg.code")) await Promise.resolve();
    element.payResponse = second;
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    counts.early = counts.ready;
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(port1.close());
      port2.postMessage(0);
    });
    return counts;
  });
  expect(early).toBe(1);
  expect(ready).toBe(1);
  expect(states).toEqual(["waiting"]);
  expect(asked).toEqual(["second"]);
});
