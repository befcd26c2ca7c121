import init from "./built/kaspi_checkout.js";
import integrity from "./built/integrity.js";
import { Widget } from "./shell/widget.js";

/** How long one attempt to fetch the wasm may take, in milliseconds. */
const PATIENCE = 30_000;

/** @type {string | URL | undefined} */
let place;

/** Where the wasm came from in the end, as stacks name it. */
let source = "";

/** @type {Promise<typeof Widget> | undefined} */
let loading;

/** @type {unknown} */
let trap;

/** @type {Set<(error: unknown) => void>} */
const watchers = new Set();

/**
 * Names the place of the wasm, for bundlers that do not follow `new URL(…, import.meta.url)`.
 * @param {string | URL} url absolute, or relative to the page
 */
export function setWasmUrl(url) {
  place = url;
}

/**
 * Loads the wasm, once for all elements of the page. A failed load is forgotten, so that the next call tries again.
 * @returns {Promise<typeof Widget>}
 */
export function loadWidget() {
  if (trap) return Promise.reject(trap);
  loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load() {
  const url = place ?? new URL("./built/kaspi_checkout_bg.wasm", import.meta.url);
  const get = () => fetch(url, { integrity, signal: AbortSignal.timeout(PATIENCE) });
  // A connection that breaks once is common on phones.
  const response = await get().catch(get);
  if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
  source = response.url;
  await init({ module_or_path: asWasm(response) });
  addEventListener("error", ({ error }) => notice(error));
  addEventListener("unhandledrejection", ({ reason }) => notice(reason));
  return Widget;
}

/**
 * Streaming compilation insists on the right MIME type, which many file servers do not know.
 * @param {Response} response
 */
function asWasm(response) {
  if (response.headers.get("content-type") === "application/wasm") return response;
  return new Response(response.body, { headers: { "content-type": "application/wasm" } });
}

/**
 * Tells `watcher` when the wasm has trapped. It never recovers from that: the module's memory is not to be trusted.
 * @param {(error: unknown) => void} watcher
 * @returns {() => void} stops the watch
 */
export function watchTraps(watcher) {
  if (trap) watcher(trap);
  else watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/**
 * Looks whether an error is a trap of this wasm, and tells all watchers if so.
 * @param {unknown} error
 * @returns {boolean} whether it was
 */
export function notice(error) {
  if (!isTrap(error)) return false;
  trap = error;
  const told = [...watchers];
  watchers.clear();
  for (const watcher of told) watcher(error);
  return true;
}

/**
 * A trap is ours unless its stack names another wasm file: a frozen checkout is worse than a needless fallback. Only the
 * file's name counts, since engines that have compiled the same file before name the place where they had it from then.
 * @param {unknown} error
 */
export function isTrap(error) {
  // A browser in a locked-down mode may have no WebAssembly at all.
  if (!globalThis.WebAssembly || !(error instanceof WebAssembly.RuntimeError)) return false;
  /** @type {string[]} */
  const files = error.stack?.match(/https?:[^\s()]+(?=:wasm-function)/g) ?? [];
  return files.length === 0 || files.some((file) => nameOf(file) === nameOf(source));
}

/** @param {string} url */
function nameOf(url) {
  return url
    .replace(/[?#].*/, "")
    .split("/")
    .at(-1);
}
