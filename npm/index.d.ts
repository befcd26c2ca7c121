/** The states of a checkout. */
export type KaspiCheckoutState =
  "idle" | "waiting" | "pending" | "confirming" | "expired" | "paid" | "failed" | "cancelled" | "rejected";

/** What a payment is called, as far as the pay response says it. */
export interface KaspiPaymentNames {
  /** Antom's name. */
  paymentId: string | null;
  /** The merchant's name. */
  paymentRequestId: string | null;
}

/** The final outcome of a payment. */
export interface KaspiCheckoutResult extends KaspiPaymentNames {
  status: "SUCCESS" | "FAIL" | "CANCELLED";
  state: "paid" | "failed" | "cancelled";
  /** Whether it was paid after the code had expired or, where nobody tells when it was paid, the word came after that. */
  late: boolean;
}

/**
 * An answer about the payment, as the status endpoint gives it; Antom's `inquiryPayment` response fits too. Other fields are not
 * read.
 */
export interface KaspiCheckoutStatus {
  status?: string;
  paymentStatus?: string;
  redirectUrl?: string;
  /** The wish for the next question, in milliseconds. */
  pollAfterMs?: number;
  /** ISO 8601, or milliseconds since 1970. */
  expireTime?: string | number;
  /** When it was paid: ISO 8601, or milliseconds since 1970. */
  paymentTime?: string | number;
  /** ISO 8601, or milliseconds since 1970. */
  serverTime?: string | number;
  paymentId?: string;
  paymentRequestId?: string;
}

/** Why something went wrong; every `code` is listed in the documentation and keeps its meaning. */
export interface KaspiCheckoutError {
  code: string;
  message: string;
  /** The buyer cannot pay here. */
  fatal: boolean;
}

/** What can be said about a checkout: the attributes of the element as properties, and what is no text. */
export interface KaspiCheckoutProperties {
  /** The pay response: an object, or its JSON text. */
  payResponse?: object | string | null | undefined;
  /** The merchant's status endpoint. */
  statusUrl?: string | undefined;
  /** Any transport in place of `statusUrl`. */
  statusSource?: (() => Promise<KaspiCheckoutStatus | (KaspiCheckoutStatus & Record<string, unknown>)>) | undefined;
  /** Where to go when the payment is final. */
  resultUrl?: string | undefined;
  /** Where to go when it has failed or was cancelled. */
  failureUrl?: string | undefined;
  /** Answers a `POST` with a new pay response. */
  refreshUrl?: string | undefined;
  /** The status as server-sent events. */
  eventsUrl?: string | undefined;
  mode?: "auto" | "qr" | "app" | "redirect" | undefined;
  launch?: "auto" | "tap" | undefined;
  locale?: "auto" | "kk" | "ru" | "en" | undefined;
  theme?: "auto" | "light" | "dark" | undefined;
  redirectTarget?: "self" | "top" | "none" | undefined;
  /** The origins that the server's `redirectUrl` may point to, separated by spaces. */
  allowedOrigins?: string | undefined;
  /** Replaces the origins that the payment's links may point to. */
  appOrigins?: string | undefined;
  /** Other words for the texts, by key. */
  texts?: Record<string, string> | undefined;
  /** Whether the page gives new codes; known by itself where it listens for `kaspi-refresh` on the element. */
  renewable?: boolean | undefined;
}

/** The events of the element; all bubble and are composed. */
export interface KaspiCheckoutEventMap {
  "kaspi-ready": CustomEvent<Record<string, never>>;
  "kaspi-statechange": CustomEvent<{ state: KaspiCheckoutState; previous: KaspiCheckoutState }>;
  /** Cancelable: the app is not opened then. */
  "kaspi-handoff": CustomEvent<{ url: string }>;
  /** Cancelable: the buyer is kept here then. */
  "kaspi-result": CustomEvent<KaspiCheckoutResult>;
  "kaspi-expired": CustomEvent<KaspiPaymentNames>;
  /** The buyer asks for a new code: call `refresh` with the pay response of a new payment. */
  "kaspi-refresh": CustomEvent<KaspiPaymentNames>;
  "kaspi-error": CustomEvent<KaspiCheckoutError>;
}

