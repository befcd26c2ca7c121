//! The machine: an event in; effects, one deadline and a view out.

use std::sync::Arc;

use super::asking::Asking;
use super::clock::Clock;
use super::config::{Config, RedirectTarget};
use super::effect::Effect;
use super::event::Event;
use super::memory::Memory;
use super::phase::Phase;
use super::stream::Stream;
use super::view::{Ending, Link, Milestone, Rest, Scene, View, Waiting, Way};
use super::ways;
use crate::error_code::ErrorCode;
use crate::payment::{Address, Identity, Payment, Reading, Rejection};
use crate::time::{Now, PageMs};

/// So many failures in a row make the connection unsteady.
pub(super) const UNSTEADY_AFTER: u32 = 3;

/// Where and how the page stands when a checkout begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about the page, not one state")]
pub struct Situation {
    /// Kaspi.kz may be on this device: a phone or a tablet.
    pub on_phone: bool,
    /// The page is inside another app, which will hardly open Kaspi.kz.
    pub inside_another_app: bool,
    /// The buyer has just tapped or clicked.
    pub fresh_gesture: bool,
    /// The page can be seen.
    pub visible: bool,
    /// The browser believes to have a network.
    pub online: bool,
    /// This tab asks without waiting for its turn: the browser knows no locks between tabs.
    pub asker: bool,
    /// Chance, for jitter.
    pub seed: u64,
}

/// One payment on one page, from its pay response to its end.
///
/// It reads no clock, page, network or randomness, and it never panics, whatever comes in whatever order.
#[derive(Clone, Debug)]
pub struct Checkout {
    pub(super) config: Config,
    pub(super) situation: Situation,
    pub(super) payment: Arc<Payment>,
    /// Earlier payments of the same order. A buyer may have paid one of them in its last second.
    pub(super) superseded: Vec<Arc<Payment>>,
    /// The payments that the page has offered for the order once it was paid. They are kept in mind with it: where the page comes
    /// with one of them alone one day, its order is known to be paid.
    pub(super) refused: Vec<Identity>,
    /// Which payments of the order are paid, or will be for certain, as we were told.
    pub(super) paid: Vec<Identity>,
    /// The answer by which the payment is paid for good, for tabs that come later.
    pub(super) success: Option<String>,
    pub(super) phase: Phase,
    pub(super) clock: Clock,
    pub(super) asking: Asking,
    pub(super) stream: Stream,
    /// Numbers requests for a new code; the latest is the only one whose answer counts.
    pub(super) renewal: u32,
    /// Whether the hosted picture of the code cannot be had.
    pub(super) lost_picture: bool,
    pub(super) handed_off: bool,
    pub(super) chosen: Option<Way>,
    pub(super) concluded: bool,
    pub(super) began: PageMs,
    /// The milestone of the countdown that had been passed when the code came on show: it is no news.
    pub(super) passed_before: Option<Milestone>,
    pub(super) reported: Vec<ErrorCode>,
    announced: &'static str,
    pub(super) remembered: Option<Memory>,
    pub(super) effects: Vec<Effect>,
}

impl Checkout {
    /// A checkout for the payment that was read, or for a pay response that could not be used.
    ///
    /// `memory` is what this tab kept of the payment, if it was here before.
    #[must_use]
    pub fn new(
        reading: Result<Reading, Rejection>,
        config: Config,
        situation: Situation,
        memory: Option<Memory>,
        now: Now,
    ) -> (Self, Vec<Effect>) {
        let (reading, rejection) = match reading {
            Ok(reading) => (reading, None),
            Err(Rejection { code, identity }) => {
                (Reading { payment: Payment { identity, ..Payment::default() }, ..Reading::default() }, Some(code))
            }
        };
        let mut checkout = Self {
            clock: Clock::new(&reading.payment, None, now),
            asking: Asking::new(situation.seed, now.page),
            stream: Stream::None,
            phase: Phase::Pending,
            paid: Vec::new(),
            success: None,
            renewal: 0,
            lost_picture: false,
            handed_off: false,
            chosen: None,
            concluded: false,
            began: now.page,
            passed_before: None,
            payment: Arc::new(reading.payment),
            superseded: Vec::new(),
            refused: Vec::new(),
            reported: Vec::new(),
            announced: "idle",
            remembered: None,
            effects: Vec::new(),
            config,
            situation,
        };
        if let Some(memory) = memory {
            checkout.recall(&memory, now);
        }
        checkout.report_problems();
        match rejection {
            // What this tab knows to be paid is not rejected.
            Some(code) if checkout.paid.is_empty() => {
                checkout.report(code);
                checkout.enter(Phase::Rejected { since: now.page });
            }
            _ => checkout.open(reading.warnings, now.page),
        }
        checkout.situation.fresh_gesture = false;
        let effects = checkout.settle(now.page, now.wall);
        (checkout, effects)
    }

