//! Which payment a call or an answer is about.

use serde::{Deserialize, Serialize};

use super::lenient;
use crate::amount::Amount;

/// The body of a call about one payment, by the merchant's own name for it: that is known even where the
/// answer to `pay` was lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ByName {
    /// The merchant's name for the payment.
    pub payment_request_id: String,
}

/// Which payment an answer is about, as far as it says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// Antom's name for the payment.
    #[serde(default, deserialize_with = "lenient::text")]
    pub payment_id: Option<String>,
    /// The merchant's name for the payment.
    #[serde(default, deserialize_with = "lenient::text")]
    pub payment_request_id: Option<String>,
    /// The payment's amount.
    #[serde(default, deserialize_with = "lenient::part")]
    pub payment_amount: Option<Amount>,
}

impl About {
    /// Whether it says that it is about another payment than this one, or another amount.
    #[must_use]
    pub fn contradicts(&self, payment_request_id: &str, amount: &Amount) -> bool {
        self.payment_request_id.as_ref().is_some_and(|name| name != payment_request_id)
            || self.payment_amount.as_ref().is_some_and(|said| said != amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(text: &str) -> About {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn another_name_or_amount_contradicts_and_silence_does_not() {
        let amount = Amount::new("SGD", 100);
        let right = r#"{"paymentRequestId":"A","paymentAmount":{"currency":"SGD","value":"100"}}"#;
        for text in [right, "{}", r#"{"paymentRequestId":"A"}"#, r#"{"paymentAmount":7}"#] {
            assert!(!about(text).contradicts("A", &amount), "{text}");
        }
        for text in [right.replace("\"A\"", "\"B\""), right.replace("\"100\"", "\"101\""), right.replace("SGD", "KZT")]
        {
            assert!(about(&text).contradicts("A", &amount), "{text}");
        }
    }
}
