//! How a payment begins: the way to pay that is shown first, or no code at all where its time is over.

use std::sync::Arc;

use super::config::{Launch, Mode};
use super::effect::Effect;
use super::handing::Handing;
use super::machine::Checkout;
use super::patience::Patience;
use super::phase::{Outcome, Phase};
use super::view::{Milestone, Way};
use crate::error_code::ErrorCode;
use crate::payment::Standing;
use crate::time::PageMs;

impl Checkout {
    /// Begins with the current payment, whose pay response gave rise to `warnings`.
    pub(super) fn open(&mut self, warnings: Vec<ErrorCode>, now: PageMs) {
        for warning in warnings {
            self.report(warning);
        }
        if self.payment.standing == Standing::Settled {
            let settled = Arc::clone(&self.payment);
            self.note_paid(&settled);
        }
        if !self.paid.is_empty() {
            // The buyer has paid, as we were told; only the status endpoint can say so for good.
            self.enter(Phase::Pending);
        } else if self.payment.standing == Standing::Failed {
            self.report(ErrorCode::PayResponseFailed);
            self.doubt_failure(now);
        } else {
            self.resume(now);
        }
    }

    /// Antom also refuses what was asked for twice, and the order may be paid: the server is asked before that is said.
    fn doubt_failure(&mut self, now: PageMs) {
        if self.config.sources.status {
            self.confirm(now);
        } else {
            self.conclude(Outcome::Failed, None, now);
        }
    }

    /// Shows the code as long as it lives.
    pub(super) fn resume(&mut self, now: PageMs) {
        if self.can_be_paid(0, now) { self.wait(now) } else { self.confirm(now) }
    }

    /// Whether there is something to pay with, for longer than so many ms.
    pub(super) fn can_be_paid(&self, least: i64, now: PageMs) -> bool {
        let refused = self.payment.standing == Standing::Failed;
        !refused && self.clock.rest(now) > least && !self.ways().is_empty()
    }

    /// Shows the code, or opens the app.
    pub(super) fn wait(&mut self, now: PageMs) {
        let ways = self.ways();
        let chosen = self.chosen.filter(|way| ways.contains(way));
        let Some(way) = chosen.or_else(|| ways.first().copied()) else {
            return;
        };
        let handing = self.first_handing(way, now);
        self.passed_before = Milestone::passed(self.clock.rest(now));
        self.enter(Phase::Waiting { way, handing });
    }

    fn first_handing(&self, way: Way, now: PageMs) -> Handing {
        // Whoever has chosen this way wants to tap.
        let wanted = self.chosen.is_none()
            && match way {
                Way::Code => false,
                Way::App => {
                    self.config.launch == Launch::Auto && (self.situation.on_phone || self.config.mode == Mode::App)
                }
                Way::Page => self.config.mode == Mode::Redirect,
            };
        if self.handed_off && way != Way::Code {
            Handing::Opened { hint: None }
        } else if wanted && !self.situation.inside_another_app {
            // A page needs no gesture, so it has its second, in which the first answer mostly comes: whoever has paid stays.
            Handing::announced(way == Way::App && self.situation.fresh_gesture, now)
        } else {
            Handing::Offered
        }
    }

    /// The time is over as far as known. Without anyone to ask, that is all that can be known.
    pub(super) fn confirm(&mut self, now: PageMs) {
        self.asking.hurry();
        if self.config.sources.status {
            self.enter(Phase::Confirming(Patience::new(now)));
        } else {
            self.expire(now);
        }
    }

    /// The code is dead.
    pub(super) fn expire(&mut self, now: PageMs) {
        self.enter(Phase::expired(now));
        self.effects.push(Effect::Expired(self.payment.identity.clone()));
    }
}