    /// Something has happened. Final states absorb everything but a new code.
    pub fn handle(&mut self, event: Event, now: Now) -> Vec<Effect> {
        let (present, slept) = self.clock.observe(now);
        if slept {
            self.asking.hurry();
        }
        self.react(event, present, now);
        self.settle(present, now.wall)
    }

    /// The page's author has changed the attributes.
    pub fn reconfigure(&mut self, config: Config, now: Now) -> Vec<Effect> {
        let before = std::mem::replace(&mut self.config, config);
        self.report_problems();
        let same = (before.mode, before.launch) == (self.config.mode, self.config.launch);
        self.handle(if same { Event::Woken } else { Event::ModeChanged }, now)
    }

    /// All that the user interface may know.
    #[must_use]
    pub fn view(&self, now: Now) -> View {
        let scene = match &self.phase {
            Phase::Waiting { way, handing } => Scene::Waiting(Waiting {
                way: *way,
                other_ways: self.other_ways(*way),
                payment: Arc::clone(&self.payment),
                handoff: handing.stage(),
                inside_another_app: self.situation.inside_another_app,
            }),
            Phase::Pending => Scene::Pending,
            Phase::Confirming(_) => Scene::Confirming,
            Phase::Expired { renewing, .. } => Scene::Expired(renewing.shown(self.config.sources.renewal)),
            Phase::Ended { outcome, onward } => outcome.scene(onward.clone()),
            Phase::Rejected { .. } => Scene::Rejected(Ending { onward: self.way_back() }),
        };
        let counting = matches!(self.phase, Phase::Waiting { .. });
        View {
            rest: counting.then(|| {
                let milestone = Milestone::passed(self.clock.rest(self.clock.present(now)));
                Rest {
                    ends: self.clock.on_page(self.clock.deadline()),
                    milestone,
                    is_news: milestone != self.passed_before,
                }
            }),
            link: match () {
                () if self.phase.is_final() || matches!(self.phase, Phase::Rejected { .. }) => Link::Ok,
                () if !self.situation.online => Link::Offline,
                () if self.asking.failures() >= UNSTEADY_AFTER => Link::Unsteady,
                () => Link::Ok,
            },
            amount: self.payment.amount.clone(),
            scene,
        }
    }

    /// Where whoever cannot pay here goes on, unless the page wants nobody to leave.
    fn way_back(&self) -> Option<Address> {
        let leaves = self.config.redirect_target != RedirectTarget::Nowhere;
        self.config.failure_url.clone().filter(|_| leaves)
    }

    /// The public name of the state.
    #[must_use]
    pub fn state(&self) -> &'static str {
        self.phase.state()
    }

    /// What the payment is kept under, in this tab and between tabs.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.payment.identity.key()
    }

    /// Whether the links of the pay response matter now, so that they may be judged anew. Whoever may have paid is told
    /// nothing else.
    #[must_use]
    pub fn may_judge_anew(&self) -> bool {
        matches!(self.phase, Phase::Waiting { .. } | Phase::Confirming(_) | Phase::Rejected { .. })
    }

    /// Where links and results are opened.
    #[must_use]
    pub fn redirect_target(&self) -> RedirectTarget {
        self.config.redirect_target
    }

    /// Whether the screen should stay awake: a code is on show.
    #[must_use]
    pub fn keeps_awake(&self) -> bool {
        self.situation.visible && matches!(self.phase, Phase::Waiting { way: Way::Code, .. })
    }

    pub(super) fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        let state = self.phase.state();
        if state != self.announced {
            self.effects.push(Effect::StateChanged { state, previous: self.announced });
            self.announced = state;
        }
    }

    /// What is wrong with the attributes is told once for each reading of them.
    fn report_problems(&mut self) {
        for problem in std::mem::take(&mut self.config.problems) {
            self.report(problem);
        }
    }

    /// Reports a problem once per payment.
    pub(super) fn report(&mut self, code: ErrorCode) {
        if !self.reported.contains(&code) {
            self.reported.push(code);
            self.effects.push(Effect::Report(code));
        }
    }

    fn other_ways(&self, shown: Way) -> Vec<Way> {
        let mut ways = self.ways();
        ways.retain(|way| *way != shown);
        ways
    }

    pub(super) fn ways(&self) -> Vec<Way> {
        let mut ways = ways::in_order(&self.payment, self.config.mode, self.situation.on_phone);
        if self.lost_picture && self.payment.codes.text.is_none() {
            ways.retain(|way| *way != Way::Code);
        }
        ways
    }
}
