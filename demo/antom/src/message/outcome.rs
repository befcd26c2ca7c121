//! The `result` that every answer of Antom's begins with.

use serde::{Deserialize, Serialize};

/// How a call went. In an inquiry it speaks of the call, not of the payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    /// A stable code, at most 64 characters: `SUCCESS`, `PAYMENT_IN_PROCESS` …
    #[serde(default)]
    pub result_code: String,
    /// The verdict.
    #[serde(default)]
    pub result_status: ResultStatus,
    /// Words for a developer's log; not stable, so nothing may depend on them.
    #[serde(default)]
    pub result_message: String,
}

/// The verdict of a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResultStatus {
    /// Done.
    S,
    /// Failed: the same call again fails again.
    F,
    /// Unknown: ask, or send the same call again. Also every word that is not documented.
    #[default]
    #[serde(other)]
    U,
}

impl Outcome {
    /// An outcome of these three parts.
    #[must_use]
    pub fn new(status: ResultStatus, code: &str, message: &str) -> Self {
        Self { result_code: code.to_owned(), result_status: status, result_message: message.to_owned() }
    }

    /// The outcome of a call that succeeded.
    #[must_use]
    pub fn success() -> Self {
        Self::new(ResultStatus::S, "SUCCESS", "Success")
    }
}

/// An answer that holds nothing but its outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// How the call went.
    pub result: Outcome,
}
