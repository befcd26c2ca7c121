// What the wasm gives to the element: kept by hand, since the bindings themselves are built.

export interface WidgetOptions {
  payResponse?: string;
  statusUrl?: string;
  statusSource?: () => Promise<unknown>;
  resultUrl?: string;
  failureUrl?: string;
  refreshUrl?: string;
  eventsUrl?: string;
  mode?: string;
  launch?: string;
  locale?: string;
  theme?: string;
  redirectTarget?: string;
  allowedOrigins?: string;
  appOrigins?: string;
  texts?: Record<string, string>;
  renewable?: boolean;
}

/** Fires an event; the answer is false where the page has prevented its default. */
export type Emit = (type: string, detail: object, cancelable: boolean) => boolean;

export class Widget {
  constructor(root: HTMLElement, host: HTMLElement, options: WidgetOptions, emit: Emit);
  update(options: WidgetOptions): void;
  readonly state: string;
  checkNow(): void;
  refresh(payResponseText: string): void;
  unmount(): void;
  free(): void;
}

export default function init(input: { module_or_path: Response }): Promise<unknown>;
