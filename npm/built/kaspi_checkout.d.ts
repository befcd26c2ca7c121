// What the wasm gives to the shell: kept by hand, since the bindings themselves are built. Texts are JSON.

export class Core {
  /** @param page performance.now() @param wall Date.now() */
  tell(telling: string, page: number, wall: number): string;
  free(): void;
}

export default function init(input: { module_or_path: Response }): Promise<unknown>;
