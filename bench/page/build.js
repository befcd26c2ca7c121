// Bundles the subjects that come from npm, as a merchant's build would; the others are served as they stand.

import { join } from "node:path";
import { build } from "vite";

/** Who needs a bundler. */
const BUNDLED = ["hand-written", "adyen", "bitcoin-connect", "ours-npm"];

const here = import.meta.dirname;

/** Builds every bundled subject into `dist/<subject>`. */
export async function buildSubjects() {
  for (const subject of BUNDLED) {
    await build({
      root: join(here, "subjects", subject),
      base: `/${subject}/`,
      logLevel: "error",
      resolve: { alias: { "kaspi-checkout": join(here, "../../dist/npm/package") } },
      build: {
        outDir: join(here, "dist", subject),
        emptyOutDir: true,
        // Every subject runs as a module in a browser of today.
        target: "es2022",
        chunkSizeWarningLimit: 2_000,
      },
    });
  }
}
