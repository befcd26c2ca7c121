import { after, success } from "../../support/answers.js";
import { expect, test } from "../../support/test.js";

test("removed while a question is in flight: hung up on, and nothing is left behind", async ({ merchant, story }) => {
  merchant.status = () => after(5_000, success);
  const tab = await story.open();
  expect(merchant.questions).toHaveLength(1);
  const closed = new Promise((resolve) => merchant.questions[0].response.once("close", resolve));

  await tab.page.evaluate(() => document.querySelector("kaspi-checkout")?.remove());
  await closed;
  const heard = tab.heard.length;
  await story.advance(60_000, 1_000);
  expect(merchant.questions).toHaveLength(1);
  expect(tab.heard).toHaveLength(heard);
  expect(tab.navigations).toEqual([]);
  const locks = await tab.page.evaluate(() => navigator.locks.query());
  expect([...(locks.held ?? []), ...(locks.pending ?? [])]).toEqual([]);
});

test("removed and put back: starts anew, paid in the end", async ({ merchant, story }) => {
  const tab = await story.open();
  await tab.page.evaluate(() => {
    const element = /** @type {any} */ (document.querySelector("kaspi-checkout"));
    element.remove();
    /** @type {any} */ (window).kept = element;
  });
  await story.advance(5_000);
  await tab.page.evaluate(() => document.body.append(/** @type {any} */ (window).kept));
  await story.advance(1_000);
  await expect(tab.card.code).toBeVisible();
  merchant.status = () => success;
  await story.until(() => merchant.results > 0);
  expect(tab.results).toHaveLength(1);
});

test("hundreds that come and go leave no node and no listener behind", async ({ merchant, story }) => {
  const tab = await story.open();
  const session = await tab.page.context().newCDPSession(tab.page);
  const comeAndGo = (/** @type {number} */ times) =>
    tab.page.evaluate(async (count) => {
      const shown = /** @type {Element} */ (document.querySelector("kaspi-checkout"));
      const next = /** @type {Element} */ (shown.cloneNode(true));
      shown.remove();
      for (let visit = 0; visit < count; visit += 1) {
        const element = /** @type {any} */ (next.cloneNode(true));
        // It is asked, and never answers.
        element.statusSource = () => new Promise(() => {});
        const ready = new Promise((resolve) => element.addEventListener("kaspi-ready", resolve, { once: true }));
        document.body.append(element);
        await ready;
        element.remove();
        await Promise.resolve();
      }
      document.body.append(next);
    }, times);
  const left = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
    return { nodes, jsEventListeners };
  };

  await comeAndGo(20);
  const before = await left();
  await comeAndGo(300);
  await expect.poll(left).toEqual(before);
});
