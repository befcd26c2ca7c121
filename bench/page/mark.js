// What runs in the page before its own scripts: it notes when the code was painted, how long tasks were, what moved.
// It is sent to the browser as text: it may use nothing from outside.

/** What the page says in its console once the code is painted. Until then no other script of the tool runs in it. */
export const PAINTED = "bench: the code is painted";

/** @param {{ selector: string, painted: string }} wanted */
export function watchPage({ selector, painted }) {
  /** @type {{ code: number, longest: number, long: number, shift: number, memories: WebAssembly.Memory[] }} */
  const seen = { code: 0, longest: 0, long: 0, shift: 0, memories: [] };
  Object.defineProperty(globalThis, "bench", { value: seen });

  /** @type {(type: string, hear: (entry: any) => void) => void} */
  const observe = (type, hear) =>
    new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, buffered: true });
  observe("longtask", ({ duration }) => {
    seen.long += 1;
    seen.longest = Math.max(seen.longest, duration);
  });
  observe("layout-shift", ({ value }) => (seen.shift += value));

  const { instantiateStreaming, instantiate } = WebAssembly;
  /** @type {(original: (...given: any[]) => Promise<any>) => (...given: any[]) => Promise<any>} */
  const noting =
    (original) =>
    async (...given) => {
      const made = await original.apply(WebAssembly, given);
      const { memory } = (made.instance ?? made).exports;
      if (memory) seen.memories.push(memory);
      return made;
    };
  WebAssembly.instantiateStreaming = noting(instantiateStreaming);
  WebAssembly.instantiate = noting(instantiate);

  /** @type {(root: Document | ShadowRoot) => Element | null} */
  const find = (root) => {
    for (const node of root.querySelectorAll(selector)) if (isDrawn(node)) return node;
    for (const node of root.querySelectorAll("*")) {
      const found = node.shadowRoot && find(node.shadowRoot);
      if (found) return found;
    }
    return null;
  };
  /** @type {(node: Element) => boolean} */
  const isDrawn = (node) => {
    const { width, height } = node.getBoundingClientRect();
    if (width < 100 || height < 100) return false;
    return !(node instanceof HTMLImageElement) || (node.complete && node.naturalWidth > 0);
  };

  const { requestAnimationFrame } = globalThis;
  const now = performance.now.bind(performance);
  const look = () => {
    if (!document.body || !find(document)) {
      requestAnimationFrame(look);
      return;
    }
    // The frame in which it was found is painted right after this; the next task, before any of the page's, is past it.
    const mark = () => {
      seen.code = now();
      console.debug(painted);
    };
    void scheduler.postTask(mark, { priority: "user-blocking" });
  };
  requestAnimationFrame(look);
}
