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
interface Inquiry {
  paymentStatus: string;
  actualPaymentAmount: { value: string };
}
mountKaspiCheckout("main", {
  statusSource: async (): Promise<Inquiry> => ({ paymentStatus: "SUCCESS", actualPaymentAmount: { value: "1" } }),
});
mountKaspiCheckout("main", { statusSource: async () => ({ status: "PROCESSING", note: "not read" }) });
// @ts-expect-error a number is no status
mountKaspiCheckout("main", { statusSource: async () => 7 });
// @ts-expect-error there is no such mode
mountKaspiCheckout("main", { mode: "paper" });
result.then(({ status }) => (status === "SUCCESS" ? unmount() : undefined));
