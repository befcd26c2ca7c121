// The keyboard alone reaches all that the card offers, and the buyer's place is not lost.

import { STATES } from "./states.js";
import { expect, test } from "./test.js";

/** What has the focus: the words on it, or its role in the card. */
const FOCUSED = `(() => {
  const focused = document.querySelector("kaspi-checkout").shadowRoot.activeElement;
  return focused && (focused.textContent || focused.getAttribute("part"));
})()`;

/** All that can be acted on, in the order in which it is read. */
const CONTROLS = `[...document.querySelector("kaspi-checkout").shadowRoot.querySelectorAll("a[href], button, input")]
  .map((control) => control.textContent || control.getAttribute("part"))`;

/** Whether something is drawn around what has the focus. */
const OUTLINED = `(() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.querySelector("kaspi-checkout").shadowRoot.activeElement);
  return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
})()`;

for (const name of Object.keys(STATES)) {
  test(`Tab walks through ${name} in reading order, and out of it`, async ({ page, showing }) => {
    await showing.show(name, { locale: "en" });
    const controls = await showing.run(CONTROLS);
    // From before the card, wherever bringing the state about has left the focus.
    await showing.run(`document.body.prepend(document.createElement("button"))`);
    await page.getByRole("button").first().focus();
    const walked = [];
    for (const _ of controls) {
      await page.keyboard.press("Tab");
      walked.push(await showing.run(FOCUSED));
      expect(await showing.run(OUTLINED), `the focus on ${walked.at(-1)} can be seen`).toBe(true);
    }
    expect(walked).toEqual(controls);
    await page.keyboard.press("Tab");
    expect(await showing.run(FOCUSED)).toBeNull();
    if (controls.length === 0) return;
    await page.keyboard.press("Shift+Tab");
    expect(await showing.run(FOCUSED)).toBe(controls.at(-1));
  });
}

test("every way is one key from the others, and the focus goes to the new view's heading", async ({
  page,
  showing,
}) => {
  await showing.show("code", { locale: "en" });
  await page.getByRole("button", { name: "Pay on this device" }).focus();
  await page.keyboard.press("Enter");
  await showing.element.locator(".app-link").waitFor();
  await expect.poll(() => showing.run(FOCUSED)).toBe("Pay with Kaspi.kz");
  await page.getByRole("button", { name: "Show the QR code" }).focus();
  await page.keyboard.press("Space");
  await showing.element.locator(".code").waitFor();
  await expect.poll(() => showing.run(FOCUSED)).toBe("Pay with Kaspi.kz");
});

test("the code is enlarged and copied by keys, and the focus stays on the button", async ({ page, showing }) => {
  await showing.show("code", { locale: "en" });
  await page.getByRole("button", { name: "Enlarge the code" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Reduce the code" })).toBeFocused();
  await page.getByRole("button", { name: "Copy the link" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Link copied")).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy the link" })).toBeFocused();
});

test("the link is shared by key, where the browser shares", async ({ page, showing }) => {
  await showing.show("shareable", { locale: "en" });
  await page.getByRole("button", { name: "Share" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => showing.run("shared?.url")).toContain("checkout.htm?codeValue=2816660400930aFreshCode0001");
});

test("nothing is to be shared in a frame that may not share", async ({ page, showing }) => {
  await page.addInitScript(() => {
    Object.assign(navigator, { share: () => Promise.reject(new Error("refused")), canShare: () => false });
  });
  await showing.show("code", { locale: "en" });
  await expect(page.getByRole("button", { name: "Copy the link" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Share" })).toHaveCount(0);
});

test("asking for a new code by key leaves the buyer in the card", async ({ page, showing }) => {
  await showing.show("expired_renewable", { locale: "en" });
  await page.getByRole("button", { name: "Get a new code" }).focus();
  await page.keyboard.press("Enter");
  await showing.passUntil(".text + .text");
  await expect.poll(() => showing.run(FOCUSED)).toBe("The code is no longer valid");
});

for (const place of ["in the card", "elsewhere"]) {
  test(`the result comes while the focus is ${place}`, async ({ page, showing }) => {
    await showing.show("code", { locale: "en" });
    await showing.run(
      `document.body.append(Object.assign(document.createElement("button"), { textContent: "Elsewhere" }))`,
    );
    await page.getByRole("button", { name: place === "elsewhere" ? "Elsewhere" : "Copy the link" }).focus();
    await showing.run(`{
      const element = document.querySelector("kaspi-checkout");
      element.statusSource = () => ({ status: "SUCCESS" });
      element.checkNow();
    }`);
    await showing.passUntil('[data-state="paid"]');
    if (place === "elsewhere") await expect(page.getByRole("button", { name: "Elsewhere" })).toBeFocused();
    else await expect.poll(() => showing.run(FOCUSED)).toBe("Paid");
  });
}
