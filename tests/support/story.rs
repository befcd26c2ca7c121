//! A story, told in the words of the design. Times are in ms since the payment was created.

use std::ops::Range;

use kaspi_checkout::checkout::{Attributes, Event, Memory, Situation, Sources, Way};
use serde_json::{Value, json};

use super::iso8601::{self, Form};
use super::merchant::{Clock, Merchant};
use super::tab::Tab;
use super::telling::Telling;
use super::weather::Weather;
use super::world::{Happening, START, World};

/// So many seconds, in ms.
pub const fn seconds(count: i64) -> i64 {
    count * 1_000
}

/// So many minutes, in ms.
pub const fn minutes(count: i64) -> i64 {
    count * 60_000
}

/// So many hours, in ms.
pub const fn hours(count: i64) -> i64 {
    count * 3_600_000
}

/// A payment, a page, a buyer.
pub struct Story {
    world: World,
    opens: i64,
    attributes: Attributes,
    situation: Situation,
    clock_ahead: i64,
    forgetful: bool,
    pay_response: Option<String>,
    memory: Option<Memory>,
    happenings: Vec<(i64, usize, Happening)>,
    second_tab: Option<i64>,
    until: i64,
}

/// An ordinary story: a code of ten minutes, a visible page on a desktop with right clocks, an endpoint that answers
/// within 80 ms, names its payment and sends `Date`, a result page; and a buyer who does nothing.
pub fn story() -> Story {
    let mut merchant = Merchant {
        payments: Vec::new(),
        lifetime: minutes(10),
        ahead: 0,
        clock: Clock::DateHeader,
        form: iso8601::ANTOM,
        names: true,
        closes_expired: true,
        extras: json!({}),
        latency: 80,
        weather: Vec::new(),
        renews: true,
        renewal_takes: 80,
        streams: false,
        speaks_of: None,
        says_nothing: false,
    };
    merchant.create(START);
    Story {
        world: World::new(merchant),
        opens: 500,
        attributes: Attributes {
            page_origin: "https://shop.example".into(),
            result_url: Some("/thanks".into()),
            failure_url: Some("/sorry".into()),
            sources: Sources { status: true, stream: false, renewal: false },
            ..Attributes::default()
        },
        situation: Situation {
            on_phone: false,
            inside_another_app: false,
            fresh_gesture: false,
            visible: true,
            online: true,
            asker: true,
            seed: 1,
        },
        clock_ahead: 0,
        forgetful: false,
        pay_response: None,
        memory: None,
        happenings: Vec::new(),
        second_tab: None,
        until: hours(3),
    }
}

impl Story {
    pub fn code_lives(mut self, ms: i64) -> Self {
        self.world.merchant.lifetime = ms;
        self.world.merchant.payments[0].expires = START + ms;
        self
    }

    pub fn page_opens_at(mut self, at: i64) -> Self {
        self.opens = at;
        self
    }

    /// The page's clock is so many ms ahead of the true time; behind when negative.
    pub fn page_clock_is_ahead_by(mut self, ms: i64) -> Self {
        self.clock_ahead = ms;
        self
    }

    pub fn server_clock_is_ahead_by(mut self, ms: i64) -> Self {
        self.world.merchant.ahead = ms;
        self
    }

    pub fn server_tells_its_clock_by(mut self, clock: Clock) -> Self {
        self.world.merchant.clock = clock;
        self
    }

    pub fn times_are_written(mut self, form: Form) -> Self {
        self.world.merchant.form = form;
        self
    }

    pub fn answers_take(mut self, ms: i64) -> Self {
        self.world.merchant.latency = ms;
        self
    }

    pub fn answers_also_say(mut self, fields: Value) -> Self {
        self.world.merchant.extras = fields;
        self
    }

    pub fn answers_name_no_payment(mut self) -> Self {
        self.world.merchant.names = false;
        self
    }

    /// Nobody closes a code that was not paid.
    pub fn codes_are_never_closed(mut self) -> Self {
        self.world.merchant.closes_expired = false;
        self
    }

    pub fn weather(mut self, when: Range<i64>, weather: Weather) -> Self {
        self.world.merchant.weather.push((START + when.start..START + when.end, weather));
        self
    }

    /// The status of the first payment becomes this.
    pub fn status_becomes(self, at: i64, status: &'static str) -> Self {
        self.status_of_payment_becomes(1, at, status)
    }

    pub fn buyer_pays_at(self, at: i64) -> Self {
        self.status_becomes(at, "SUCCESS")
    }

    /// The status of a payment of the order becomes this; later ones are created by the story itself.
    pub fn status_of_payment_becomes(mut self, number: usize, at: i64, status: &'static str) -> Self {
        self.world.merchant.payments[number - 1].history.push((START + at, status));
        self.happenings.push((at, 0, Happening::StatusChanges));
        self
    }

    /// The status of a payment that the story has yet to create becomes this.
    pub fn status_of_a_later_payment_becomes(self, number: usize, at: i64, status: &'static str) -> Self {
        self.happens(at, Happening::StatusOf { number, status })
    }

    /// The page calls `refresh()` with the pay response of a payment that the story has yet to create.
    pub fn page_refreshes_with_a_later_payment(self, number: usize, at: i64) -> Self {
        self.happens(at, Happening::PageRefreshes { number })
    }

    /// The merchant has created one more payment by itself; `hands_out` gives it to the page.
    pub fn merchant_creates_another_at(mut self, at: i64) -> Self {
        self.world.merchant.create(START + at);
        self
    }

    /// The page calls `refresh()` with the pay response of that payment.
    pub fn page_refreshes_with(self, number: usize, at: i64) -> Self {
        let pay_response = self.world.merchant.pay_response(number);
        self.at(at, Event::Renewed(pay_response))
    }

