// What the buyer sees of an element, found as the docs name its parts.

export class Card {
  /**
   * @param {import("@playwright/test").Page | import("@playwright/test").FrameLocator} page
   * @param {string} [element] which one, where the page has several
   */
  constructor(page, element = "kaspi-checkout") {
    this.element = page.locator(element);
  }

  /** The QR. */
  get code() {
    return this.#part("code");
  }
  /** The button that shows another way to pay. @param {"code" | "app" | "page"} way */
  switchTo(way) {
    const name = { code: "Show the QR code", app: "Pay on this device", page: "Use the payment page" }[way];
    return this.element.getByRole("button", { name });
  }
  /** The button that stops the app from being opened. */
  get stay() {
    return this.#part("stay");
  }
  get copy() {
    return this.#part("copy");
  }
  get countdown() {
    return this.#part("countdown");
  }
  /** The link, or the button of the form, that opens the app. */
  get appLink() {
    return this.#part("app-link");
  }
  get pageLink() {
    return this.#part("page-link");
  }
  get checkNow() {
    return this.#part("check-now");
  }
  get newCode() {
    return this.#part("new-code");
  }
  get onward() {
    return this.#part("continue");
  }
  /** What is said of the connection. */
  get connection() {
    return this.#part("connection");
  }
  get hint() {
    return this.#part("hint");
  }
  get fallbackLink() {
    return this.#part("fallback-link");
  }
  get fallbackImage() {
    return this.#part("fallback-image");
  }

  /** The rest that is on show, in seconds. */
  async rest() {
    const [, minutes, seconds] = /(\d+):(\d\d)/.exec((await this.countdown.textContent()) ?? "") ?? [];
    return Number(minutes) * 60 + Number(seconds);
  }

  /** @param {string} name */
  #part(name) {
    return this.element.locator(`[part~="${name}"]`);
  }
}
