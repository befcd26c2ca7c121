// Installs and builds a consumer in a folder of its own, away from the packages of this checkout.

import { execFile } from "node:child_process";
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const HERE = resolve("tests/packaging");
const CACHE =
  process.env.KASPI_CHECKOUT_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "kaspi-checkout");

/**
 * @param {string} name
 * @returns {Promise<string>} the folder in which the consumer is built
 */
export async function buildConsumer(name) {
  const folder = join(CACHE, "packaging", name);
  await mkdir(folder, { recursive: true });
  await copySources(join(HERE, name), folder);
  // Today's package has the version of yesterday's.
  await rm(join(folder, "node_modules/kaspi-checkout"), { recursive: true, force: true });
  // Not `ci`, which insists on the packages of every platform: not each registry holds them all.
  await npm(folder, "install", "--no-save", await tarball());
  await npm(folder, "run", "build");
  return folder;
}

/**
 * What was built for the consumer before goes; what was installed stays where it still fits.
 * @param {string} from
 * @param {string} to
 */
async function copySources(from, to) {
  for (const entry of await readdir(to)) {
    if (entry !== "node_modules") await rm(join(to, entry), { recursive: true });
  }
  await cp(from, to, { recursive: true, filter: (path) => !/\/(node_modules|dist|\.next|\.astro)$/.test(path) });
}

async function tarball() {
  const names = (await readdir("dist/npm")).filter((name) => name.endsWith(".tgz"));
  if (names.length !== 1) throw new Error("dist/npm holds no package: run scripts/package");
  return resolve("dist/npm", names[0] ?? "");
}

/**
 * @param {string} folder
 * @param {...string} words
 */
async function npm(folder, ...words) {
  const options = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  const scripts = words[0] === "run";
  const env = {
    ...process.env,
    CI: "1",
    NEXT_TELEMETRY_DISABLED: "1",
    ASTRO_TELEMETRY_DISABLED: "1",
    NG_CLI_ANALYTICS: "false",
  };
  try {
    await run("npm", scripts ? words : [...words, ...options], { cwd: folder, env, maxBuffer: 64 << 20 });
  } catch (error) {
    const { stdout = "", stderr = "" } = /** @type {any} */ (error);
    throw new Error(`npm ${words.join(" ")} in ${folder}:\n${stdout.slice(-3000)}\n${stderr.slice(-3000)}`);
  }
}
