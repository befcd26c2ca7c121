import init from "./built/kaspi_checkout.js";
import integrity from "./built/integrity.js";
import { Widget } from "./shell/widget.js";

/** How long one attempt to fetch the wasm may take, in milliseconds. */
const PATIENCE = 30_000;

/** @type {string | URL | undefined} */
let place;

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
  if (trap !== undefined) return Promise.reject(trap);
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
  await init({ module_or_path: asWasm(response) });
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
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/**
 * The wasm has trapped, for all widgets of the page.
 * @param {unknown} error
 */
export function trapped(error) {
  trap = error;
  const told = [...watchers];
  watchers.clear();
  for (const watcher of told) watcher(error);
}

/**
 * Whether an error is the one by which the wasm has trapped.
 * @param {unknown} error
 */
export function isTrap(error) {
  return trap !== undefined && error === trap;
}
