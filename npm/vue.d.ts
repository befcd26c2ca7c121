import type { DefineComponent } from "vue";
import type { KaspiCheckoutAttributes, KaspiCheckoutEventMap } from "./index.js";

type Listeners = {
  [Type in keyof KaspiCheckoutEventMap as `on${Capitalize<Camel<Type>>}`]?: (
    event: KaspiCheckoutEventMap[Type],
  ) => void;
};
type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Tail>}` : Name;

declare module "vue" {
  interface GlobalComponents {
    "kaspi-checkout": DefineComponent<KaspiCheckoutAttributes & Listeners>;
  }
}
