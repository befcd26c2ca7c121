//! Making a payment: the `pay` request and what its answer means.

use jiff::{SignedDuration, Timestamp};
use kaspi_antom::{
    message::{
        inquiry::PaymentStatus,
        pay::{Buyer, Env, Order as PayOrder, PayRequest, PayResponse, PayVerdict, PaymentMethod, SettlementStrategy},
    },
    time,
};

use crate::{
    ledger::{Payment, Purchase},
    merchant::{Merchant, unguessable},
    refusal::Refusal,
    state::{State, Word},
};

/// How long a Kaspi code lives where Antom does not say (Antom, Kaspi properties).
const CODE_LIVES: SignedDuration = SignedDuration::from_mins(10);

impl Merchant {
    /// Sends the `pay` request of a payment, for the first time or again, and writes down the answer.
    ///
    /// # Errors
    /// [`Refusal::Antom`] and [`Refusal::AnotherPayment`]: the answer is not known; [`Refusal::Refused`]: the
    /// payment is failed.
    pub async fn ask(&self, payment: &Payment) -> Result<(), Refusal> {
        let answer = self.antom.pay(&payment.request).await?;
        let (purchase, _) = self.ledger.payment(&payment.request_id).await?.ok_or(Refusal::Unknown)?;
        purchase.is_what_is_spoken_of(&payment.request_id, &answer.response.about)?;
        match (answer.response.verdict(), &answer.response.about.payment_id) {
            (PayVerdict::Created, Some(payment_id)) => {
                let expires = expiry(&answer.response).unwrap_or(payment.expires);
                let check_at = self.after(self.first_check);
                self.ledger.answered(&payment.request_id, payment_id, &answer.text, expires, check_at).await?;
                Ok(())
            }
            (PayVerdict::Refused, _) => {
                // The same request twice may be refused because its payment has ended: only Antom's
                // word about the payment itself says how.
                self.inquire(payment).await?;
                if self.state_of(&payment.request_id).await? == State::Asked {
                    self.note(&payment.request_id, Word::Inquired(PaymentStatus::Fail)).await?;
                }
                Err(Refusal::Refused(answer.response.result.result_code))
            }
            _ => self.inquire(payment).await,
        }
    }

    /// A payment that is still to be asked for, with the text of its request.
    pub(crate) fn new_payment(&self, purchase: &Purchase, env: Env) -> Result<Payment, Refusal> {
        let request_id = unguessable()?;
        let request =
            serde_json::to_string(&self.request(purchase, &request_id, env)).map_err(|_| Refusal::Unreadable)?;
        Ok(Payment {
            request_id,
            order_id: purchase.order_id.clone(),
            payment_id: None,
            state: State::Asked,
            surplus: false,
            request,
            response: None,
            expires: self.after(CODE_LIVES),
            checks: 0,
        })
    }

    fn request(&self, purchase: &Purchase, request_id: &str, env: Env) -> PayRequest {
        PayRequest {
            env,
            order: PayOrder {
                order_amount: purchase.amount.clone(),
                order_description: purchase.description.clone(),
                reference_order_id: purchase.order_id.clone(),
                buyer: Buyer { reference_buyer_id: "guest".to_owned() },
            },
            payment_amount: purchase.amount.clone(),
            payment_method: PaymentMethod::kaspi(),
            settlement_strategy: Some(SettlementStrategy { settlement_currency: purchase.amount.currency.clone() }),
            payment_notify_url: format!("{}{}", self.origin, crate::notification::PATH),
            payment_redirect_url: format!("{}/orders/{}", self.origin, purchase.order_id),
            payment_request_id: request_id.to_owned(),
            product_code: "CASHIER_PAYMENT".to_owned(),
            payment_expiry_time: None,
        }
    }
}

fn expiry(response: &PayResponse) -> Option<Timestamp> {
    response.order_code_form.as_ref()?.expire_time.as_deref().and_then(time::parse)
}
