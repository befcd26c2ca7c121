//! New codes for the same order. Nobody may pay twice: the old payment is asked about once more before a new code is
//! asked for, one tab asks for all, and the old code is never shown again.

use std::sync::Arc;

use super::effect::Effect;
use super::machine::Checkout;
use super::phase::{Phase, Renewing};
use super::tabs::{ABOUT_TO_RENEW, RENEWAL_UNDERWAY, RENEWED};
use crate::error_code::ErrorCode;
use crate::payment::{Identity, Payment, Reading, Rejection, Standing, Word, read_pay_response};
use crate::time::{Now, PageMs};

impl Checkout {
    /// A new code is only asked for after one more question about the old one.
    pub(super) fn want_new_code(&mut self, now: PageMs) {
        let Phase::Expired { renewing: renewing @ (Renewing::NotYet | Renewing::Failed), .. } = &mut self.phase else {
            return;
        };
        if self.config.sources.renewal {
            *renewing = Renewing::checking(self.asking.latest(), now);
            self.reported.retain(|code| !matches!(code, ErrorCode::RefreshUnchecked | ErrorCode::RefreshFailed));
            self.effects.push(Effect::TellTabs(ABOUT_TO_RENEW.into()));
            self.asking.hurry();
        }
    }

    /// Question `number` was answered with `word`, about the current payment or an earlier one.
    pub(super) fn go_on_renewing(&mut self, word: Word, current: bool, number: u32, now: PageMs) {
        if let Phase::Expired { renewing, .. } = &mut self.phase
            && let Renewing::Checking { after, .. } = *renewing
            // An answer to a question from before the buyer asked for a new code does not count.
            && after != number
        {
            // What is said of an earlier payment says nothing of this one.
            if current && word != Word::Unknown {
                *renewing = Renewing::underway(now);
                self.renewal = self.renewal.wrapping_add(1);
                let identity = self.payment.identity.clone();
                self.effects.push(Effect::TellTabs(RENEWAL_UNDERWAY.into()));
                self.effects.push(Effect::AskForNewCode { number: self.renewal, identity });
            } else {
                self.not_renewed(ErrorCode::RefreshUnchecked);
            }
        }
    }

    pub(super) fn not_renewed(&mut self, code: ErrorCode) {
        if let Phase::Expired { renewing: renewing @ (Renewing::Checking { .. } | Renewing::Underway { .. }), .. } =
            &mut self.phase
        {
            *renewing = Renewing::Failed;
        }
        self.report(code);
    }

    /// A new code that does not come is waited for no longer.
    pub(super) fn give_renewal_up(&mut self, now: PageMs) {
        let Phase::Expired { renewing, .. } = &mut self.phase else {
            return;
        };
        match *renewing {
            // As where the server wishes to be left alone for longer.
            Renewing::Checking { until, .. } if until <= now => self.not_renewed(ErrorCode::RefreshUnchecked),
            Renewing::Underway { until } if until <= now => {
                // Its answer may come after that of the next request, with an older code.
                self.renewal = self.renewal.wrapping_add(1);
                self.not_renewed(ErrorCode::RefreshFailed);
            }
            Renewing::Elsewhere { until } if until <= now => *renewing = Renewing::NotYet,
            _ => {}
        }
    }

    /// Another tab asks for a new code. Where we are about to ask too, the one goes on that asks for all tabs.
    pub(super) fn leave_renewing(&mut self, underway: bool, now: PageMs) {
        let Phase::Expired { renewing, .. } = &mut self.phase else {
            return;
        };
        match renewing {
            Renewing::Checking { .. } if self.situation.asker && !underway => {}
            Renewing::Underway { .. } => {
                if !underway {
                    self.effects.push(Effect::TellTabs(RENEWAL_UNDERWAY.into()));
                }
            }
            _ => *renewing = Renewing::elsewhere(now),
        }
    }

    /// Takes a new pay response for the same order, and tells the other tabs.
    pub(super) fn renew(&mut self, pay_response: &str, present: PageMs, now: Now) {
        match self.read_new(pay_response) {
            Ok(reading) => {
                self.effects.push(Effect::Taken);
                self.effects.push(Effect::TellOrder([RENEWED, pay_response].concat()));
                self.supersede(reading, present, now);
            }
            Err(code) => self.not_renewed(code),
        }
    }

