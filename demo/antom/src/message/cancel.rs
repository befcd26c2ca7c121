//! `cancel`: closes an unpaid payment, or refunds a paid one in full.

use serde::Deserialize;

use super::{about::About, outcome::Outcome};

/// The answer. On `U` the same call is sent again.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CancelResponse {
    /// How the call went.
    pub result: Outcome,
    /// Which payment it is about; the amount is not said.
    #[serde(flatten)]
    pub about: About,
}
