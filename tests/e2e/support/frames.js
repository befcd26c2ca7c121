// Frames in pages whose time is simulated: the browser's own, since a clock that stands still paints none.

/**
 * Installs the clock, but leaves the frames to the browser.
 * @param {import("@playwright/test").BrowserContext} context
 * @param {number} time epoch ms
 */
export async function installClock(context, time) {
  await context.addInitScript(() => Object.assign(globalThis, { nextFrame: requestAnimationFrame }));
  await context.clock.install({ time });
  await context.addInitScript(() => {
    globalThis.requestAnimationFrame = /** @type {any} */ (globalThis).nextFrame;
  });
}
