import { mountKaspiCheckout } from "kaspi-checkout";

const answer = await fetch("/payments/42", { method: "POST" });
mountKaspiCheckout("main", {
  payResponse: await answer.json(),
  statusUrl: "/payments/42/status",
  resultUrl: "/orders/42",
});
