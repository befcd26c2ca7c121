import type { DetailedHTMLProps, HTMLAttributes, ReactElement, ReactNode, Ref } from "react";
import type {
  KaspiCheckoutAttributes,
  KaspiCheckoutElement,
  KaspiCheckoutEventMap,
  KaspiCheckoutHandlers,
  KaspiCheckoutProperties,
} from "./index.js";

/** What React hands on to every element. */
type Common = Pick<HTMLAttributes<KaspiCheckoutElement>, "id" | "className" | "style" | "lang" | "hidden" | "slot">;

export interface KaspiCheckoutProps extends KaspiCheckoutProperties, Common {
  onReady?: ((event: KaspiCheckoutEventMap["kaspi-ready"]) => void) | undefined;
  onStateChange?: ((event: KaspiCheckoutEventMap["kaspi-statechange"]) => void) | undefined;
  onHandoff?: ((event: KaspiCheckoutEventMap["kaspi-handoff"]) => void) | undefined;
  onResult?: ((event: KaspiCheckoutEventMap["kaspi-result"]) => void) | undefined;
  onExpired?: ((event: KaspiCheckoutEventMap["kaspi-expired"]) => void) | undefined;
  onRefresh?: ((event: KaspiCheckoutEventMap["kaspi-refresh"]) => void) | undefined;
  onError?: ((event: KaspiCheckoutEventMap["kaspi-error"]) => void) | undefined;
  /** With React 19 and later. */
  ref?: Ref<KaspiCheckoutElement>;
  /** What is shown where the checkout cannot run. */
  children?: ReactNode;
}

/** `<kaspi-checkout>` for React: renders on a server, too, and may be mounted twice as in strict mode. */
export function KaspiCheckout(props: KaspiCheckoutProps): ReactElement;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "kaspi-checkout": DetailedHTMLProps<HTMLAttributes<KaspiCheckoutElement>, KaspiCheckoutElement> &
        KaspiCheckoutAttributes &
        KaspiCheckoutHandlers;
    }
  }
}
