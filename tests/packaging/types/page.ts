import { type KaspiCheckoutStatus, mountKaspiCheckout } from "kaspi-checkout";
import "kaspi-checkout/define";

const element = document.querySelector("kaspi-checkout");
element?.addEventListener("kaspi-result", ({ detail }) => {
  const late: boolean = detail.late;
  // @ts-expect-error a result has one of three states
  if (detail.state === "waiting") console.log(late);
});
document.addEventListener("kaspi-error", ({ detail }) => console.log(detail.code));
window.addEventListener("kaspi-ready", (event) => event.preventDefault());
window.addEventListener("click", () => element?.checkNow());
element?.addEventListener("click", ({ clientX }) => clientX.toFixed());

const { result, unmount } = mountKaspiCheckout("main", {
  payResponse: {},
  mode: "qr",
  statusSource: async (): Promise<KaspiCheckoutStatus> => ({ status: "PROCESSING" }),
  on: { handoff: ({ detail }) => detail.url.toUpperCase() },
});
// @ts-expect-error there is no such mode
mountKaspiCheckout("main", { mode: "paper" });
result.then(({ status }) => (status === "SUCCESS" ? unmount() : undefined));
