//! The merchant: makes orders, and shows them as they are written down.
//!
//! Each step is written down before Antom hears of it, so that a process that is killed anywhere can be
//! followed by another that goes on: see [`crate::follow_up`].

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use kaspi_antom::{amount::Amount, client::Client, clock::Clock, message::pay::Env};

use crate::{
    bell::Bell,
    ledger::{Begun, Ledger, Order, Purchase},
    refusal::Refusal,
    state::State,
};

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

    /// When another takes over a step that was begun, should the process be killed: whoever has begun it goes on
    /// with it at once.
    pub(crate) fn soon(&self) -> Timestamp {
        self.after(SignedDuration::from_secs(15))
    }
}

/// 128 bits of the system's randomness, in hexadecimal digits.
pub(crate) fn unguessable() -> Result<String, Refusal> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| Refusal::Randomness)?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}
