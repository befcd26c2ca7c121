import { KaspiCheckout } from "kaspi-checkout/react";

export const dynamic = "force-dynamic";

export default async function Page() {
  const answer = await fetch(`${process.env.SHOP}/payments/42`, { method: "POST" });
  return (
    <KaspiCheckout payResponse={await answer.json()} statusUrl="/payments/42/status" resultUrl="/orders/42">
      <a href="/orders/42/other-ways">Other ways to pay</a>
    </KaspiCheckout>
  );
}
