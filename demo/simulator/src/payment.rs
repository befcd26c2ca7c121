//! One payment, with the words in which Antom speaks of it.

use jiff::Timestamp;
use kaspi_antom::{
    message::{
        notification::Notification,
        outcome::{Outcome, ResultStatus},
        pay::PayRequest,
    },
    time::{ANTOM_OFFSET, with_offset},
};
use serde_json::{Value, json};

use crate::phase::Phase;

/// One payment.
#[derive(Clone, Debug)]
pub struct Payment {
    /// What the merchant asked for.
    pub request: PayRequest,
    /// The request's text: the same text again is the same request.
    pub request_text: String,
    /// What the merchant was answered.
    pub response_text: String,
    /// Antom's name for the payment.
    pub payment_id: String,
    /// The code without its address.
    pub code: String,
    /// When it was created.
    pub created: Timestamp,
    /// When its code stops working.
    pub expires: Timestamp,
    /// How it stands.
    pub phase: Phase,
}

impl Payment {
    /// The answer to an inquiry.
    #[must_use]
    pub fn inquiry_answer(&self) -> Value {
        let mut answer = json!({
            "paymentAmount": self.request.payment_amount,
            "paymentCreateTime": with_offset(self.created, ANTOM_OFFSET),
            "paymentId": self.payment_id,
            "paymentRequestId": self.request.payment_request_id,
            "paymentStatus": self.phase.status().word(),
            "result": Outcome::success(),
        });
        let (code, message) = match self.phase {
            Phase::Unpaid | Phase::Pending => ("PAYMENT_IN_PROCESS", "The payment is being processed."),
            Phase::Paid { .. } | Phase::Cancelled { .. } => ("SUCCESS", "Success"),
            Phase::Failed(refusal) => refusal.words(),
        };
        if let Some(fields) = answer.as_object_mut() {
            fields.insert("paymentResultCode".to_owned(), code.into());
            fields.insert("paymentResultMessage".to_owned(), message.into());
            if let Phase::Paid { at } | Phase::Cancelled { paid_at: Some(at) } = self.phase {
                fields.insert("paymentTime".to_owned(), with_offset(at, ANTOM_OFFSET).into());
            }
        }
        answer
    }

    /// What is sent to the merchant about the payment as it stands; `None`
    /// where Antom sends nothing.
    #[must_use]
    pub fn notification(&self, now: Timestamp) -> Option<Notification> {
        let (notify_type, result) = match self.phase {
            Phase::Unpaid | Phase::Cancelled { .. } => return None,
            Phase::Pending => ("PAYMENT_PENDING", Outcome::success()),
            Phase::Paid { .. } => ("PAYMENT_RESULT", Outcome::success()),
            Phase::Failed(refusal) => {
                let (code, message) = refusal.words();
                ("PAYMENT_RESULT", Outcome::new(ResultStatus::F, code, message))
            }
        };
        Some(Notification {
            notify_type: notify_type.to_owned(),
            result,
            payment_request_id: self.request.payment_request_id.clone(),
            payment_id: self.payment_id.clone(),
            payment_amount: self.request.payment_amount.clone(),
            payment_create_time: Some(with_offset(self.created, ANTOM_OFFSET)),
            payment_time: Some(with_offset(now, ANTOM_OFFSET)),
        })
    }
}
