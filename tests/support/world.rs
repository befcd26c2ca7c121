//! The time of the world, and what happens when.

use std::collections::BTreeMap;

use kaspi_checkout::checkout::{Effect, Event, Loss, Outcome};

use super::merchant::Merchant;
use super::tab::Tab;
use super::telling::{Seen, Telling};

/// When stories begin: the creation of the first payment, in ms since the epoch.
pub const START: i64 = 1_769_408_173_000;

/// What happens between two steps of a story takes no more events than this.
const MOST_STEPS: u32 = 50_000;

/// Something that is to happen in a tab.
#[derive(Clone, Debug)]
pub enum Happening {
    /// The page hears of it.
    Event(Event),
    /// Something arrives that was on its way to one page, and to no other that was opened since.
    Arrives { page: u32, event: Event },
    /// The page is closed and opened again.
    Reload,
    /// The page is closed and opened again with another pay response.
    ReloadWith(String),
    /// The page is closed.
    Close,
    /// The page is opened.
    Open,
    /// The machine sleeps for so many ms; its monotonic clock counts that or does not.
    Sleep { ms: i64, counts: bool },
    /// This tab alone is frozen for so many ms.
    Freeze(i64),
    /// The page's wall clock is set so many ms forward.
    SetClock(i64),
    /// The page's author sets an attribute.
    SetAttributes(fn(&mut kaspi_checkout::checkout::Attributes)),
    /// The network is there again, and the browser does not say so.
    NetworkIsBack,
    /// The status of a payment changes at the merchant's: streams hear of it.
    StatusChanges,
    /// The merchant takes so long for a new code, in ms.
    NewCodesTake(i64),
    /// The status of that payment of the order becomes this.
    StatusOf { number: usize, status: &'static str },
    /// The page calls `refresh()` with the pay response of that payment.
    PageRefreshes { number: usize },
}

/// The world of one story.
#[expect(clippy::struct_excessive_bools, reason = "independent facts of a made-up world")]
pub struct World {
    /// The true time, in ms since the epoch.
    pub now: i64,
    /// The merchant.
    pub merchant: Merchant,
    /// The buyer's tabs.
    pub tabs: Vec<Tab>,
    /// What happened in each tab.
    pub tellings: Vec<Telling>,
    /// Whether what the buyer saw is kept.
    pub keeps_views: bool,
    /// Tabs know no locks: each asks for itself.
    pub lockless: bool,
    /// Tabs cannot speak to each other.
    pub speechless: bool,
    /// The page prevents the hand-off.
    pub prevents_handoff: bool,
    /// The payment among whose tabs each tab speaks and listens; none while its page is closed.
    channels: Vec<Option<String>>,
    /// The names of all payments of its order, under which it is met too.
    names: Vec<Vec<String>>,
    /// Since when a tab has waited for its new code.
    renewing: Vec<Option<i64>>,
    queue: BTreeMap<(i64, u64), (usize, Happening)>,
    count: u64,
    asker: Option<usize>,
}

impl World {
    /// A world at the start of a story.
    pub fn new(merchant: Merchant) -> Self {
        Self {
            now: START,
            merchant,
            tabs: Vec::new(),
            tellings: Vec::new(),
            keeps_views: false,
            lockless: false,
            speechless: false,
            prevents_handoff: false,
            channels: Vec::new(),
            names: Vec::new(),
            renewing: Vec::new(),
            queue: BTreeMap::new(),
            count: 0,
            asker: None,
        }
    }

    /// One more tab.
    pub fn has_tab(&mut self, tab: Tab) {
        self.tabs.push(tab);
        self.tellings.push(Telling::default());
        self.channels.push(None);
        self.names.push(Vec::new());
        self.renewing.push(None);
    }

    /// Lets something happen in a tab at a true time.
    pub fn schedule(&mut self, at: i64, tab: usize, happening: Happening) {
        self.count += 1;
        self.queue.insert((at.max(self.now), self.count), (tab, happening));
    }

    /// Lets time pass until `end`, or until nothing more can happen.
    pub fn run_until(&mut self, end: i64) {
        for step in 0.. {
            // A story of some hours has some ten thousand steps.
            assert!(step < MOST_STEPS, "the page wants to be woken without end");
            let next = self.queue.first_key_value().map(|((at, _), (tab, _))| (*at, *tab));
            let wakes = (0..self.tabs.len()).filter_map(|tab| Some((self.wakes_at(tab)?, tab))).min();
            match (next, wakes) {
                (Some((at, _)), wakes) if at <= end && wakes.is_none_or(|(wake, _)| at <= wake) => {
                    let Some(((at, _), (tab, happening))) = self.queue.pop_first() else { break };
                    self.now = self.now.max(at);
                    self.let_happen(tab, happening);
                }
                (_, Some((at, tab))) if at <= end => {
                    self.now = self.now.max(at);
                    self.tell(tab, Event::Woken);
                }
                _ => break,
            }
        }
        self.now = self.now.max(end);
    }

    fn wakes_at(&self, tab: usize) -> Option<i64> {
        let tab = &self.tabs[tab];
        Some(tab.wakes_at(self.now)?.max(tab.frozen_until))
    }

