// Ports of loopback, for programs that cannot choose one by themselves.

import { once } from "node:events";
import { connect, createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** @returns {Promise<number>} a port that nobody listens on */
export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address());
  probe.close();
  await once(probe, "close");
  return port;
}

/**
 * Resolves when something listens on a port, or rejects when the program that should has ended.
 * @param {number} port
 * @param {import("node:child_process").ChildProcess} program
 */
export async function listening(port, program) {
  while (program.exitCode === null && program.signalCode === null) {
    const socket = connect(port, "127.0.0.1");
    const open = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (open) return;
    await wait(50);
  }
  throw new Error(`${program.spawnfile} ended without listening`);
}
