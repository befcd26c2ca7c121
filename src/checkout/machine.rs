//! The machine: an event in; effects, one deadline and a view out.

use std::sync::Arc;

use super::asking::Asking;
use super::clock::Clock;
use super::config::{Config, Launch, Mode, RedirectTarget};
use super::effect::Effect;
use super::event::Event;
use super::handing::Handing;
use super::memory::Memory;
use super::pace::{Pace, Stake};
use super::patience::Patience;
use super::phase::{Outcome, Phase, Renewing, end_of_watch};
use super::stream::Stream;
use super::view::{Link, Rest, Scene, View, Waiting, Way};
use super::ways;
use crate::error_code::ErrorCode;
use crate::payment::{AppLink, Method, Payment, Reading, Standing};
use crate::time::{EpochMs, Now, PageMs, SECOND};

/// So many failures in a row make the connection unsteady.
const UNSTEADY_AFTER: u32 = 3;

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
    pub(super) phase: Phase,
    pub(super) clock: Clock,
    pub(super) asking: Asking,
    pub(super) stream: Stream,
    pub(super) handed_off: bool,
    pub(super) chosen: Option<Way>,
    pub(super) concluded: bool,
    pub(super) began: PageMs,
    pub(super) reported: Vec<ErrorCode>,
    announced: &'static str,
    remembered: Option<Memory>,
    pub(super) effects: Vec<Effect>,
}

