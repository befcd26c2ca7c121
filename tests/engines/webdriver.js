// As much of the WebDriver protocol as the scenarios need.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { readQr } from "../e2e/support/qr.js";
import { freePort, listening } from "../support/port.js";

/** How long a condition may take to come true, in milliseconds. */
const PATIENCE = 20_000;

/** A browser that a driver has opened. */
export class Browser {
  /** @type {string} */
  #session;
  /** @type {() => Promise<void>} */
  #stop;

  /**
   * @param {string} session
   * @param {() => Promise<void>} stop
   */
  constructor(session, stop) {
    this.#session = session;
    this.#stop = stop;
  }

  /** @param {string} url */
  open(url) {
    return this.#post("url", { url });
  }

  /**
   * Runs the body of a function in the page.
   * @param {string} script
   */
  run(script) {
    return this.#post("execute/sync", { script, args: [] });
  }

  /**
   * Waits until an expression of the page is true.
   * @param {string} expression
   */
  async until(expression) {
    const deadline = Date.now() + PATIENCE;
    while (!(await this.run(`return Boolean(${expression})`).catch(() => false))) {
      if (Date.now() > deadline) throw new Error(`never true: ${expression}`);
      await wait(100);
    }
  }

  /** @returns {Promise<Buffer>} a PNG of what is seen */
  async screenshot() {
    return Buffer.from(await command("GET", `${this.#session}/screenshot`), "base64");
  }

  /** @returns {Promise<string | undefined>} the text of the QR that is seen, once it is painted */
  async readCode() {
    const deadline = Date.now() + PATIENCE;
    let text;
    while (!text && Date.now() < deadline) text = readQr(await this.screenshot());
    return text;
  }

  /** @returns {Promise<void>} */
  reload() {
    return this.#post("refresh", {});
  }

  /** @returns {Promise<void>} */
  back() {
    return this.#post("back", {});
  }

  /**
   * Taps as a finger does.
   * @param {string} element an expression of the page
   */
  async tap(element) {
    const { x, y } = await this.run(`
      const element = ${element};
      element.scrollIntoView({ block: "center" });
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
    `);
    const actions = [
      { type: "pointerMove", duration: 0, x, y },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ];
    await this.#post("actions", { actions: [{ type: "pointer", id: "finger", actions }] });
  }

  /** Lets what follows act in the first frame of the page. */
  enterFrame() {
    return this.#post("frame", { id: 0 });
  }

  leaveFrame() {
    return this.#post("frame", { id: null });
  }

  async close() {
    await command("DELETE", this.#session).catch(() => {});
    await this.#stop();
  }

  /**
   * @param {string} path
   * @param {object} body
   */
  #post(path, body) {
    return command("POST", `${this.#session}/${path}`, body);
  }
}

/**
 * Starts a driver and a browser.
 * @param {(port: number) => string[]} commandLine
 * @param {object} capabilities
 */
export async function startBrowser(commandLine, capabilities) {
  const port = await freePort();
  const [program = "", ...words] = commandLine(port);
  // Drivers start further programs; all are in one group, which ends as one.
  const driver = spawn(program, words, { stdio: "ignore", detached: true });
  const exited = once(driver, "exit");
  const stop = async () => {
    if (driver.exitCode === null) process.kill(-(/** @type {number} */ (driver.pid)), "SIGTERM");
    await exited;
  };
  try {
    await listening(port, driver);
    const origin = `http://127.0.0.1:${port}`;
    const { sessionId } = await command("POST", `${origin}/session`, { capabilities: { alwaysMatch: capabilities } });
    return new Browser(`${origin}/session/${sessionId}`, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {string} method
 * @param {string} url
 * @param {object} [body]
 * @returns {Promise<any>}
 */
async function command(method, url, body) {
  const answer = await fetch(url, {
    method,
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