    fn let_happen(&mut self, tab: usize, happening: Happening) {
        let frozen_until = self.tabs[tab].frozen_until;
        if frozen_until > self.now && !matches!(happening, Happening::StatusChanges) {
            return self.schedule(frozen_until, tab, happening);
        }
        match happening {
            Happening::Event(event) => self.tell(tab, event),
            Happening::Arrives { page, event } if page == self.tabs[tab].page => self.tell(tab, event),
            Happening::Arrives { .. } => {}
            Happening::Open => self.open(tab),
            Happening::Close => self.close(tab),
            Happening::Reload => {
                self.close(tab);
                self.open(tab);
            }
            Happening::ReloadWith(pay_response) => {
                self.close(tab);
                self.tabs[tab].pay_response = pay_response;
                self.open(tab);
            }
            Happening::Sleep { ms, counts } => {
                for tab in &mut self.tabs {
                    tab.sleep(self.now, self.now + ms, counts);
                }
            }
            Happening::Freeze(ms) => self.tabs[tab].frozen_until = self.now + ms,
            Happening::SetClock(ms) => {
                self.tabs[tab].wall_ahead += ms;
                self.tabs[tab].clock_was_set = true;
            }
            Happening::SetAttributes(set) => {
                set(&mut self.tabs[tab].attributes);
                let effects = self.tabs[tab].reconfigure(self.now);
                self.note_state(tab);
                self.perform(tab, effects);
            }
            Happening::NetworkIsBack => self.tabs[tab].situation.online = true,
            Happening::StatusChanges => self.push_to_streams(),
            Happening::NewCodesTake(ms) => self.merchant.renewal_takes = ms,
            Happening::StatusOf { number, status } => {
                self.merchant.payments[number - 1].history.push((self.now, status));
                self.push_to_streams();
            }
            Happening::PageRefreshes { number } => self.tell(tab, Event::Renewed(self.merchant.pay_response(number))),
        }
    }

    fn open(&mut self, tab: usize) {
        self.tabs[tab].situation.asker = self.lockless;
        self.tabs[tab].situation.seed = self.tabs[tab].situation.seed.wrapping_mul(31).wrapping_add(7);
        let effects = self.tabs[tab].open(self.now);
        self.join(tab);
        self.note_state(tab);
        self.perform(tab, effects);
        if self.asker.is_none() && !self.lockless {
            self.give_lock_to(tab);
        }
    }

    /// The tab is among those of its payment from now on.
    fn join(&mut self, tab: usize) {
        self.channels[tab] = self.tabs[tab].key().map(str::to_owned);
        if self.channels[tab].is_some() {
            self.tell_order(tab, "=");
        } else {
            self.names[tab].clear();
        }
    }

    fn close(&mut self, tab: usize) {
        self.tabs[tab].close();
        self.join(tab);
        self.renewing[tab] = None;
        self.note_state(tab);
        if self.asker == Some(tab) {
            self.asker = None;
            if let Some(next) = (0..self.tabs.len()).find(|other| self.tabs[*other].is_open()) {
                self.give_lock_to(next);
            }
        }
    }

    fn give_lock_to(&mut self, tab: usize) {
        self.asker = Some(tab);
        self.arrive(self.now + 1, tab, Event::BecameAsker);
    }

    fn arrive(&mut self, at: i64, tab: usize, event: Event) {
        let page = self.tabs[tab].page;
        self.schedule(at, tab, Happening::Arrives { page, event });
    }

    fn tell(&mut self, tab: usize, event: Event) {
        if matches!(event, Event::RenewalAnswered { .. }) {
            self.renewing[tab] = None;
        }
        let effects = self.tabs[tab].handle(event, self.now);
        self.note_state(tab);
        self.perform(tab, effects);
    }

    fn perform(&mut self, tab: usize, effects: Vec<Effect>) {
        let since_start = self.now - START;
        for effect in effects {
            match effect {
                Effect::Ask { number } => {
                    self.tellings[tab].asked.push(since_start);
                    if let Some((at, outcome)) = self.answer(tab) {
                        self.arrive(at, tab, Event::Answered { number, outcome });
                    }
                }
                // A request that is aborted ends as a lost one; nobody may care.
                Effect::Abandon => {
                    let outcome = Outcome::Lost(Loss::Network);
                    self.arrive(self.now, tab, Event::Answered { number: u32::MAX, outcome });
                }
                Effect::TellTabs(body) => self.tell_others(tab, &body),
                Effect::TellOrder(body) => self.tell_order(tab, &body),
                Effect::Remember(memory) => {
                    let names = memory.keys().into_iter().map(str::to_owned).collect();
                    if std::mem::replace(&mut self.names[tab], names) != self.names[tab] {
                        self.tell_order(tab, "=");
                    }
                }
                Effect::OpenStream => {
                    self.tellings[tab].streams.push(since_start);
                    let up = self.merchant.streams && self.tabs[tab].situation.online;
                    let event = if up { Event::StreamOpened } else { Event::StreamClosed };
                    self.arrive(self.now + self.merchant.latency, tab, event);
                }
                Effect::HandOff(link) => {
                    self.tellings[tab].handoffs.push((since_start, link.address.as_str().to_owned()));
                    if self.prevents_handoff {
                        self.tell(tab, Event::HandoffPrevented);
                    }
                }
                Effect::AskForNewCode { number, .. } => {
                    self.tellings[tab].new_codes.push(since_start);
                    self.renew(tab, number);
                }
                Effect::Conclude(conclusion) => self.tellings[tab].results.push(conclusion),
                Effect::Report(code) => self.tellings[tab].errors.push(code),
                Effect::Expired(_) => self.tellings[tab].expired += 1,
                Effect::CloseStream => self.tellings[tab].stream_closed.push(since_start),
                Effect::PaymentChanged => self.join(tab),
                Effect::StateChanged { .. } | Effect::Taken => {}
            }
        }
    }