    /// Reads a new pay response, unless the buyer has paid already or it holds an old code.
    pub(super) fn read_new(&mut self, pay_response: &str) -> Result<Reading, ErrorCode> {
        let reading = read_pay_response(pay_response, &self.config.origins);
        if !self.paid.is_empty() {
            if let Ok(Reading { payment, .. }) = reading
                && !self.is_of_the_order(&payment)
                // What has no name cannot be known again.
                && payment.identity.key().is_some()
            {
                self.refused.push(payment.identity);
            }
            return Err(ErrorCode::RefreshAlreadyPaid);
        }
        match reading {
            Ok(reading) if self.is_old(&reading.payment) => Err(ErrorCode::RefreshSameCode),
            Ok(reading) if reading.payment.standing != Standing::Failed => Ok(reading),
            Ok(_) | Err(_) => Err(ErrorCode::RefreshFailed),
        }
    }

    /// Whether this is a payment that we had already, or one from before the current one.
    fn is_old(&self, new: &Payment) -> bool {
        // After a reload the current payment may be known by its name alone; then its code may come again.
        let may_live = matches!(self.phase, Phase::Confirming(_) | Phase::Rejected { .. });
        let is_lost = may_live && self.ways().is_empty();
        let times = new.created.zip(self.payment.created);
        times.is_some_and(|(new, current)| new < current)
            || is_among(&self.superseded, new)
            || (is_same(&self.payment, new) && !is_lost)
    }

    /// Whether this goes on where the page puts `pay_response` in the place of its own: what is known to be paid stays so, unless
    /// another order's payment comes.
    #[must_use]
    pub fn outlasts(&self, pay_response: &str) -> bool {
        if self.paid.is_empty() {
            return false;
        }
        // What neither names a payment nor has one to pay is no other one.
        match read_pay_response(pay_response, &self.config.origins) {
            Ok(Reading { payment, .. }) => {
                let is_none = payment.standing != Standing::Created && payment.identity.key().is_none();
                is_none || self.is_of_the_order(&payment)
            }
            Err(Rejection { identity, .. }) => identity.key().is_none() || self.has_in_its_order(&identity),
        }
    }

    fn is_of_the_order(&self, payment: &Payment) -> bool {
        self.has_in_its_order(&payment.identity)
            || is_same(&self.payment, payment)
            || is_among(&self.superseded, payment)
    }

    fn has_in_its_order(&self, identity: &Identity) -> bool {
        self.payment.identity.is(identity)
            || self.superseded.iter().any(|earlier| earlier.identity.is(identity))
            || self.refused.iter().any(|refused| refused.is(identity))
    }

    pub(super) fn supersede(&mut self, reading: Reading, present: PageMs, now: Now) {
        self.close_stream();
        self.refused.retain(|refused| !refused.is(&reading.payment.identity));
        // What is still on its way was asked for before.
        self.renewal = self.renewal.wrapping_add(1);
        let is_same = is_same(&self.payment, &reading.payment);
        // When a code dies is not told anew by its old pay response.
        if !is_same || self.clock.expires().is_none() {
            self.clock = self.clock.for_next(&reading.payment, now);
        }
        self.asking.restart(present);
        self.began = present;
        self.lost_picture = false;
        if !is_same {
            self.superseded.push(Arc::clone(&self.payment));
            self.asking.go_on_to_another();
            self.forget();
            self.effects.push(Effect::PaymentChanged);
        }
        self.payment = Arc::new(reading.payment);
        self.open(reading.warnings, present);
    }
}

fn is_among(payments: &[Arc<Payment>], payment: &Payment) -> bool {
    payments.iter().any(|other| is_same(other, payment))
}

/// Whether both are the same payment: by its name, or by its code.
fn is_same(old: &Payment, new: &Payment) -> bool {
    let (old_code, new_code) = (&old.codes.text, &new.codes.text);
    old.identity.is(&new.identity) || (old_code.is_some() && old_code == new_code)
}
