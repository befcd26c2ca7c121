//! What each event changes.

use std::sync::Arc;

use super::effect::Effect;
use super::event::Event;
use super::handing::Handing;
use super::machine::Checkout;
use super::phase::{Outcome, Phase, Renewing};
use super::stream::Stream;
use super::view::Way;
use super::ways;
use crate::error_code::ErrorCode;
use crate::payment::{Payment, Reading, Standing, read_pay_response};
use crate::time::{Now, PageMs};

impl Checkout {
    pub(super) fn react(&mut self, event: Event, present: PageMs, now: Now) {
        match event {
            Event::Woken => {}
            Event::Answered { number, outcome } => {
                if let Some(asked) = self.asking.take(number) {
                    self.hear(outcome, asked, number, present);
                }
            }
            Event::HeardFromTab(body) | Event::StreamSaid(body) => self.overhear(&body, present),
            Event::BecameAsker => self.situation.asker = true,
            Event::StreamOpened => {
                // It may not tell what happened before it was open.
                if self.stream != Stream::Alive {
                    self.asking.hurry();
                }
                self.stream_is(Stream::Alive);
            }
            Event::StreamClosed => {
                // A stream that never lived, or breaks again and again, took nobody's place.
                if self.stream == Stream::Alive {
                    self.asking.hurry();
                }
                self.stream_is(Stream::broken(present));
            }
            Event::Returned => {
                self.situation.visible = true;
                self.asking.hurry();
                self.hand(|handing| handing.returned(present));
            }
            Event::Hidden => {
                self.situation.visible = false;
                self.hand(Handing::hidden);
            }
            Event::Online => {
                self.situation.online = true;
                self.asking.hurry();
            }
            Event::Offline => {
                self.situation.online = false;
                self.be_impatient_no_longer();
            }
            Event::CheckNow => self.asking.hurry(),
            Event::Chose(way) => self.choose(way),
            Event::Followed => self.followed(present),
            Event::HandoffPrevented => self.hand(|_| Handing::Offered),
            Event::WantsNewCode => self.want_new_code(present),
            Event::Renewed(pay_response) => self.renew(&pay_response, present, now),
            Event::NotRenewed => self.not_renewed(ErrorCode::RefreshFailed),
        }
    }

    fn stream_is(&mut self, state: Stream) {
        if self.stream != Stream::None {
            self.stream = state;
        }
    }

    fn hand(&mut self, change: impl FnOnce(Handing) -> Handing) {
        if let Phase::Waiting { handing, .. } = &mut self.phase {
            *handing = change(*handing);
        }
    }

    fn choose(&mut self, chosen: Way) {
        let offered = ways::is_offered(&self.payment, chosen);
        if let Phase::Waiting { way, handing } = &mut self.phase
            && offered
        {
            let opened = self.handed_off && chosen != Way::Code;
            *way = chosen;
            *handing = if opened { Handing::Opened { hint: None } } else { Handing::Offered };
            self.chosen = Some(chosen);
        }
    }

    fn followed(&mut self, now: PageMs) {
        if let Phase::Waiting { handing, .. } = &mut self.phase {
            *handing = Handing::opened(now);
            self.handed_off = true;
        }
    }

    /// A new code is only asked for after one more question about the old one, since nobody may pay twice.
    fn want_new_code(&mut self, now: PageMs) {
        let Phase::Expired { since, renewing: Renewing::NotYet | Renewing::Failed } = self.phase else {
            return;
        };
        if !self.config.sources.renewal {
            return;
        }
        self.reported.retain(|code| !matches!(code, ErrorCode::RefreshUnchecked | ErrorCode::RefreshFailed));
        if self.config.sources.status {
            self.phase = Phase::Expired { since, renewing: Renewing::Checking { after: self.asking.latest() } };
            self.asking.hurry();
        } else {
            self.ask_for_new_code(now);
        }
    }

    pub(super) fn ask_for_new_code(&mut self, now: PageMs) {
        if let Phase::Expired { renewing, .. } = &mut self.phase {
            *renewing = Renewing::underway(now);
            self.effects.push(Effect::AskForNewCode(self.payment.identity.clone()));
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

    /// Takes a new pay response for the same order, unless the buyer has paid already.
    fn renew(&mut self, pay_response: &str, present: PageMs, now: Now) {
        if matches!(self.phase, Phase::Pending(_) | Phase::Ended { outcome: Outcome::Paid, .. }) {
            self.report(ErrorCode::RefreshAlreadyPaid);
            return;
        }
        match read_pay_response(pay_response, &self.config.origins) {
            Ok(reading) if self.is_old(&reading) => self.not_renewed(ErrorCode::RefreshSameCode),
            Ok(reading) if reading.payment.standing != Standing::Failed => self.supersede(reading, present, now),
            Ok(_) | Err(_) => self.not_renewed(ErrorCode::RefreshFailed),
        }
    }

    /// Whether this is a payment that we had already: by any of its names, or by its code.
    fn is_old(&self, reading: &Reading) -> bool {
        let new = &reading.payment;
        let same = |ours: &Option<String>, theirs: &Option<String>| ours.is_some() && ours == theirs;
        let is_it = |old: &Arc<Payment>| {
            same(&old.codes.text, &new.codes.text)
                || same(&old.identity.payment_id, &new.identity.payment_id)
                || same(&old.identity.payment_request_id, &new.identity.payment_request_id)
        };
        is_it(&self.payment) || self.superseded.iter().any(is_it)
    }

    fn supersede(&mut self, reading: Reading, present: PageMs, now: Now) {
        if self.asking.abandon() {
            self.effects.push(Effect::Abandon);
        }
        self.close_stream();
        self.superseded.push(Arc::clone(&self.payment));
        self.clock = self.clock.for_next(&reading.payment, now);
        self.asking.restart(present);
        self.began = present;
        self.forget();
        self.effects.push(Effect::PaymentChanged);
        self.open(reading, present);
    }
}
