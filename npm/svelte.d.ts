import type { HTMLAttributes } from "svelte/elements";
import type { KaspiCheckoutAttributes, KaspiCheckoutElement, KaspiCheckoutHandlers } from "./index.js";

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "kaspi-checkout": HTMLAttributes<KaspiCheckoutElement> & KaspiCheckoutAttributes & KaspiCheckoutHandlers;
  }
}