    pub fn on_a_phone(mut self) -> Self {
        self.situation.on_phone = true;
        self
    }

    pub fn with_a_fresh_gesture(mut self) -> Self {
        self.situation.fresh_gesture = true;
        self
    }

    pub fn inside_another_app(mut self) -> Self {
        self.situation.inside_another_app = true;
        self
    }

    pub fn opened_hidden(mut self) -> Self {
        self.situation.visible = false;
        self
    }

    pub fn with_seed(mut self, seed: u64) -> Self {
        self.situation.seed = seed;
        self
    }

    pub fn attribute(mut self, set: impl FnOnce(&mut Attributes)) -> Self {
        set(&mut self.attributes);
        self
    }

    pub fn codes_can_be_renewed(mut self) -> Self {
        self.attributes.sources.renewal = true;
        self
    }

    pub fn merchant_refuses_new_codes(mut self) -> Self {
        self.world.merchant.renews = false;
        self
    }

    pub fn new_codes_take(mut self, ms: i64) -> Self {
        self.world.merchant.renewal_takes = ms;
        self
    }

    /// The endpoint speaks of that payment only, from a time on.
    pub fn answers_speak_of_payment_from(mut self, number: usize, from: i64) -> Self {
        self.world.merchant.speaks_of = Some((START + from, number));
        self
    }

    /// The page holds another pay response than the merchant's.
    pub fn with_pay_response(mut self, text: String) -> Self {
        self.pay_response = Some(text);
        self
    }

    /// The tab was here before, and kept this.
    pub fn remembering(mut self, memory: Memory) -> Self {
        self.memory = Some(memory);
        self
    }

    pub fn with_a_stream(mut self) -> Self {
        self.attributes.sources.stream = true;
        self.world.merchant.streams = true;
        self
    }

    /// The stream cannot be opened.
    pub fn stream_is_down(mut self) -> Self {
        self.world.merchant.streams = false;
        self
    }

    /// The stream is open, and nothing comes.
    pub fn stream_says_nothing(mut self) -> Self {
        self.world.merchant.says_nothing = true;
        self
    }

    pub fn without_a_status_endpoint(mut self) -> Self {
        self.attributes.sources.status = false;
        self
    }

    pub fn storage_is_refused(mut self) -> Self {
        self.forgetful = true;
        self
    }

    pub fn locks_are_unknown(mut self) -> Self {
        self.world.lockless = true;
        self
    }

    pub fn tabs_cannot_speak(mut self) -> Self {
        self.world.speechless = true;
        self
    }

    pub fn page_prevents_the_handoff(mut self) -> Self {
        self.world.prevents_handoff = true;
        self
    }

    pub fn a_second_tab_opens_at(mut self, at: i64) -> Self {
        self.second_tab = Some(at);
        self
    }

    /// Something happens to the first tab.
    pub fn at(self, at: i64, event: Event) -> Self {
        self.happens(at, Happening::Event(event))
    }

    pub fn happens(mut self, at: i64, happening: Happening) -> Self {
        self.happenings.push((at, 0, happening));
        self
    }

    /// Something happens to the second tab.
    pub fn in_the_second_tab(mut self, at: i64, happening: Happening) -> Self {
        self.happenings.push((at, 1, happening));
        self
    }

    pub fn hides(self, at: i64) -> Self {
        self.at(at, Event::Hidden)
    }

    pub fn returns(self, at: i64) -> Self {
        self.at(at, Event::Returned)
    }

    pub fn reloads(self, at: i64) -> Self {
        self.happens(at, Happening::Reload)
    }

    pub fn chooses(self, at: i64, way: Way) -> Self {
        self.at(at, Event::Chose(way))
    }

    pub fn wants_a_new_code(self, at: i64) -> Self {
        self.at(at, Event::WantsNewCode)
    }

    /// The browser has no network, and says so.
    pub fn offline(self, when: Range<i64>) -> Self {
        self.at(when.start, Event::Offline).at(when.end, Event::Online)
    }

    /// The page is left and brought back from the back-forward cache.
    #[expect(clippy::wrong_self_convention, reason = "a story is told by handing it on")]
    pub fn is_in_the_back_forward_cache(self, when: Range<i64>) -> Self {
        self.happens(when.start, Happening::Freeze(when.end - when.start)).at(when.end, Event::Returned)
    }

    pub fn until(mut self, ms: i64) -> Self {
        self.until = ms;
        self
    }

    /// What happens in the only tab.
    #[track_caller]
    pub fn told(self) -> Telling {
        let mut tellings = self.told_of_all_tabs();
        assert_eq!(tellings.len(), 1, "a story of one tab");
        tellings.remove(0)
    }

    /// What happens in both tabs.
    pub fn told_of_all_tabs(mut self) -> Vec<Telling> {
        self.world.keeps_views = true;
        for (index, opens) in [Some(self.opens), self.second_tab].into_iter().flatten().enumerate() {
            let mut situation = self.situation;
            situation.seed += u64::try_from(index).unwrap();
            let pay_response = self.pay_response.clone().unwrap_or_else(|| self.world.merchant.pay_response(1));
            let mut tab = Tab::new(self.attributes.clone(), situation, pay_response);
            tab.wall_ahead = self.clock_ahead;
            tab.forgetful = self.forgetful;
            let key = self.world.merchant.payments[0].id();
            tab.storage.extend(self.memory.as_ref().map(|memory| (key, memory.write())));
            self.world.has_tab(tab);
            self.world.schedule(START + opens, index, Happening::Open);
        }
        for (at, tab, happening) in self.happenings {
            self.world.schedule(START + at, tab, happening);
        }
        self.world.run_until(START + self.until);
        self.world.tellings
    }
}
