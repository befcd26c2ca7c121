//! The merchant's record of orders and payments: what it must be able to do, whatever keeps it.
//!
//! [`Ledger`] is the seam: `SQLite` in one file serves one machine ([`crate::sqlite`]); for several
//! instances the same trait is written against `PostgreSQL`. Each method is one transaction, and no method
//! depends on what the process remembers, so that instances can share a ledger.

use async_trait::async_trait;
use jiff::Timestamp;
use kaspi_antom::amount::Amount;

use crate::state::{State, Word};

/// Why the ledger could not do it.
#[derive(Debug, thiserror::Error)]
#[error("the ledger failed: {0}")]
pub struct LedgerError(pub String);

/// What a buyer buys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// Unguessable: whoever has it may see how the order stands.
    pub order_id: String,
    /// The order's amount, also each payment's.
    pub amount: Amount,
    /// What is bought, for people to read.
    pub description: String,
    /// The page's own name for this wish: the same name again is the same order.
    pub wish: Option<String>,
}

/// One try to pay an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The merchant's name for it, unguessable.
    pub request_id: String,
    /// The order that it pays.
    pub order_id: String,
    /// Antom's name for it, once known.
    pub payment_id: Option<String>,
    /// How it stands.
    pub state: State,
    /// Whether the order is paid by another payment, so that this one must come to nothing.
    pub surplus: bool,
    /// The text of the `pay` request: sent again, it is the same request.
    pub request: String,
    /// Antom's answer to it, as the page gets it, once known.
    pub response: Option<String>,
    /// When its code stops working, as far as known.
    pub expires: Timestamp,
    /// How often Antom was asked without need: grows the pause before the next time.
    pub checks: u32,
}

/// An order with all its payments, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// What is bought.
    pub purchase: Purchase,
    /// The tries to pay it; at least one.
    pub payments: Vec<Payment>,
}

/// What a word of Antom's did to the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Noted {
    /// There is no payment of this name.
    Unknown,
    /// Nothing changed.
    Kept,
    /// The record changed; whoever waits for this order wants to know.
    Changed {
        /// The order.
        order_id: String,
    },
    /// The word contradicts the record: ask Antom.
    Ask,
}

/// What begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It was written down.
    New,
    /// It was there before: the same wish, or a payment that is still alive.
    Already(Order),
}

/// The record of orders and payments.
#[async_trait]
pub trait Ledger: Send + Sync {
    /// Writes down an order with its first payment, before Antom hears of it.
    async fn begin_order(
        &self,
        purchase: Purchase,
        payment: Payment,
        check_at: Timestamp,
    ) -> Result<Begun, LedgerError>;

    /// Writes down a further payment of an order, unless one of its payments is paid or may still be.
    async fn begin_payment(&self, payment: Payment, check_at: Timestamp) -> Result<Begun, LedgerError>;

    /// Writes down Antom's answer to `pay`. A state that came from a faster notification stays.
    async fn answered(
        &self,
        request_id: &str,
        payment_id: &str,
        response: &str,
        expires: Timestamp,
        check_at: Timestamp,
    ) -> Result<(), LedgerError>;

    /// Writes down that the merchant closes a payment; only one that is open can be.
    async fn closing(&self, request_id: &str, check_at: Timestamp) -> Result<(), LedgerError>;

    /// Writes down what Antom said about a payment, by the rules of [`State::after`]. Where that pays the
    /// order, its other living payments become surplus; where the order was paid already, this one does.
    async fn note(&self, request_id: &str, word: Word, now: Timestamp) -> Result<Noted, LedgerError>;

    /// The order of this id.
    async fn order(&self, order_id: &str) -> Result<Option<Order>, LedgerError>;

    /// The payment of this name with its order's purchase.
    async fn payment(&self, request_id: &str) -> Result<Option<(Purchase, Payment)>, LedgerError>;

    /// Takes the payments that Antom should be asked about, at most `most`, and puts them off until
    /// `again`: several instances never take the same one.
    async fn take_due(&self, now: Timestamp, again: Timestamp, most: u32) -> Result<Vec<Payment>, LedgerError>;

    /// Says when a payment is due again.
    async fn put_off(&self, request_id: &str, until: Timestamp) -> Result<(), LedgerError>;
}

impl Order {
    /// The payment that counts: the one that paid the order, else the latest.
    #[must_use]
    pub fn current(&self) -> Option<&Payment> {
        self.payments.iter().find(|payment| payment.has_paid_the_order()).or_else(|| self.payments.last())
    }
}

impl Payment {
    /// Whether this is the payment that paid the order.
    #[must_use]
    pub fn has_paid_the_order(&self) -> bool {
        self.state == State::Paid && !self.surplus
    }

    /// Whether it is paid or may still be, so that nobody may be asked to pay again.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        !matches!(self.state, State::Failed | State::Cancelled)
    }
}
