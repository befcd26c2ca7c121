//! Antom's words into ours: the pay response and the status of a payment.
//!
//! Everything here is lenient in what it reads and strict in what it lets through: any text gives either a value or an
//! [`ErrorCode`](crate::error_code::ErrorCode), and no URL leaves this module that [`Origins`] has not allowed.

mod address;
mod amount;
mod codes;
mod iso8601;
mod links;
mod pay_response;
mod status;

pub use address::{Address, ELSEWHERE, OriginPattern, Origins, Refusal};
pub use amount::Amount;
pub use codes::Codes;
pub use iso8601::Moment;
pub use links::{AppLink, Method};
pub use pay_response::{Reading, Rejection, Standing, read_pay_response};
pub use status::{StatusAnswer, StatusFault, Word, read_status};

use crate::json::Writer;
use crate::time::EpochMs;

/// The two names of a payment: Antom's and the merchant's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// Antom's `paymentId`; opaque, not always digits.
    pub payment_id: Option<String>,
    /// The merchant's `paymentRequestId`.
    pub payment_request_id: Option<String>,
}

impl Identity {
    /// One key for what is kept per payment (storage, locks between tabs); nothing for a payment without a name.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.payment_id.as_deref().or(self.payment_request_id.as_deref())
    }

    /// Its names, as far as it has them.
    #[must_use]
    pub fn names(&self) -> [Option<&String>; 2] {
        [self.payment_id.as_ref(), self.payment_request_id.as_ref()]
    }

    /// Whether both are the same payment: by Antom's name where both have it, else by the merchant's.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        match (&self.payment_id, &other.payment_id) {
            (Some(ours), Some(theirs)) => ours == theirs,
            _ => self.payment_request_id.is_some() && self.payment_request_id == other.payment_request_id,
        }
    }

    /// Takes over the names that it lacks and `other` has.
    pub fn complete(&mut self, other: &Self) {
        for (ours, theirs) in
            [(&mut self.payment_id, &other.payment_id), (&mut self.payment_request_id, &other.payment_request_id)]
        {
            if ours.is_none() {
                ours.clone_from(theirs);
            }
        }
    }

    /// How many names both give; nothing where one of these differs, so that `other` speaks of another payment.
    #[must_use]
    pub fn names_shared_with(&self, other: &Self) -> Option<usize> {
        let mut shared = 0;
        for (ours, theirs) in
            [(&self.payment_id, &other.payment_id), (&self.payment_request_id, &other.payment_request_id)]
        {
            if let (Some(ours), Some(theirs)) = (ours, theirs) {
                if ours != theirs {
                    return None;
                }
                shared += 1;
            }
        }
        Some(shared)
    }

    /// Begins a JSON object with both names; the caller ends it.
    pub(crate) fn begin_object(&self, to: &mut Writer) {
        to.object();
        for (field, name) in [("paymentId", &self.payment_id), ("paymentRequestId", &self.payment_request_id)] {
            match name {
                Some(name) => to.field(field, name),
                None => to.raw_field(field, "null"),
            }
        }
    }
}

/// A payment as the pay response tells it; every field that could not be read is simply absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Payment {
    /// What the payment is called.
    pub identity: Identity,
    /// What the buyer pays to the merchant.
    pub amount: Option<Amount>,
    /// The code to scan, as text and as hosted pictures.
    pub codes: Codes,
    /// The link that opens Kaspi.kz on a phone.
    pub app_link: Option<AppLink>,
    /// Antom's own page for this payment.
    pub page_link: Option<Address>,
    /// When the payment was created, by the response's clock.
    pub created: Option<EpochMs>,
    /// When the code dies, by the response's clock.
    pub expires: Option<EpochMs>,
    /// What the response says about the payment as a whole.
    pub standing: Standing,
}
