//! One tab: the core, and a stand-in for the shell around it. It does what the effects say and decides nothing.

use std::collections::BTreeMap;

use kaspi_checkout::checkout::{Attributes, Checkout, Config, Effect, Event, Memory, Situation, View};
use kaspi_checkout::payment::read_pay_response;
use kaspi_checkout::time::{EpochMs, Now, PageMs};

use super::rules::Rules;

/// A tab with the page in it.
pub struct Tab {
    /// What the page's author wrote.
    pub attributes: Attributes,
    /// How the page stands when it is opened.
    pub situation: Situation,
    /// The pay response that the page holds.
    pub pay_response: String,
    /// How far the wall clock is ahead of the true time, in ms.
    pub wall_ahead: i64,
    /// Whether somebody has set it: a deadline that was kept on it is no longer right.
    pub clock_was_set: bool,
    /// What this tab keeps, by payment; lost with each page where storage is refused.
    pub storage: BTreeMap<String, String>,
    /// Whether storage is refused.
    pub forgetful: bool,
    /// Nothing happens in this tab before this true time.
    pub frozen_until: i64,
    /// The question on its way, if there is one.
    pub in_flight: Option<u32>,
    /// Whether the stream of events is wanted.
    pub streaming: bool,
    /// Counts the pages that were open in this tab: what was on its way to an earlier one never arrives.
    pub page: u32,
    /// What must hold, watched all along.
    pub rules: Rules,
    opened: i64,
    uncounted_sleep: i64,
    /// How far the wall clock was ahead of the page's when something happened last, in ms.
    lead: i64,
    checkout: Option<Checkout>,
}

impl Tab {
    /// A tab that is about to open a page.
    pub fn new(attributes: Attributes, situation: Situation, pay_response: String) -> Self {
        Self {
            attributes,
            situation,
            pay_response,
            wall_ahead: 0,
            clock_was_set: false,
            storage: BTreeMap::new(),
            forgetful: false,
            frozen_until: i64::MIN,
            in_flight: None,
            streaming: false,
            page: 0,
            rules: Rules::default(),
            opened: 0,
            uncounted_sleep: 0,
            lead: 0,
            checkout: None,
        }
    }

    /// Both clocks of the page at a true time.
    pub fn now(&self, at: i64) -> Now {
        Now { page: PageMs(at - self.opened - self.uncounted_sleep), wall: EpochMs(at + self.wall_ahead) }
    }

    /// Opens the page, for the first time or again.
    pub fn open(&mut self, at: i64) -> Vec<Effect> {
        self.page += 1;
        self.opened = at;
        self.uncounted_sleep = 0;
        self.in_flight = None;
        self.streaming = false;
        if self.forgetful {
            self.storage.clear();
        }
        let config = Config::read(&self.attributes);
        let reading = read_pay_response(&self.pay_response, &config.origins);
        let named = reading.as_ref().map_or_else(|rejection| &rejection.identity, |reading| &reading.payment.identity);
        let memory = Memory::recall(named, |name| Memory::read(self.storage.get(name)?));
        self.rules.asks = config.sources.status;
        self.rules.a_page_opens(&reading, self.forgetful);
        let (checkout, effects) = Checkout::new(reading, config, self.situation, memory, self.now(at));
        self.situation.fresh_gesture = false;
        self.checkout = Some(checkout);
        self.took(&effects, at);
        effects
    }

    /// Closes the page.
    pub fn close(&mut self) {
        self.checkout = None;
        self.page += 1;
        self.in_flight = None;
        self.streaming = false;
    }

    /// Whether a page is open.
    pub fn is_open(&self) -> bool {
        self.checkout.is_some()
    }

    /// The machine sleeps until a true time; its monotonic clock stands still unless it `counts` sleep.
    pub fn sleep(&mut self, from: i64, until: i64, counts: bool) {
        self.frozen_until = self.frozen_until.max(until);
        if !counts {
            self.uncounted_sleep += until - from;
        }
    }

    /// Something happens in the page.
    pub fn handle(&mut self, event: Event, at: i64) -> Vec<Effect> {
        let now = self.now(at);
        let Some(checkout) = &mut self.checkout else {
            return Vec::new();
        };
        match event {
            Event::Returned => self.situation.visible = true,
            Event::Hidden => self.situation.visible = false,
            Event::Online => self.situation.online = true,
            Event::Offline => self.situation.online = false,
            _ => {}
        }
        self.rules.something_happens(&event, self.in_flight);
        if let Event::Answered { number, .. } = event
            && self.in_flight == Some(number)
        {
            self.in_flight = None;
        }
        let effects = checkout.handle(event, now);
        self.took(&effects, at);
        effects
    }

    /// The page's author changes the attributes.
    pub fn reconfigure(&mut self, at: i64) -> Vec<Effect> {
        let now = self.now(at);
        let Some(checkout) = &mut self.checkout else {
            return Vec::new();
        };
        let config = Config::read(&self.attributes);
        self.rules.something_happens(&Event::Woken, self.in_flight);
        let effects = checkout.reconfigure(config, now);
        self.took(&effects, at);
        effects
    }

    fn took(&mut self, effects: &[Effect], at: i64) {
        let now = self.now(at);
        self.lead = now.wall.0 - now.page.0;
        let Some(checkout) = &self.checkout else {
            return;
        };
        for effect in effects {
            match effect {
                Effect::Ask { number } => {
                    assert_eq!(self.in_flight, None, "a second question while one is in flight");
                    self.in_flight = Some(*number);
                }
                Effect::Abandon => self.in_flight = None,
                Effect::OpenStream => self.streaming = true,
                Effect::CloseStream => self.streaming = false,
                Effect::Remember(memory) => {
                    assert!(!memory.keys().is_empty(), "only what has a name is remembered");
                    self.storage.extend(memory.keys().into_iter().map(|key| (key.to_owned(), memory.write())));
                }
                _ => {}
            }
        }
        self.rules.something_happened(checkout, effects, self.situation, now, at);
    }

    /// The public name of the state.
    pub fn state(&self) -> &'static str {
        self.checkout.as_ref().map_or("closed", Checkout::state)
    }

    /// What the tab's payment is called among tabs.
    pub fn key(&self) -> Option<&str> {
        self.checkout.as_ref()?.key()
    }

    /// What the buyer sees at a true time.
    pub fn view(&self, at: i64) -> Option<View> {
        self.checkout.as_ref().map(|checkout| checkout.view(self.now(at)))
    }

    /// Whether the screen is to stay awake.
    pub fn keeps_awake(&self) -> bool {
        self.checkout.as_ref().is_some_and(Checkout::keeps_awake)
    }

    /// The true time at which the page's timer goes off.
    pub fn wakes_at(&self, at: i64) -> Option<i64> {
        let now = self.now(at);
        let deadline = self.checkout.as_ref()?.deadline(now)?;
        let wakes = at.saturating_add(deadline.since(now.page).max(1));
        Some(self.notices_sleep_at(at).map_or(wakes, |notices| notices.min(wakes)))
    }

    /// While it counts down, the shell looks at both clocks each second, and wakes the core where the machine has slept.
    fn notices_sleep_at(&self, at: i64) -> Option<i64> {
        let awake = at.max(self.frozen_until);
        let now = self.now(awake);
        let rest = self.checkout.as_ref()?.view(now).rest.filter(|_| self.situation.visible)?;
        let slept = now.wall.0 - now.page.0 - self.lead > 500;
        slept.then(|| awake + rest.ends.since(now.page).rem_euclid(1_000))
    }
}
