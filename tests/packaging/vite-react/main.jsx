import { KaspiCheckout } from "kaspi-checkout/react";
import { StrictMode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

function Checkout() {
  const [payResponse, setPayResponse] = useState();
  useEffect(() => {
    fetch("/payments/42", { method: "POST" })
      .then((answer) => answer.json())
      .then(setPayResponse);
  }, []);
  return (
    <KaspiCheckout
      payResponse={payResponse}
      statusUrl="/payments/42/status"
      resultUrl="/orders/42"
      onResult={({ detail }) => console.info(`The payment is ${detail.state}.`)}
    >
      <a href="/orders/42/other-ways">Other ways to pay</a>
    </KaspiCheckout>
  );
}

createRoot(document.querySelector("main")).render(
  <StrictMode>
    <Checkout />
  </StrictMode>,
);
