import { mountKaspiCheckout, setWasmUrl } from "kaspi-checkout";
import wasm from "kaspi-checkout/wasm";

setWasmUrl(new URL(wasm, import.meta.url));

const answer = await fetch("/payments/42", { method: "POST" });
mountKaspiCheckout("main", {
  payResponse: await answer.json(),
  statusUrl: "/payments/42/status",
  resultUrl: "/orders/42",
});
