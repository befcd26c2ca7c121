// The installed Chromium instead of a downloaded one.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"];

/** What Chromium needs as root and without a network of its own. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Links into the app and hosted pictures must not leave the machine.
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
];

/** @returns {{ executablePath: string, args: string[], ignoreDefaultArgs: string[] }} the launch options of Playwright */
export function chromiumOptions() {
  // Buyers' browsers have a back-forward cache.
  return { executablePath: executable(), args: FLAGS, ignoreDefaultArgs: ["--disable-back-forward-cache"] };
}

function executable() {
  const named = process.env.KASPI_CHECKOUT_CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = (named ? [named] : candidates).find(isExecutable);
  if (!found) throw new Error("no Chromium was found: run scripts/setup browser");
  return found;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
