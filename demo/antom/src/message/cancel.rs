//! `cancel`: closes an unpaid payment, or refunds a paid one in full.

use serde::{Deserialize, Serialize};

use super::{lenient, outcome::Outcome};

/// The request, by the merchant's own name for the payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CancelRequest {
    /// The merchant's name for the payment.
    pub payment_request_id: String,
}

/// The answer. On `U` the same call is sent again.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CancelResponse {
    /// How the call went.
    pub result: Outcome,
    /// Antom's name for the payment.
    #[serde(default, deserialize_with = "lenient::text")]
    pub payment_id: Option<String>,
    /// The merchant's name for the payment.
    #[serde(default, deserialize_with = "lenient::text")]
    pub payment_request_id: Option<String>,
}
