import { Component, CUSTOM_ELEMENTS_SCHEMA, OnInit, signal } from "@angular/core";
import type { KaspiCheckoutEventMap } from "kaspi-checkout";
import "kaspi-checkout/define";

@Component({
  selector: "main",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <kaspi-checkout
      [payResponse]="payResponse()"
      status-url="/payments/42/status"
      result-url="/orders/42"
      (kaspi-result)="tell($event)"
    >
      <a href="/orders/42/other-ways">Other ways to pay</a>
    </kaspi-checkout>
  `,
})
export class Checkout implements OnInit {
  readonly payResponse = signal<object | undefined>(undefined);

  async ngOnInit() {
    const answer = await fetch("/payments/42", { method: "POST" });
    this.payResponse.set(await answer.json());
  }

  tell({ detail }: KaspiCheckoutEventMap["kaspi-result"]) {
    console.info(`The payment is ${detail.state}.`);
  }
}
