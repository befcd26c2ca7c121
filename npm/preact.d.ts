import type { JSX as Preact } from "preact";
import type { KaspiCheckoutAttributes, KaspiCheckoutElement, KaspiCheckoutHandlers } from "./index.js";

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "kaspi-checkout": Preact.HTMLAttributes<KaspiCheckoutElement> & KaspiCheckoutAttributes & KaspiCheckoutHandlers;
    }
  }
}
