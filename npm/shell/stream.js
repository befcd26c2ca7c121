// The stream of server-sent events.

/**
 * Opens the stream; where the browser cannot, nothing is heard.
 * @param {string | undefined} url
 * @param {import("./answer.d.ts").Tell} tell
 * @returns {() => void} closes it
 */
export function openStream(url, tell) {
  /** @type {EventSource} */
  let source;
  try {
    source = new EventSource(url ?? "");
  } catch {
    return () => {};
  }
  const said = (/** @type {MessageEvent} */ { data }) => {
    if (typeof data === "string") tell({ event: "stream-said", text: data });
  };
  source.addEventListener("open", () => tell({ event: "stream-opened" }));
  source.addEventListener("error", () => tell({ event: "stream-closed" }));
  source.addEventListener("message", said);
  source.addEventListener("status", said);
  return () => source.close();
}
