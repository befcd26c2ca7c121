//! What the merchant does in a story.

use std::ops::Range;

use kaspi_checkout::checkout::Event;
use serde_json::Value;

use super::Story;
use crate::support::iso8601::Form;
use crate::support::merchant::Clock;
use crate::support::weather::Weather;
use crate::support::world::{Happening, START};

impl Story {
    pub fn code_lives(mut self, ms: i64) -> Self {
        self.world.merchant.lifetime = ms;
        self.world.merchant.payments[0].expires = START + ms;
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

    /// The page is opened anew with a pay response that lacks one of the payment's names.
    pub fn reloads_without(self, name: &str, at: i64) -> Self {
        let mut pay_response: Value = serde_json::from_str(&self.world.merchant.pay_response(1)).unwrap();
        pay_response.as_object_mut().unwrap().remove(name);
        self.happens(at, Happening::ReloadWith(pay_response.to_string()))
    }

    /// What the server has answered for that payment of the order.
    pub fn pay_response_of(&self, number: usize) -> String {
        self.world.merchant.pay_response(number)
    }

    /// The page calls `refresh()` with the pay response of that payment.
    pub fn page_refreshes_with(self, number: usize, at: i64) -> Self {
        let pay_response = self.world.merchant.pay_response(number);
        self.at(at, Event::Renewed(pay_response))
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
}
