import "kaspi-checkout/svelte";
import type { SvelteHTMLElements } from "svelte/elements";

type Properties = SvelteHTMLElements["kaspi-checkout"];
export const right: Properties = { "status-url": "/status", "onkaspi-ready": (event) => event.preventDefault() };
// @ts-expect-error nobody launches by voice
export const wrong: Properties = { launch: "voice" };
