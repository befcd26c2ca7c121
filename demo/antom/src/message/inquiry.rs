//! `inquiryPayment`: asks how a payment stands.

use serde::{Deserialize, Serialize};

use super::{about::About, lenient, outcome::Outcome};

/// The answer. Judge the payment by [`InquiryResponse::payment_status`] alone:
/// `result` speaks of the call, and a cancelled payment has the
/// `paymentResultCode` `SUCCESS`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InquiryResponse {
    /// How the call went.
    pub result: Outcome,
    /// How the payment stands; `None` where the word is missing or unknown.
    #[serde(default, deserialize_with = "lenient::part")]
    pub payment_status: Option<PaymentStatus>,
    /// Which payment it is about.
    #[serde(flatten)]
    pub about: About,
}

/// How a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum PaymentStatus {
    /// Not paid yet.
    Processing,
    /// Paid, the result comes later.
    Pending,
    /// Paid; stays so after a refund.
    Success,
    /// Failed, declined, or expired without a payment.
    Fail,
    /// Cancelled by the merchant; refunded if it had been paid.
    Cancelled,
}

impl PaymentStatus {
    /// The word in Antom's messages and in the status endpoint.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Processing => "PROCESSING",
            Self::Pending => "PENDING",
            Self::Success => "SUCCESS",
            Self::Fail => "FAIL",
            Self::Cancelled => "CANCELLED",
        }
    }

    /// Whether Antom will not change it any more.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Success | Self::Fail | Self::Cancelled)
    }
}
