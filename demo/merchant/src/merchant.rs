//! What the merchant does: makes orders and payments, notes what Antom says, closes and renews.
//!
//! Each step is written down before Antom hears of it, so that a process that is killed anywhere can be
//! followed by another that goes on: see [`crate::follow_up`].

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use kaspi_antom::{
    amount::{Amount, AmountError},
    client::{CallError, Client},
    clock::Clock,
    message::{
        inquiry::PaymentStatus,
        pay::{Buyer, Env, Order as PayOrder, PayRequest, PayResponse, PayVerdict, PaymentMethod, SettlementStrategy},
    },
    time,
};

use crate::{
    bell::Bell,
    ledger::{Begun, Ledger, LedgerError, Noted, Order, Payment, Purchase},
    state::{State, Word},
};

/// How long a Kaspi code lives where Antom does not say (Antom, Kaspi properties).
const CODE_LIVES: SignedDuration = SignedDuration::from_mins(10);

/// Why a wish could not be met.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such order or payment.
    #[error("there is no such order")]
    Unknown,
    /// The payment is paid, or may be: nobody may be asked to pay again.
    #[error("the payment is paid or may be: do not pay again")]
    MayBePaid,
    /// Kaspi cannot take this amount.
    #[error("{0}")]
    Amount(#[from] AmountError),
    /// What was sent cannot be read.
    #[error("the request cannot be read")]
    Unreadable,
    /// Antom refused the payment; a new one may be tried.
    #[error("Antom refused the payment: {0}")]
    Refused(String),
    /// Antom could not be asked; the same wish again may succeed.
    #[error("Antom cannot be asked now")]
    Antom(#[from] CallError),
    /// The ledger failed.
    #[error("the record cannot be read or written now")]
    Ledger(#[from] LedgerError),
    /// The machine has no randomness for an unguessable name.
    #[error("no randomness")]
    Randomness,
}

/// What a buyer wants.
#[derive(Clone, Debug)]
pub struct Wish {
    /// What is paid.
    pub amount: Amount,
    /// What is bought, for people to read.
    pub description: String,
    /// The buyer's device.
    pub env: Env,
    /// The page's own name for the wish, where it has one: the same name is the same order.
    pub name: Option<String>,
}

/// The merchant; its clones share everything.
#[derive(Clone)]
pub struct Merchant {
    /// Speaks to Antom.
    pub antom: Client,
    /// The record.
    pub ledger: Arc<dyn Ledger>,
    /// Wakes the pages that wait.
    pub bell: Arc<dyn Bell>,
    /// The clock that the server goes by.
    pub clock: Clock,
    /// Where this server is reached from outside, without a trailing slash.
    pub origin: String,
    /// How long a notification may take before Antom is asked for the first time.
    pub first_check: SignedDuration,
}

impl Merchant {
    /// Makes an order and its first payment; the same wish again gives the same order.
    ///
    /// # Errors
    /// [`Refusal`]: no payment came about that could be shown.
    pub async fn order(&self, wish: Wish) -> Result<Order, Refusal> {
        wish.amount.check_for_kaspi()?;
        let purchase =
            Purchase { order_id: unguessable()?, amount: wish.amount, description: wish.description, wish: wish.name };
        let order_id = purchase.order_id.clone();
        let payment = self.new_payment(&purchase, wish.env)?;
        let begun = self.ledger.begin_order(purchase, payment, self.soon()).await?;
        let order_id = match begun {
            Begun::New => order_id,
            Begun::Already(order) => order.purchase.order_id,
        };
        self.shown(&order_id).await
    }

    /// The order, with a payment that the page can show.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; what kept the payment from coming about.
    pub async fn shown(&self, order_id: &str) -> Result<Order, Refusal> {
        let order = self.known(order_id).await?;
        match order.current() {
            Some(payment) if payment.state == State::Asked => self.ask(&payment.clone()).await?,
            _ => return Ok(order),
        }
        self.known(order_id).await
    }

    /// The order as it is written down; nobody is asked.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Ledger`].
    pub async fn known(&self, order_id: &str) -> Result<Order, Refusal> {
        self.ledger.order(order_id).await?.ok_or(Refusal::Unknown)
    }

    /// A new payment for an order whose payment `old` (by the merchant's name) came to nothing. The old
    /// one is closed first, so that its code cannot be paid any more. Asked twice, it makes one.
    ///
    /// # Errors
    /// [`Refusal::MayBePaid`] where any payment of the order is paid or undecided; what kept the new one
    /// from coming about.
    pub async fn refresh(&self, order_id: &str, old: &str, env: Env) -> Result<Order, Refusal> {
        let order = self.known(order_id).await?;
        if order.payments.iter().any(|payment| matches!(payment.state, State::Paid | State::Pending)) {
            return Err(Refusal::MayBePaid);
        }
        let last = order.payments.last().ok_or(Refusal::Unknown)?;
        if last.request_id != old {
            let is_old = order.payments.iter().any(|payment| payment.request_id == old);
            return if is_old { self.shown(order_id).await } else { Err(Refusal::Unknown) };
        }
        // Even a payment that the record calls failed is asked about: it may have been paid late.
        self.inquire(last).await?;
        if self.state_of(old).await? == State::Open {
            self.ledger.closing(old, self.soon()).await?;
        }
        if self.state_of(old).await? == State::Closing {
            self.conclude(old).await?;
        }
        match self.state_of(old).await? {
            State::Failed | State::Cancelled => {}
            State::Asked | State::Open | State::Pending | State::Paid | State::Closing => {
                return Err(Refusal::MayBePaid);
            }
        }
        let payment = self.new_payment(&order.purchase, env)?;
        self.ledger.begin_payment(payment, self.soon()).await?;
        self.bell.ring(order_id);
        self.shown(order_id).await
    }

    async fn state_of(&self, request_id: &str) -> Result<State, Refusal> {
        let known = self.ledger.payment(request_id).await?;
        known.map(|(_, payment)| payment.state).ok_or(Refusal::Unknown)
    }

    /// Notes what Antom said about a payment; where that contradicts the record, asks Antom.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Antom`] and [`Refusal::Ledger`]: the word is not settled yet.
    pub async fn note(&self, request_id: &str, word: Word) -> Result<(), Refusal> {
        match self.ledger.note(request_id, word, self.clock.now()).await? {
            Noted::Unknown => Err(Refusal::Unknown),
            Noted::Kept => Ok(()),
            Noted::Changed { order_id } => {
                self.bell.ring(&order_id);
                Ok(())
            }
            Noted::Ask => {
                let (_, payment) = self.ledger.payment(request_id).await?.ok_or(Refusal::Unknown)?;
                match payment.state {
                    State::Closing => self.conclude(request_id).await,
                    _ => self.inquire(&payment).await,
                }
            }
        }
    }

    /// Asks Antom how a payment stands, and notes the answer.
    ///
    /// # Errors
    /// [`Refusal::Antom`]: nothing new is known.
    pub async fn inquire(&self, payment: &Payment) -> Result<(), Refusal> {
        let (purchase, _) = self.ledger.payment(&payment.request_id).await?.ok_or(Refusal::Unknown)?;
        let answer = self.antom.inquire(&payment.request_id).await?;
        if answer.payment_amount.is_some_and(|amount| amount != purchase.amount) {
            tracing::error!(order = purchase.order_id, "Antom speaks of another amount: nothing is noted");
            return Ok(());
        }
        match answer.payment_status {
            Some(status) => Box::pin(self.note(&payment.request_id, Word::Inquired(status))).await,
            None => Ok(()),
        }
    }

    /// Cancels a payment, then asks how that ended. A payment that had been paid is refunded by it.
    ///
    /// # Errors
    /// [`Refusal::Antom`]: the end is not known yet; the payment stays as it is and is asked about later.
    pub async fn conclude(&self, request_id: &str) -> Result<(), Refusal> {
        self.antom.cancel(request_id).await?;
        let (_, payment) = self.ledger.payment(request_id).await?.ok_or(Refusal::Unknown)?;
        self.inquire(&payment).await
    }

    /// Sends the `pay` request of a payment, for the first time or again, and writes down the answer.
    ///
    /// # Errors
    /// [`Refusal::Antom`]: the answer is not known; [`Refusal::Refused`]: the payment is failed.
    pub async fn ask(&self, payment: &Payment) -> Result<(), Refusal> {
        let answer = self.antom.pay(&payment.request).await?;
        match (answer.response.verdict(), &answer.response.payment_id) {
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

    fn new_payment(&self, purchase: &Purchase, env: Env) -> Result<Payment, Refusal> {
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

    /// The time on the server's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// `time` from now.
    #[must_use]
    pub fn after(&self, time: SignedDuration) -> Timestamp {
        self.now().checked_add(time).unwrap_or(Timestamp::MAX)
    }

    // Whoever has begun a step goes on with it at once. Should the process be killed, another takes over
    // after this time.
    fn soon(&self) -> Timestamp {
        self.after(SignedDuration::from_secs(15))
    }
}

fn expiry(response: &PayResponse) -> Option<Timestamp> {
    response.order_code_form.as_ref()?.expire_time.as_deref().and_then(time::parse)
}

/// 128 bits of the system's randomness, in hexadecimal digits.
fn unguessable() -> Result<String, Refusal> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| Refusal::Randomness)?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}
