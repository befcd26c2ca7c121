// What the wasm gives to the shell: kept by hand, since the bindings themselves are built. Texts are JSON.

export class Core {
  /** @param options the element's attributes and properties @param page performance.now() @param wall Date.now() */
  update(options: string, page: number, wall: number): string;
  tell(telling: string, page: number, wall: number): string;
  act(control: number, page: number, wall: number): string;
  free(): void;
}

export default function init(input: { module_or_path: Response }): Promise<unknown>;
