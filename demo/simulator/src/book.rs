//! All payments of one simulator.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use kaspi_antom::{message::pay::PayRequest, time};

use crate::{
    numbers::Numbers,
    payment::Payment,
    phase::{Act, Phase},
    response::{bare_code, pay_response},
};

/// What `pay` did.
#[derive(Debug)]
pub enum Paid {
    /// A new payment, or the same request again: this is its answer.
    Answer(Box<Payment>),
    /// The same `paymentRequestId` with other content.
    Inconsistent,
    /// The same request again, but its payment is closed.
    Closed,
}

/// All payments, by the merchant's name for them.
#[derive(Debug)]
pub struct Book {
    pages: Mutex<Pages>,
    code_lifetime: SignedDuration,
}

#[derive(Debug)]
struct Pages {
    payments: HashMap<String, Payment>,
    request_by_code: HashMap<String, String>,
    numbers: Numbers,
}

impl Book {
    /// An empty book whose codes live for `code_lifetime`.
    #[must_use]
    pub fn new(seed: u64, code_lifetime: SignedDuration) -> Self {
        let pages =
            Pages { payments: HashMap::new(), request_by_code: HashMap::new(), numbers: Numbers::from_seed(seed) };
        Self { pages: Mutex::new(pages), code_lifetime }
    }

    // A panic elsewhere leaves the maps whole: each change is one assignment.
    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Creates the payment that `request` (read from `text`) asks for, once.
    pub fn pay(&self, request: PayRequest, text: &str, now: Timestamp) -> Paid {
        let mut pages = self.pages();
        if let Some(known) = pages.payment(&request.payment_request_id, now) {
            return match known.phase {
                _ if known.request_text != text => Paid::Inconsistent,
                Phase::Failed(_) | Phase::Cancelled { .. } => Paid::Closed,
                Phase::Unpaid | Phase::Pending | Phase::Paid { .. } => Paid::Answer(Box::new(known.clone())),
            };
        }
        let payment_id = pages.numbers.payment_id(now);
        let code = pages.numbers.code();
        let asked_for = request.payment_expiry_time.as_deref().and_then(time::parse);
        let expires = asked_for.or_else(|| now.checked_add(self.code_lifetime).ok()).unwrap_or(now);
        let payment = Payment {
            response_text: pay_response(&request, &payment_id, &code, now, expires).to_string(),
            request_text: text.to_owned(),
            payment_id,
            code: code.clone(),
            created: now,
            expires,
            phase: Phase::Unpaid,
            request,
        };
        let request_id = payment.request.payment_request_id.clone();
        pages.request_by_code.insert(code, request_id.clone());
        pages.payments.insert(request_id, payment.clone());
        Paid::Answer(Box::new(payment))
    }

    /// The payment with this `paymentRequestId`, as it stands at `now`.
    pub fn by_request(&self, payment_request_id: &str, now: Timestamp) -> Option<Payment> {
        self.pages().payment(payment_request_id, now).cloned()
    }

    /// The payment with this code, in any of the forms in which a buyer has it.
    pub fn by_code(&self, code: &str, now: Timestamp) -> Option<Payment> {
        let mut pages = self.pages();
        let request_id = pages.request_by_code.get(bare_code(code)).cloned()?;
        pages.payment(&request_id, now).cloned()
    }

    /// Every payment, oldest first.
    pub fn all(&self, now: Timestamp) -> Vec<Payment> {
        let mut pages = self.pages();
        for payment in pages.payments.values_mut() {
            payment.look_at_the_clock(now);
        }
        let mut all: Vec<Payment> = pages.payments.values().cloned().collect();
        all.sort_by(|one, other| (one.created, &one.payment_id).cmp(&(other.created, &other.payment_id)));
        all
    }

    /// Lets `act` happen to a payment; gives the payment where it changed.
    pub fn act(&self, payment_request_id: &str, act: Act, now: Timestamp) -> Option<Payment> {
        self.change(payment_request_id, now, |phase| phase.after(act, now))
    }

    /// Cancels a payment; `None` where it is unknown or cannot be cancelled.
    pub fn cancel(&self, payment_request_id: &str, now: Timestamp) -> Option<Payment> {
        self.change(payment_request_id, now, Phase::cancelled)
    }

    fn change(
        &self,
        payment_request_id: &str,
        now: Timestamp,
        step: impl FnOnce(Phase) -> Option<Phase>,
    ) -> Option<Payment> {
        let mut pages = self.pages();
        let payment = pages.payment(payment_request_id, now)?;
        payment.phase = step(payment.phase)?;
        Some(payment.clone())
    }
}

impl Pages {
    fn payment(&mut self, payment_request_id: &str, now: Timestamp) -> Option<&mut Payment> {
        let payment = self.payments.get_mut(payment_request_id)?;
        payment.look_at_the_clock(now);
        Some(payment)
    }
}

impl Payment {
    fn look_at_the_clock(&mut self, now: Timestamp) {
        if now >= self.expires {
            self.phase = self.phase.expired();
        }
    }
}
