// The demo's merchant server with its simulator of Antom, on a free loopback port.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const METADATA = execFileSync("cargo", ["metadata", "--no-deps", "--format-version=1"], { encoding: "utf8" });
const BINARY = `${JSON.parse(METADATA).target_directory}/debug/kaspi-demo`;

/**
 * @typedef {object} DemoServer
 * @property {string} origin where it listens
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the server and waits until it has printed its address.
 * @param {string[]} [options] further options of the server
 * @returns {Promise<DemoServer>}
 */
export async function startDemoServer(options = []) {
  const server = spawn(BINARY, ["--shop", "dist/shop", ...options], { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(server, "exit");
  const stop = async () => {
    server.kill("SIGTERM");
    await exited;
  };
  for await (const line of createInterface({ input: server.stdout })) {
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (origin) {
      // Keeps the pipe empty, so that the server never waits for a reader.
      server.stdout.resume();
      return { origin, stop };
    }
  }
  throw new Error(`${BINARY} ended without printing its address (exit code ${server.exitCode})`);
}
