import type { DetailedHTMLProps, HTMLAttributes, ReactElement, ReactNode, Ref } from "react";
import type {
  KaspiCheckoutAttributes,
  KaspiCheckoutElement,
  KaspiCheckoutEventMap,
  KaspiCheckoutHandlers,
  KaspiCheckoutProperties,
} from "./index.js";

export interface KaspiCheckoutProps extends Omit<KaspiCheckoutProperties, "renewable"> {
  onReady?: (event: KaspiCheckoutEventMap["kaspi-ready"]) => void;
  onStateChange?: (event: KaspiCheckoutEventMap["kaspi-statechange"]) => void;
  onHandoff?: (event: KaspiCheckoutEventMap["kaspi-handoff"]) => void;
  onResult?: (event: KaspiCheckoutEventMap["kaspi-result"]) => void;
  onExpired?: (event: KaspiCheckoutEventMap["kaspi-expired"]) => void;
  onRefresh?: (event: KaspiCheckoutEventMap["kaspi-refresh"]) => void;
  onError?: (event: KaspiCheckoutEventMap["kaspi-error"]) => void;
  id?: string;
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
