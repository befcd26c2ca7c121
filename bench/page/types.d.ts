/** What the watcher in a page has seen. */
interface Seen {
  /** When the code was painted, in milliseconds since the navigation; 0 before. */
  code: number;
  /** The longest task, in milliseconds. */
  longest: number;
  /** Tasks above 50 ms. */
  long: number;
  /** The sum of all layout shifts. */
  shift: number;
  /** The memories of the page's wasm modules. */
  memories: WebAssembly.Memory[];
}

declare var bench: Seen;
