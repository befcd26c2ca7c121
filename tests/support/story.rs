//! A story, told in the words of the design. Times are in ms since the payment was created.

mod buyer_side;
mod merchant_side;

use kaspi_checkout::checkout::{Attributes, Event, Memory, Situation, Sources};

use super::merchant::Merchant;
use super::tab::Tab;
use super::telling::Telling;
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
    let mut merchant = Merchant::ordinary();
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
    /// Something happens to the first tab.
    pub fn at(self, at: i64, event: Event) -> Self {
        self.happens(at, Happening::Event(event))
    }

    /// Something happens to the first tab; a sleep befalls the whole machine.
    pub fn happens(mut self, at: i64, happening: Happening) -> Self {
        self.happenings.push((at, 0, happening));
        self
    }

    /// Something happens to the second tab.
    pub fn in_the_second_tab(mut self, at: i64, happening: Happening) -> Self {
        self.happenings.push((at, 1, happening));
        self
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
