//! What the tabs of a payment tell each other, besides answers, which are JSON.

use super::effect::Effect;
use super::machine::Checkout;
use crate::json::Writer;
use crate::payment::{Identity, StatusAnswer, read_status};
use crate::time::{Now, PageMs};

/// A tab has come, and would hear what the others know already.
const NEWCOMER: &str = "=";
/// A tab is about to ask for a new code,
pub(super) const ABOUT_TO_RENEW: &str = "?";
/// has asked for it, so that nobody else must,
pub(super) const RENEWAL_UNDERWAY: &str = "!";
/// or has it: the pay response follows.
pub(super) const RENEWED: &str = "+";

impl Checkout {
    /// Another tab of the payment tells something.
    pub(super) fn hear_tab(&mut self, told: &str, present: PageMs, now: Now) {
        if let Some(pay_response) = told.strip_prefix(RENEWED) {
            if let Ok(reading) = self.read_new(pay_response) {
                self.supersede(reading, present, now);
            }
        } else if told == ABOUT_TO_RENEW || told == RENEWAL_UNDERWAY {
            self.leave_renewing(told == RENEWAL_UNDERWAY, present);
        } else if told == NEWCOMER {
            self.tell_newcomer();
        } else {
            self.learn_of_another(told);
            self.overhear(told, present);
        }
    }

    /// What is told on the channel of our payment is of its order. A payment from before this tab was opened may be the one
    /// that is paid.
    fn learn_of_another(&mut self, told: &str) {
        let anybody = Identity::default();
        if let Ok(StatusAnswer { word, identity, .. }) = read_status(told, &[&anybody])
            && word.means_paid()
            && self.read(told).is_err()
        {
            let payment = self.known_by_name(identity);
            self.superseded.push(payment);
        }
    }

    /// Whoever comes when the buyer has paid shows no code, even where the endpoint cannot be asked.
    fn tell_newcomer(&mut self) {
        let known = self.success.clone().or_else(|| self.paid.last().map(|paid| naming(paid, "PENDING")));
        self.effects.extend(known.map(Effect::TellOrder));
    }
}

/// An answer that says no more than the status of the payment.
pub(super) fn naming(identity: &Identity, status: &str) -> String {
    let mut to = Writer::default();
    identity.begin_object(&mut to);
    to.field("status", status);
    to.end_object();
    to.finish()
}
