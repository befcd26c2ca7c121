import "kaspi-checkout/vue";
import type { GlobalComponents } from "vue";

type Properties = InstanceType<GlobalComponents["kaspi-checkout"]>["$props"];
export const right: Properties = { statusUrl: "/status", onKaspiResult: ({ detail }) => detail.late };
// @ts-expect-error there is no such language
export const wrong: Properties = { locale: "xx" };
