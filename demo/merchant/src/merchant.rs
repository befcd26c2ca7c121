//! What the merchant does: makes orders, renews payments, learns how they stand.

use jiff::Timestamp;
use kaspi_antom::{
    amount::Amount,
    client::{CallError, Client},
    clock::Clock,
    message::{
        inquiry::PaymentStatus,
        pay::{Buyer, Env, Order as PayOrder, PayRequest, PayVerdict, PaymentMethod, SettlementStrategy},
    },
};

use crate::order::{Order, Orders, Payment};

/// What the demo's cart costs: 100.00 Singapore dollars, in cents.
const CART: (&str, u64) = ("SGD", 10_000);

/// Why a wish could not be met.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such order.
    #[error("there is no such order")]
    Unknown,
    /// The payment is paid, or may be: nobody may be asked to pay again.
    #[error("the payment may be paid")]
    MayBePaid,
    /// Antom could not be asked, or said no.
    #[error("Antom: {0}")]
    Antom(String),
}

impl From<CallError> for Refusal {
    fn from(error: CallError) -> Self {
        Self::Antom(error.to_string())
    }
}

/// The merchant; its clones share everything.
#[derive(Clone, Debug)]
pub struct Merchant {
    /// Speaks to Antom.
    pub antom: Client,
    /// All orders.
    pub orders: Orders,
    /// The clock that the server goes by.
    pub clock: Clock,
    /// Where this server is reached, without a trailing slash.
    pub origin: String,
}

impl Merchant {
    /// Makes an order and its first payment.
    ///
    /// # Errors
    /// [`Refusal::Antom`] where no payment came about.
    pub async fn order(&self, env: Env) -> Result<Order, Refusal> {
        let id = unguessable()?;
        let payment = self.pay(&id, env).await?;
        let order = Order { id, payment };
        self.orders.put(order.clone());
        Ok(order)
    }

    /// The order, with what Antom says about its payment now.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Antom`] where nothing new is known.
    pub async fn current(&self, id: &str) -> Result<Order, Refusal> {
        let order = self.orders.get(id).ok_or(Refusal::Unknown)?;
        if order.payment.status.is_final() {
            return Ok(order);
        }
        let answer = self.antom.inquire(&order.payment.request_id).await?;
        if let Some(status) = answer.payment_status {
            self.orders.note(&order.payment.request_id, status);
        }
        self.orders.get(id).ok_or(Refusal::Unknown)
    }

    /// A new payment for an order whose payment `old` (by the merchant's name) came to nothing. The old
    /// one is closed first, so that its code cannot be paid any more. Asked twice, it makes one.
    ///
    /// # Errors
    /// [`Refusal::MayBePaid`] where the old payment is paid or undecided; [`Refusal::Antom`].
    pub async fn refresh(&self, id: &str, old: &str, env: Env) -> Result<Order, Refusal> {
        let order = self.current(id).await?;
        if order.payment.request_id != old {
            return Ok(order);
        }
        match order.payment.status {
            PaymentStatus::Success | PaymentStatus::Pending => return Err(Refusal::MayBePaid),
            PaymentStatus::Processing => self.close(&order.payment).await?,
            PaymentStatus::Fail | PaymentStatus::Cancelled => {}
        }
        let payment = self.pay(id, env).await?;
        let order = Order { payment, ..order };
        self.orders.put(order.clone());
        Ok(order)
    }

    async fn close(&self, payment: &Payment) -> Result<(), Refusal> {
        self.antom.cancel(&payment.request_id).await?;
        let status = self.antom.inquire(&payment.request_id).await?.payment_status;
        match status {
            Some(PaymentStatus::Cancelled | PaymentStatus::Fail) => Ok(()),
            _ => Err(Refusal::MayBePaid),
        }
    }

    async fn pay(&self, order_id: &str, env: Env) -> Result<Payment, Refusal> {
        let request_id = unguessable()?;
        let request = serde_json::to_string(&self.request(order_id, &request_id, env))
            .map_err(|error| Refusal::Antom(error.to_string()))?;
        let answer = self.antom.pay(&request).await?;
        match (answer.response.verdict(), answer.response.payment_id) {
            (PayVerdict::Created, Some(payment_id)) => {
                Ok(Payment { request_id, payment_id, pay_response: answer.text, status: PaymentStatus::Processing })
            }
            _ => Err(Refusal::Antom(answer.response.result.result_code)),
        }
    }

    fn request(&self, order_id: &str, request_id: &str, env: Env) -> PayRequest {
        let amount = Amount::new(CART.0, CART.1);
        PayRequest {
            env,
            order: PayOrder {
                order_amount: amount.clone(),
                order_description: "Steppe Tea, two kinds".to_owned(),
                reference_order_id: order_id.to_owned(),
                buyer: Buyer { reference_buyer_id: "guest".to_owned() },
            },
            payment_amount: amount,
            payment_method: PaymentMethod::kaspi(),
            settlement_strategy: Some(SettlementStrategy { settlement_currency: CART.0.to_owned() }),
            payment_notify_url: format!("{}{}", self.origin, crate::notification::PATH),
            payment_redirect_url: format!("{}/orders/{order_id}", self.origin),
            payment_request_id: request_id.to_owned(),
            product_code: "CASHIER_PAYMENT".to_owned(),
            payment_expiry_time: None,
        }
    }

    /// The time on the server's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// 128 bits of the system's randomness, in hexadecimal digits.
fn unguessable() -> Result<String, Refusal> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| Refusal::Antom(error.to_string()))?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}
