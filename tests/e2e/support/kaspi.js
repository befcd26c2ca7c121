// Kaspi's and Antom's side of a link: whatever leaves for them is caught, written down, and answered as a phone would.

const THEIRS = /^https:\/\/([a-z-]+\.)*(kaspi\.kz|alipayplus\.com)\//;

/**
 * @typedef {object} Visit
 * @property {string} url
 * @property {string} method
 * @property {string | undefined} body
 * @property {boolean} gesture whether the browser took it for the buyer's own wish
 */

export class Kaspi {
  /** @type {Visit[]} */
  visits = [];
  /** The app comes up and the page stays alive behind it; or the link opens as a page that leads on to the app. */
  opens = /** @type {"app" | "page"} */ ("app");

  /** @param {import("@playwright/test").BrowserContext} context */
  async answer(context) {
    await context.route(THEIRS, (route) => {
      if (!route.request().isNavigationRequest()) return route.abort();
      if (this.opens === "app") return route.fulfill({ status: 204 });
      return route.fulfill({ contentType: "text/html", body: "<title>Kaspi.kz</title><h1>Open Kaspi.kz</h1>" });
    });
  }

  /** @param {import("@playwright/test").Page} page */
  async watch(page) {
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    session.on("Network.requestWillBeSent", ({ request, type, hasUserGesture }) => {
      const { url, method, postData } = request;
      if (type !== "Document" || !THEIRS.test(url)) return;
      this.visits.push({ url, method, body: postData, gesture: hasUserGesture ?? false });
    });
  }

  get urls() {
    return this.visits.map(({ url }) => url);
  }
}
