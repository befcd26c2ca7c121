import { KaspiCheckout } from "kaspi-checkout/react";

export const wrapped = (
  <KaspiCheckout
    className="pay"
    style={{ maxWidth: 480 }}
    lang="kk"
    renewable
    payResponse={undefined}
    statusUrl="/status"
    onResult={({ detail }) => detail.status.toLowerCase()}
  >
    <a href="/other">other ways</a>
  </KaspiCheckout>
);
export const plain = (
  <kaspi-checkout
    id="pay"
    payResponse={{}}
    status-url="/status"
    redirect-target="none"
    onkaspi-result={({ detail }) => detail.paymentId?.trim()}
  />
);
// @ts-expect-error there is no such target
export const wrong = <kaspi-checkout redirect-target="elsewhere" />;
// @ts-expect-error there is no such property
export const unknown = <KaspiCheckout color="red" />;