impl Checkout {
    /// A checkout for the payment that was read, or for a pay response that could not be used.
    ///
    /// `memory` is what this tab kept of the payment, if it was here before.
    #[must_use]
    pub fn new(
        reading: Result<Reading, ErrorCode>,
        config: Config,
        situation: Situation,
        memory: Option<Memory>,
        now: Now,
    ) -> (Self, Vec<Effect>) {
        let (reading, rejection) = match reading {
            Ok(reading) => (reading, None),
            Err(code) => (Reading::default(), Some(code)),
        };
        let mut checkout = Self {
            clock: Clock::new(&reading.payment, memory.as_ref().map(|memory| memory.deadline), now),
            asking: Asking::new(situation.seed, now.page),
            stream: Stream::None,
            phase: Phase::Pending(Vec::new()),
            handed_off: memory.as_ref().is_some_and(|memory| memory.handed_off),
            chosen: memory.as_ref().and_then(|memory| memory.chosen),
            concluded: memory.as_ref().is_some_and(|memory| memory.concluded),
            began: now.page,
            payment: Arc::new(Payment::default()),
            superseded: Vec::new(),
            reported: Vec::new(),
            announced: "idle",
            remembered: memory,
            effects: Vec::new(),
            config,
            situation,
        };
        match rejection {
            Some(code) => {
                checkout.report(code);
                checkout.enter(Phase::Rejected(code));
            }
            None => checkout.open(reading, now.page),
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
        self.config = config;
        self.handle(Event::Woken, now)
    }

    /// The one time at which the checkout wants to be woken, on the page's monotonic clock; waking it earlier is harmless.
    #[must_use]
    pub fn deadline(&self, now: Now) -> Option<PageMs> {
        if self.phase.is_final() {
            return None;
        }
        let present = self.clock.present(now);
        let asking = self.config.sources.status.then(|| self.asking.deadline(self.pace(present))).flatten();
        let phase = match &self.phase {
            Phase::Waiting { handing, .. } => {
                let rest = self.clock.rest(present);
                let next_second = present.plus(rest - (Rest::of(rest).seconds - 1) * SECOND).min(self.clock.deadline());
                let seen = self.situation.visible.then_some(handing.deadline().unwrap_or(next_second).min(next_second));
                Some(seen.unwrap_or(self.clock.deadline()))
            }
            Phase::Expired { renewing: Renewing::Underway { until }, .. } => Some(*until),
            Phase::Expired { since, .. } if self.stream != Stream::None => Some(end_of_watch(*since)),
            _ => None,
        };
        let earliest = [asking, phase, self.stream.deadline()].into_iter().flatten().min();
        earliest.map(|time| self.clock.on_page(time))
    }

    /// All that the user interface may know.
    #[must_use]
    pub fn view(&self, now: Now) -> View {
        let scene = match &self.phase {
            Phase::Waiting { way, handing } => Scene::Waiting(Waiting {
                way: *way,
                other_ways: self.ways().filter(|other| other != way).collect(),
                payment: Arc::clone(&self.payment),
                handoff: handing.stage(),
                inside_another_app: self.situation.inside_another_app,
            }),
            Phase::Pending(_) => Scene::Pending,
            Phase::Confirming(_) => Scene::Confirming,
            Phase::Expired { renewing, .. } => Scene::Expired(renewing.shown(self.config.sources.renewal)),
            Phase::Ended { outcome, onward } => outcome.scene(onward.clone()),
            Phase::Rejected(code) => Scene::Rejected(*code),
        };
        let counting = matches!(self.phase, Phase::Waiting { .. });
        View {
            rest: counting.then(|| Rest::of(self.clock.rest(self.clock.present(now)))),
            link: match () {
                () if self.phase.is_final() => Link::Ok,
                () if !self.situation.online => Link::Offline,
                () if self.asking.failures() >= UNSTEADY_AFTER => Link::Unsteady,
                () => Link::Ok,
            },
            amount: self.payment.amount.clone(),
            scene,
        }
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

    /// Begins with a payment that was read.
    pub(super) fn open(&mut self, reading: Reading, now: PageMs) {
        self.payment = Arc::new(reading.payment);
        for warning in reading.warnings {
            self.report(warning);
        }
        match self.payment.standing {
            Standing::Created => {
                if self.config.sources.stream {
                    self.stream = Stream::Opening;
                    self.effects.push(Effect::OpenStream);
                }
                self.resume(now);
            }
            // The buyer has paid, as the response believes; only the status endpoint can say so for good.
            Standing::Settled => self.enter(Phase::Pending(vec![self.payment.identity.clone()])),
            Standing::Failed => {
                self.report(ErrorCode::PayResponseFailed);
                self.conclude(Outcome::Failed, None, now);
            }
        }
    }

    /// Shows the code as long as it lives.
    pub(super) fn resume(&mut self, now: PageMs) {
        if self.clock.rest(now) > 0 { self.wait(now) } else { self.confirm(now) }
    }

    /// Shows the code, or opens the app.
    pub(super) fn wait(&mut self, now: PageMs) {
        let chosen = self.chosen.filter(|way| ways::is_offered(&self.payment, *way));
        let Some(way) = chosen.or_else(|| self.ways().next()) else {
            return;
        };
        let handing = self.first_handing(way, now);
        self.enter(Phase::Waiting { way, handing });
    }

    fn first_handing(&self, way: Way, now: PageMs) -> Handing {
        let wanted = match way {
            Way::Code => false,
            Way::App => {
                self.config.launch == Launch::Auto && (self.situation.on_phone || self.config.mode == Mode::App)
            }
            Way::Page => self.config.mode == Mode::Redirect,
        };
        if self.handed_off && way != Way::Code {
            Handing::Opened { hint: None }
        } else if wanted && !self.situation.inside_another_app {
            // A link that opens as a page needs no gesture; one that opens an app does.
            Handing::announced(way == Way::Page || self.situation.fresh_gesture, now)
        } else {
            Handing::Offered
        }
    }

    /// The time is over as far as known. Without anyone to ask, that is all that can be known.
    fn confirm(&mut self, now: PageMs) {
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

    pub(super) fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        let state = self.phase.state();
        if state != self.announced {
            self.effects.push(Effect::StateChanged { state, previous: self.announced });
            self.announced = state;
        }
    }

    /// Reports a problem once per payment.
    pub(super) fn report(&mut self, code: ErrorCode) {
        if !self.reported.contains(&code) {
            self.reported.push(code);
            self.effects.push(Effect::Report(code));
        }
    }

    pub(super) fn ways(&self) -> impl Iterator<Item = Way> + use<> {
        let ways = ways::in_order(&self.payment, self.config.mode, self.situation.on_phone);
        ways.collect::<Vec<_>>().into_iter()
    }

    fn pace(&self, now: PageMs) -> Option<Pace> {
        let stake = match &self.phase {
            Phase::Waiting { .. } => Stake::Payment { age: now.since(self.began) },
            Phase::Pending(_) => Stake::FinalWord,
            Phase::Confirming(_) => Stake::Confirmation,
            Phase::Expired { since, .. } if now < end_of_watch(*since) => Stake::LateWord,
            Phase::Expired { .. } | Phase::Ended { .. } | Phase::Rejected(_) => return None,
        };
        let Situation { visible, asker, .. } = self.situation;
        Some(Pace { stake, visible, streaming: self.stream == Stream::Alive, asker })
    }

    /// Does what is due, and hands out what is to be done.
    fn settle(&mut self, now: PageMs, wall: EpochMs) -> Vec<Effect> {
        self.advance(now);
        if !self.phase.is_final()
            && self.config.sources.status
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
        if let Phase::Expired { since, renewing } = self.phase {
            if let Renewing::Underway { until } = renewing
                && until <= now
            {
                self.phase = Phase::Expired { since, renewing: Renewing::Failed };
                self.report(ErrorCode::RefreshFailed);
            }
            if end_of_watch(since) <= now {
                self.close_stream();
            }
        }
        if self.stream.deadline().is_some_and(|deadline| deadline <= now) {
            self.stream = Stream::Opening;
            self.effects.push(Effect::OpenStream);
        }
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

    pub(super) fn close_stream(&mut self) {
        if self.stream != Stream::None {
            self.stream = Stream::None;
            self.effects.push(Effect::CloseStream);
        }
    }

    fn news_to_remember(&mut self, now: PageMs, wall: EpochMs) -> Option<Memory> {
        if matches!(self.phase, Phase::Rejected(_)) || self.key().is_none() {
            return None;
        }
        let memory = Memory {
            deadline: wall.plus(self.clock.rest(now)),
            handed_off: self.handed_off,
            chosen: self.chosen,
            concluded: self.concluded,
        };
        let known = self.remembered.as_ref().is_some_and(|remembered| remembered.is_nearly(&memory));
        (!known).then(|| self.remembered.insert(memory).clone())
    }

    pub(super) fn forget(&mut self) {
        self.handed_off = false;
        self.concluded = false;
        self.remembered = None;
        self.reported.clear();
    }
}
