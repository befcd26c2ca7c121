// What the core answers (src/bridge): the one description of it on this side.

/** All that a widget is to draw and to do after something has happened. */
export interface Answer {
  /** The public name of the state. */
  state: string;
  /** The whole card, where it has changed. */
  card?: Description;
  /** When the time to pay is over, in milliseconds of `performance.now()`; absent where none is counted down. */
  ends?: number;
  /** Set where another pay response begins. */
  begun?: 1;
  /** What the payment is kept under; absent while there is none, or where it has no name. */
  key?: string;
  /** The browsing context to go on in; absent while there is no payment. */
  frame?: "_self" | "_top";
  /** Set while the screen is to stay awake. */
  awake?: 1;
  /** After so many milliseconds the core wants to be woken. */
  wait?: number;
  /** What is to be done, in this order. */
  effects: Effect[];
}

/** A tag, its attributes and its children; or a text. */
export type Description = [string, Record<string, string>, ...Description[]] | Text;

/** A text, or what the browser makes a text of. */
export type Text = string | Money | Until;

/** An amount as the language writes it. */
export interface Money {
  number: `${number}`;
  decimals: number;
  currency: string;
  sign: "symbol" | "narrowSymbol";
  language: string;
}

/** The time of day at which the time to pay is over, in place of `{time}`. */
export interface Until {
  until: string;
  ends: number;
}

export interface Names {
  paymentId: string | null;
  paymentRequestId: string | null;
}

export type Effect =
  | ["ask", number]
  | ["abandon"]
  | ["tell-tabs", string, 1?]
  | ["open-stream"]
  | ["close-stream"]
  | ["remember", string, string[]]
  | ["hand-off", string, [string, string][]?]
  | ["new-code", number, Names]
  | ["payment-changed"]
  | ["taken"]
  | ["fire", string, object]
  | ["conclude", object, string | null]
  | ["save", string, number]
  | ["copy", string]
  | ["share", string];

/** What came of a question. */
export type Outcome =
  | { text: string; date?: number }
  | { http: number; retryAfter?: number }
  | { lost: "network" | "too-large" | "source" };

/** Something that has happened. */
export type Telling =
  | ({ event: "options" } & Record<string, unknown>)
  | { event: "clicked"; number: number }
  | {
      event:
        | "asker"
        | "check-now"
        | "other-source"
        | "followed"
        | "hand-off-prevented"
        | "hand-off-postponed"
        | "hidden"
        | "lost-turn"
        | "offline"
        | "on-show"
        | "online"
        | "picture-lost"
        | "returned";
    }
  | { event: "stream-closed" | "stream-opened" | "woken" }
  | { event: "copied" | "heard-from-tab" | "not-copied" | "renewed" | "stream-said"; text: string }
  | ({ event: "answered"; number: number } & Outcome)
  | { event: "renewal-answered"; number: number; text?: string };

export type Tell = (telling: Telling) => void;
