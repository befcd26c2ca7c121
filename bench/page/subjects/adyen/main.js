// Adyen Web with one component that shows a code, as its documentation says to import it: only what is used.
import { AdyenCheckout, PromptPay } from "@adyen/adyen-web";
import "@adyen/adyen-web/styles/adyen.css";

const backend = `${location.origin}/api/adyen/`;

AdyenCheckout.register(PromptPay);
const checkout = await AdyenCheckout({
  clientKey: "local_bench",
  environment: "custom",
  _environmentUrls: { api: backend, analytics: backend, cdn: { images: backend, translations: backend } },
  countryCode: "TH",
  locale: "en-US",
  amount: { currency: "SGD", value: 100 },
  analytics: { enabled: false },
  onAdditionalDetails: () => location.assign("/result"),
  onError: (error) => console.error(error),
});
checkout
  .createFromAction(
    {
      type: "qrCode",
      paymentMethodType: "promptpay",
      paymentData: "bench",
      qrCodeData: "bench",
    },
    { countdownTime: 15 },
  )
  .mount("#checkout");
