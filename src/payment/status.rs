//! Reads an answer of the merchant's status endpoint: the short form, or Antom's `inquiryPayment` passed through.

use super::Identity;
use super::iso8601::Moment;
use crate::json;
use crate::time::EpochMs;

/// The status of a payment, in Antom's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Not paid yet.
    Processing,
    /// Paid; the final word comes later.
    Pending,
    /// Paid, for good.
    Success,
    /// Not paid, for good.
    Fail,
    /// Cancelled or given back, for good.
    Cancelled,
    /// A word that we do not know: not known yet.
    Unknown,
}

impl Word {
    /// Whether the buyer has paid, by this word.
    pub(crate) fn means_paid(self) -> bool {
        matches!(self, Self::Pending | Self::Success)
    }

    fn read(text: &str) -> Self {
        match text {
            "PROCESSING" => Self::Processing,
            "PENDING" => Self::Pending,
            "SUCCESS" => Self::Success,
            "FAIL" => Self::Fail,
            "CANCELLED" => Self::Cancelled,
            _ => Self::Unknown,
        }
    }
}

/// A readable answer about this payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusAnswer {
    /// The status.
    pub word: Word,
    /// Which payment the answer names, if any.
    pub identity: Identity,
    /// Where to go when final; not checked yet.
    pub redirect_url: Option<String>,
    /// The server's wish for the next question, in milliseconds; not bounded yet.
    pub poll_after: Option<i64>,
    /// A corrected expiry.
    pub expires: Option<EpochMs>,
    /// The server's clock.
    pub server_time: Option<EpochMs>,
    /// When the buyer paid.
    pub paid_at: Option<EpochMs>,
}

/// Why an answer says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusFault {
    /// It is not a JSON object.
    NotJson,
    /// It names no status.
    NoStatus,
    /// It speaks of another payment.
    OtherPayment,
}

/// Reads an answer about one of `payments`.
///
/// Only `paymentStatus` (or `status`, in the short form) is believed: `result` and `paymentResultCode` speak of the call,
/// and a cancelled payment arrives with the result code `SUCCESS` (Antom, `inquiryPayment`).
///
/// # Errors
/// The reason why the answer does not count.
pub fn read_status(text: &str, payments: &[&Identity]) -> Result<StatusAnswer, StatusFault> {
    let answer = json::parse(text).filter(json::Value::is_object).ok_or(StatusFault::NotJson)?;
    let identity =
        Identity { payment_id: name(&answer, "paymentId")?, payment_request_id: name(&answer, "paymentRequestId")? };
    if !payments.iter().any(|payment| payment.names_shared_with(&identity).is_some()) {
        return Err(StatusFault::OtherPayment);
    }
    let word = json::text(&answer, "paymentStatus").or(json::text(&answer, "status")).ok_or(StatusFault::NoStatus)?;
    Ok(StatusAnswer {
        word: Word::read(&word),
        identity,
        redirect_url: json::string(&answer, "redirectUrl").map(str::to_owned),
        poll_after: json::number(&answer, "pollAfterMs"),
        expires: Moment::instant(&answer, "expireTime"),
        server_time: Moment::instant(&answer, "serverTime"),
        paid_at: Moment::instant(&answer, "paymentTime"),
    })
}

/// A name of the payment that is spoken of. What is no name is no name of ours.
fn name(answer: &json::Value, field: &str) -> Result<Option<String>, StatusFault> {
    match answer.get(field) {
        Some(json::Value::List(_) | json::Value::Object(_)) => Err(StatusFault::OtherPayment),
        // A number that is not whole is no name of anybody's: where we have a name, it is another one.
        Some(json::Value::Number(None) | json::Value::Fraction(_)) => Ok(Some(String::new())),
        _ => Ok(json::text(answer, field)),
    }
}
