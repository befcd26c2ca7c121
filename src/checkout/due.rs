//! What is due by itself: the one deadline, and what is done when it has come.

use super::effect::Effect;
use super::handing::Handing;
use super::machine::{Checkout, Situation};
use super::pace::{Pace, Stake};
use super::phase::{Phase, Renewing, end_of_watch};
use super::stream::Stream;
use super::view::{Milestone, Way};
use crate::error_code::ErrorCode;
use crate::payment::{AppLink, Method};
use crate::time::{EpochMs, Now, PageMs};

impl Checkout {
    /// The one time at which the checkout wants to be woken, on the page's monotonic clock; waking it earlier is harmless.
    #[must_use]
    pub fn deadline(&self, now: Now) -> Option<PageMs> {
        if self.phase.is_final() {
            return None;
        }
        let present = self.clock.present(now);
        let asking = self.may_ask().then(|| self.asking.deadline(self.pace(present))).flatten();
        let phase = match &self.phase {
            Phase::Waiting { handing, .. } => {
                let rest = self.clock.rest(present);
                let milestone = present.plus(rest.saturating_sub(Milestone::next(rest)));
                let seen = self.situation.visible.then_some(handing.deadline().unwrap_or(milestone).min(milestone));
                Some(seen.unwrap_or(self.clock.deadline()))
            }
            // Then it is asked at once, and every two seconds.
            Phase::Confirming(_) => Some(self.clock.deadline()).filter(|deadline| *deadline > present),
            Phase::Expired {
                renewing:
                    Renewing::Checking { until, .. } | Renewing::Underway { until } | Renewing::Elsewhere { until },
                ..
            } => Some(*until),
            Phase::Expired { since, .. } | Phase::Rejected { since, .. } if self.stream != Stream::None => {
                Some(end_of_watch(*since))
            }
            _ => None,
        };
        let earliest = [asking, phase, self.stream.deadline()].into_iter().flatten().min();
        earliest.map(|time| self.clock.on_page(time))
    }

    /// Does what is due, and hands out what is to be done.
    pub(super) fn settle(&mut self, now: PageMs, wall: EpochMs) -> Vec<Effect> {
        self.advance(now);
        if self.may_ask()
            && let Some(number) = self.asking.ask(self.pace(now), now)
        {
            self.effects.push(Effect::Ask { number });
        }
        let mut effects = std::mem::take(&mut self.effects);
        if let Some(memory) = self.news_to_remember(now, wall) {
            // Remembered before anything leaves the page.
            effects.insert(0, Effect::Remember(memory));
        }
        effects
    }

    fn may_ask(&self) -> bool {
        self.config.sources.status && self.may_hear()
    }

    /// Of a payment that is over, or that can neither be shown nor named, nothing is to be heard.
    pub(super) fn may_hear(&self) -> bool {
        let is_unknown = matches!(self.phase, Phase::Rejected { .. }) && self.key().is_none();
        !self.phase.is_final() && !is_unknown
    }

    fn advance(&mut self, now: PageMs) {
        if self.asking.timed_out(now) {
            self.asking.abandon();
            self.effects.push(Effect::Abandon);
            self.not_answered(ErrorCode::StatusTimeout, None, self.asking.latest(), now);
        }
        if let Phase::Waiting { .. } = self.phase
            && self.clock.rest(now) <= 0
        {
            self.confirm(now);
        }
        if let Phase::Waiting { way, handing } = self.phase
            && self.situation.visible
            && handing.deadline().is_some_and(|deadline| deadline <= now)
        {
            self.go_on_handing(way, handing, now);
        }
        self.give_renewal_up(now);
        self.tend_stream(now);
    }

    fn go_on_handing(&mut self, way: Way, handing: Handing, now: PageMs) {
        let Handing::Announced { .. } = handing else {
            self.phase = Phase::Waiting { way, handing: Handing::Hinted };
            return;
        };
        let page = || Some(AppLink { address: self.payment.page_link.clone()?, method: Method::Get });
        let link = if way == Way::App { self.payment.app_link.clone() } else { page() };
        self.handed_off = true;
        self.phase = Phase::Waiting { way, handing: Handing::opened(now) };
        self.effects.extend(link.map(Effect::HandOff));
    }

    fn pace(&self, now: PageMs) -> Option<Pace> {
        let stake = match &self.phase {
            Phase::Pending => Stake::FinalWord,
            Phase::Confirming(_) if self.clock.rest(now) <= 0 || self.was_refused() => Stake::Confirmation,
            // A code that is known by its name alone may be on show elsewhere.
            Phase::Waiting { .. } | Phase::Confirming(_) => Stake::Payment { age: now.since(self.began) },
            Phase::Expired { since, .. } | Phase::Rejected { since, .. } if now < end_of_watch(*since) => {
                Stake::LateWord
            }
            Phase::Expired { .. } | Phase::Ended { .. } | Phase::Rejected { .. } => return None,
        };
        let Situation { visible, asker, .. } = self.situation;
        // Nobody else can ask about a payment without a name.
        let asker = asker || self.key().is_none();
        Some(Pace { stake, visible, streaming: self.stream == Stream::Alive, asker })
    }
}
