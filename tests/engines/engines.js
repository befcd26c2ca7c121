// How each engine is started; scripts/setup engines installs them.

import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { chromiumOptions } from "../e2e/support/browser.js";
import { startBrowser } from "./webdriver.js";

const CACHE =
  process.env.KASPI_CHECKOUT_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "kaspi-checkout");

/** @type {Record<string, () => Promise<import("./webdriver.js").Browser>>} */
export const ENGINES = {
  Chromium: () => {
    const { executablePath, args } = chromiumOptions();
    return startBrowser((port) => [process.env.CHROMEDRIVER ?? "chromedriver", `--port=${port}`], {
      "goog:chromeOptions": { binary: executablePath, args: [...args, "--headless=new", "--window-size=800,900"] },
    });
  },
  Firefox: () =>
    startBrowser((port) => [geckodriver(), "--port", String(port), "--log", "fatal"], {
      "moz:firefoxOptions": { args: ["-headless", "--width=800", "--height=900"] },
    }),
  WebKit: () =>
    startBrowser((port) => ["dbus-run-session", "--", "xvfb-run", "-a", "WebKitWebDriver", `--port=${port}`], {
      "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation", "--geometry=800x900"] },
    }),
};

function geckodriver() {
  const home = readdirSync(CACHE).find((name) => name.startsWith("geckodriver-"));
  return home ? join(CACHE, home, "bin/geckodriver") : "geckodriver";
}

/** WebKit's own test browser lies in a folder that is named after the machine's architecture. */
function miniBrowser() {
  const places = readdirSync("/usr/lib").map((folder) => join("/usr/lib", folder, "webkit2gtk-4.1/MiniBrowser"));
  const found = places.find(existsSync);
  if (!found) throw new Error("no MiniBrowser was found: run scripts/setup engines");
  return found;
}