/** `<kaspi-checkout>`. */
export class KaspiCheckoutElement extends HTMLElement {
  static readonly observedAttributes: string[];
  get payResponse(): object | string | null | undefined;
  set payResponse(value: object | string | null | undefined);
  get statusSource(): KaspiCheckoutProperties["statusSource"];
  set statusSource(value: KaspiCheckoutProperties["statusSource"]);
  get texts(): Record<string, string> | undefined;
  set texts(value: Record<string, string> | undefined);
  get renewable(): boolean;
  set renewable(value: boolean);
  statusUrl: string;
  resultUrl: string;
  failureUrl: string;
  refreshUrl: string;
  eventsUrl: string;
  mode: string;
  launch: string;
  locale: string;
  theme: string;
  redirectTarget: string;
  allowedOrigins: string;
  appOrigins: string;
  readonly state: KaspiCheckoutState;
  /** Resolves when the payment is final; never rejects. */
  readonly result: Promise<KaspiCheckoutResult>;
  /** Asks for the status now. */
  checkNow(): void;
  /** Takes the pay response of a new payment for the same order. */
  refresh(payResponse: object | string): void;
  addEventListener<Type extends keyof KaspiCheckoutEventMap>(
    type: Type,
    listener: (this: KaspiCheckoutElement, event: KaspiCheckoutEventMap[Type]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Type extends keyof HTMLElementEventMap>(
    type: Type,
    listener: (this: KaspiCheckoutElement, event: HTMLElementEventMap[Type]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Type extends keyof KaspiCheckoutEventMap>(
    type: Type,
    listener: (this: KaspiCheckoutElement, event: KaspiCheckoutEventMap[Type]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** Listeners by the events' names without `kaspi-`. */
export type KaspiCheckoutListeners = {
  [Type in keyof KaspiCheckoutEventMap as Type extends `kaspi-${infer Name}` ? Name : never]?: (
    event: KaspiCheckoutEventMap[Type],
  ) => void;
};

/** What `mountKaspiCheckout` takes. */
export interface KaspiCheckoutOptions extends KaspiCheckoutProperties {
  on?: KaspiCheckoutListeners;
}

/** What `mountKaspiCheckout` returns. */
export interface MountedKaspiCheckout {
  readonly element: KaspiCheckoutElement;
  readonly result: Promise<KaspiCheckoutResult>;
  checkNow(): void;
  refresh(payResponse: object | string): void;
  unmount(): void;
}

/** Makes `<kaspi-checkout>` known to the page; harmless where it is known, and on a server. */
export function defineKaspiCheckout(): void;

/** Puts a checkout at the end of an element, or of the first that a selector matches. Throws where nothing matches. */
export function mountKaspiCheckout(target: Element | string, options?: KaspiCheckoutOptions): MountedKaspiCheckout;

/** Starts to load the wasm before the element is there. */
export function preloadKaspiCheckout(): void;

/** Names the place of the wasm, for bundlers that do not follow `new URL(…, import.meta.url)`. */
export function setWasmUrl(url: string | URL): void;

declare global {
  interface HTMLElementTagNameMap {
    "kaspi-checkout": KaspiCheckoutElement;
  }
  interface GlobalEventHandlersEventMap extends KaspiCheckoutEventMap {}
}

/** The attributes of `<kaspi-checkout>`, as JSX and templates take them. */
export interface KaspiCheckoutAttributes extends Omit<KaspiCheckoutProperties, "payResponse"> {
  payResponse?: object | string | null | undefined;
  "pay-response"?: string | undefined;
  "status-url"?: string | undefined;
  "result-url"?: string | undefined;
  "failure-url"?: string | undefined;
  "refresh-url"?: string | undefined;
  "events-url"?: string | undefined;
  "redirect-target"?: "self" | "top" | "none" | undefined;
  "allowed-origins"?: string | undefined;
  "app-origins"?: string | undefined;
}

/** Handlers as JSX and Svelte name them: `onkaspi-result` and so on. */
export type KaspiCheckoutHandlers = {
  [Type in keyof KaspiCheckoutEventMap as `on${Type}`]?: (event: KaspiCheckoutEventMap[Type]) => void;
};
