//! `notifyPayment`: Antom tells the merchant how a payment ended.

use serde::{Deserialize, Serialize};

use super::{
    lenient,
    outcome::{Outcome, ResultStatus},
};
use crate::amount::Amount;

/// What Antom sends to the merchant's `paymentNotifyUrl`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Notification {
    /// `PAYMENT_RESULT` or `PAYMENT_PENDING`; more may come.
    pub notify_type: String,
    /// With `PAYMENT_RESULT`: how the payment ended.
    pub result: Outcome,
    /// The merchant's name for the payment.
    #[serde(deserialize_with = "lenient::required_text")]
    pub payment_request_id: String,
    /// Antom's name for the payment.
    #[serde(deserialize_with = "lenient::required_text")]
    pub payment_id: String,
    /// The payment's amount; must be the one that was asked for.
    pub payment_amount: Amount,
    /// When the payment was created.
    #[serde(default, deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub payment_create_time: Option<String>,
    /// When the payment ended.
    #[serde(default, deserialize_with = "lenient::text", skip_serializing_if = "Option::is_none")]
    pub payment_time: Option<String>,
}

/// What a notification claims about the payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Paid.
    Paid,
    /// Failed, or closed without a payment.
    Failed,
    /// Paid by the buyer, the final word comes later.
    Pending,
    /// A kind of notification that says nothing about the payment's end.
    Other,
}

impl Notification {
    /// What the notification claims. `S` in a `PAYMENT_PENDING` is not "paid".
    #[must_use]
    pub fn claim(&self) -> Claim {
        match (self.notify_type.as_str(), self.result.result_status) {
            ("PAYMENT_RESULT", ResultStatus::S) => Claim::Paid,
            ("PAYMENT_RESULT", ResultStatus::F) => Claim::Failed,
            ("PAYMENT_PENDING", _) => Claim::Pending,
            _ => Claim::Other,
        }
    }
}