    fn answer(&self, tab: usize) -> Option<(i64, Outcome)> {
        if self.tabs[tab].situation.online {
            self.merchant.ask(self.now)
        } else {
            Some((self.now + 5, Outcome::Lost(Loss::Network)))
        }
    }

    fn tell_others(&mut self, tab: usize, body: &str) {
        if self.speechless {
            return;
        }
        let hears = |other: &usize| *other != tab && self.channels[*other] == self.channels[tab];
        for other in (0..self.tabs.len()).filter(hears).collect::<Vec<_>>() {
            self.arrive(self.now + 1, other, Event::HeardFromTab(body.to_owned()));
        }
    }

    fn tell_order(&mut self, tab: usize, body: &str) {
        if self.speechless {
            return;
        }
        let names = |tab: usize| self.channels[tab].iter().chain(&self.names[tab]);
        let hears = |other: &usize| *other != tab && names(*other).any(|name| names(tab).any(|own| own == name));
        for other in (0..self.tabs.len()).filter(hears).collect::<Vec<_>>() {
            self.arrive(self.now + 1, other, Event::HeardFromTab(body.to_owned()));
        }
    }

    fn renew(&mut self, tab: usize, request: u32) {
        self.nobody_else_renews(tab);
        self.renewing[tab] = Some(self.now);
        let at = self.now + self.merchant.renewal_takes;
        let renews = self.merchant.renews && self.tabs[tab].situation.online;
        let pay_response = renews.then(|| {
            let number = self.merchant.create(self.now + self.merchant.renewal_takes / 2).number;
            self.merchant.pay_response(number)
        });
        self.arrive(at, tab, Event::RenewalAnswered { number: request, pay_response });
    }

    /// Tabs that can speak to each other do not ask for a new code each, unless within the moment that a word takes.
    fn nobody_else_renews(&self, tab: usize) {
        let is_other = |other: &usize| *other != tab && self.channels[*other] == self.channels[tab];
        for other in (0..self.tabs.len()).filter(is_other) {
            let asked = self.renewing[other].filter(|asked| (2..30_000).contains(&(self.now - asked)));
            assert!(self.speechless || asked.is_none(), "two tabs ask for a new code: {other} has since {asked:?}");
        }
    }

    fn push_to_streams(&mut self) {
        let (body, _) = self.merchant.answer(self.now);
        for tab in 0..self.tabs.len() {
            if self.merchant.streams
                && !self.merchant.says_nothing
                && self.tabs[tab].streaming
                && self.tabs[tab].situation.online
            {
                self.arrive(self.now + self.merchant.latency / 2, tab, Event::StreamSaid(body.clone()));
            }
        }
    }

    /// No code is on show for longer than it lives, by the true time: but for what a clock was set by, and what the
    /// merchant says of a later expiry. The seconds granted are those by which a clock, and an answer that was on its way
    /// while the machine slept, may be wrong.
    fn dead_codes_are_gone(&self, tab: usize) {
        let tab = &self.tabs[tab];
        let corrected = self.merchant.extras.get("expireTime").is_some();
        let shown = tab.rules.on_show_for(self.now).filter(|_| tab.is_open() && !tab.clock_was_set && !corrected);
        if let Some(shown) = shown {
            assert!(shown <= self.merchant.lifetime + 5_000, "a code is on show for {shown} ms");
        }
    }

    fn note_state(&mut self, tab: usize) {
        self.dead_codes_are_gone(tab);
        let (state, at) = (self.tabs[tab].state(), self.now - START);
        let telling = &mut self.tellings[tab];
        if telling.end() != state && (state != "closed" || !telling.states.is_empty()) {
            telling.states.push((at, state));
        }
        if self.keeps_views
            && let Some(view) = self.tabs[tab].view(self.now)
        {
            let payment = self.merchant.payments.last().expect("an order has a payment");
            let (true_rest, payment) = (payment.expires - self.now, payment.number);
            let keeps_awake = self.tabs[tab].keeps_awake();
            let now = self.tabs[tab].now(self.now);
            let counted = view.rest.map(|rest| (rest.ends.since(now.page) + 999).div_euclid(1_000) * 1_000);
            telling.seen.push(Seen { at, view, counted, keeps_awake, true_rest, payment });
        }
    }
}
