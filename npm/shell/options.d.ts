// What the element has of the shell.

export interface WidgetOptions {
  payResponse?: string;
  statusUrl?: string;
  statusSource?: () => unknown;
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
