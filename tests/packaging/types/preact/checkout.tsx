import "kaspi-checkout/preact";

export const plain = (
  <kaspi-checkout id="pay" status-url="/status" onkaspi-expired={({ detail }) => detail.paymentId} />
);
// @ts-expect-error there is no such theme
export const wrong = <kaspi-checkout theme="blue" />;
