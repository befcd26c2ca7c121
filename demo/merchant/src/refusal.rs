//! Why a wish could not be met, and how that is answered.

use axum::{
    http::{StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use kaspi_antom::{amount::AmountError, client::CallError};

use crate::ledger::LedgerError;

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
    /// The order holds as many streams open as it may.
    #[error("too many streams are open")]
    TooManyStreams,
    /// What was sent cannot be read.
    #[error("the request cannot be read")]
    Unreadable,
    /// Antom refused the payment; a new one may be tried.
    #[error("Antom refused the payment: {0}")]
    Refused(String),
    /// Antom could not be asked; the same wish again may succeed.
    #[error("Antom cannot be asked now")]
    Antom(#[from] CallError),
    /// Antom's answer was about another payment; the same wish again may succeed.
    #[error("Antom cannot be understood now")]
    AnotherPayment,
    /// The ledger failed.
    #[error("the record cannot be read or written now")]
    Ledger(#[from] LedgerError),
    /// The machine has no randomness for an unguessable name.
    #[error("no randomness")]
    Randomness,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let code = match &self {
            Self::Unknown => StatusCode::NOT_FOUND,
            Self::MayBePaid => StatusCode::CONFLICT,
            Self::Amount(_) | Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::Refused(_) => StatusCode::BAD_GATEWAY,
            Self::TooManyStreams => {
                return (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, "30")], self.to_string()).into_response();
            }
            Self::Antom(_) | Self::AnotherPayment | Self::Ledger(_) | Self::Randomness => {
                tracing::error!(cause = ?self, "a wish could not be met");
                return (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "2")], self.to_string()).into_response();
            }
        };
        (code, self.to_string()).into_response()
    }
}
