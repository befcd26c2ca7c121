//! How the buyer's page stands in a story, and what the buyer does.

use std::ops::Range;

use kaspi_checkout::checkout::{Attributes, Event, Memory, Way};

use super::Story;
use crate::support::world::Happening;

impl Story {
    pub fn page_opens_at(mut self, at: i64) -> Self {
        self.opens = at;
        self
    }

    /// The page's clock is so many ms ahead of the true time; behind when negative.
    pub fn page_clock_is_ahead_by(mut self, ms: i64) -> Self {
        self.clock_ahead = ms;
        self
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
}
