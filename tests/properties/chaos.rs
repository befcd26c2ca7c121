//! Anything in any order: answers that contradict each other, times that are absurd, events that no browser sends.

use kaspi_checkout::checkout::{Attributes, Event, Loss, Outcome, Reply, Situation, Sources};
use kaspi_checkout::time::EpochMs;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{config, plain_events, story};
use crate::support::merchant::Merchant;
use crate::support::tab::Tab;
use crate::support::world::START;

/// One step.
#[derive(Clone, Debug)]
enum Step {
    Pass(i64),
    Jump(i64),
    Answer { late: u32, outcome: Outcome },
    Event(Event),
    Reload,
    Attributes(Sources),
}

/// Payments that the order may have; the page begins with the first.
const PAYMENTS: usize = 4;

fn merchant() -> Merchant {
    let mut merchant = Merchant { lifetime: 60_000, closes_expired: false, ..Merchant::ordinary() };
    for number in 0..PAYMENTS {
        merchant.create(START + i64::try_from(number).unwrap() * 40_000);
    }
    merchant
}

fn any_time() -> impl Strategy<Value = i64> {
    prop_oneof![
        4 => START - 100_000..START + 1_000_000,
        1 => any::<i64>(),
        1 => prop::sample::select(vec![i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX - 1, i64::MAX]),
    ]
}

fn body() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "PROCESSING",
        "PROCESSING",
        "PROCESSING",
        "PROCESSING",
        "PENDING",
        "SUCCESS",
        "FAIL",
        "CANCELLED",
        "WHO KNOWS",
    ]);
    let named = prop::option::of(0..=PAYMENTS);
    let fields = (
        prop::option::weighted(0.2, any_time()),
        prop::option::weighted(0.2, any_time()),
        prop::option::weighted(0.2, any_time()),
        prop::option::weighted(0.2, any::<i64>()),
    );
    let sensible = (word, named, fields).prop_map(|(word, named, (expires, server, paid, wish))| {
        let id = named.map(|number| match merchant().payments.get(number) {
            Some(payment) => payment.id(),
            None => "somebody-elses".into(),
        });
        let given: Vec<(&str, Value)> = [
            Some(("paymentStatus", json!(word))),
            id.map(|id| ("paymentId", json!(id))),
            expires.map(|time| ("expireTime", json!(time))),
            server.map(|time| ("serverTime", json!(time))),
            paid.map(|time| ("paymentTime", json!(time))),
            wish.map(|wish| ("pollAfterMs", json!(wish))),
        ]
        .into_iter()
        .flatten()
        .collect();
        given.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<serde_json::Map<_, _>>()
    });
    prop_oneof![
        8 => sensible.prop_map(|fields| Value::Object(fields).to_string()),
        1 => "\\PC{0,20}",
    ]
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        6 => (body(), prop::option::of(any_time()))
            .prop_map(|(body, date)| Outcome::Reply(Reply { body, date: date.map(EpochMs) })),
        1 => (any::<u16>(), prop::option::of(any::<i64>()))
            .prop_map(|(http, retry_after)| Outcome::Refused { http, retry_after }),
        1 => prop::sample::select(vec![Loss::Network, Loss::TooLarge, Loss::Source]).prop_map(Outcome::Lost),
    ]
}

fn pay_response() -> impl Strategy<Value = String> {
    prop_oneof![4 => (1..=PAYMENTS).prop_map(|number| merchant().pay_response(number)), 1 => "\\PC{0,20}"]
}

fn event() -> impl Strategy<Value = Event> {
    let plain = plain_events().into_iter().chain([Event::BecameAsker]).collect::<Vec<_>>();
    prop_oneof![
        17 => prop::sample::select(plain),
        1 => body().prop_map(Event::HeardFromTab),
        1 => body().prop_map(Event::StreamSaid),
        1 => pay_response().prop_map(Event::Renewed),
        1 => (0..4_u32, prop::option::of(pay_response()))
            .prop_map(|(number, pay_response)| Event::RenewalAnswered { number, pay_response }),
        1 => prop_oneof![
            Just("?".to_owned()),
            Just("!".to_owned()),
            pay_response().prop_map(|pay_response| format!("+{pay_response}")),
        ]
        .prop_map(Event::HeardFromTab),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        10 => (0..5_000_i64).prop_map(Step::Pass),
        1 => (5_000..400_000_i64).prop_map(Step::Pass),
        1 => prop_oneof![-40_000_000..40_000_000_i64, any::<i32>().prop_map(|ms| i64::from(ms) * 1_000_000)].prop_map(Step::Jump),
        8 => (prop_oneof![6 => Just(0_u32), 1 => 0..3_u32, 1 => any::<u32>()], outcome())
            .prop_map(|(late, outcome)| Step::Answer { late, outcome }),
        12 => event().prop_map(Step::Event),
        1 => Just(Step::Reload),
        1 => any::<[bool; 3]>()
            .prop_map(|[status, stream, renewal]| Step::Attributes(Sources { status, stream, renewal })),
    ]
}

fn tell(sources: Sources, situation: Situation, mode: &str, steps: &[Step]) {
    let attributes = Attributes {
        page_origin: "https://shop.example".into(),
        mode: Some(mode.into()),
        result_url: Some("/thanks".into()),
        sources,
        ..Attributes::default()
    };
    let mut tab = Tab::new(attributes, situation, merchant().pay_response(1));
    let mut at = START;
    tab.open(at);
    let mut latest = 0;
    for step in steps {
        latest = tab.in_flight.unwrap_or(latest);
        match step {
            Step::Pass(ms) => {
                // Woken at each deadline on the way, as a timer would.
                let until = at + ms;
                while let Some(wake) = tab.wakes_at(at).filter(|wake| *wake <= until) {
                    at = wake;
                    tab.handle(Event::Woken, at);
                }
                at = until;
            }
            Step::Jump(ms) => tab.wall_ahead = tab.wall_ahead.saturating_add(*ms),
            Step::Answer { late, outcome } => {
                let number = latest.wrapping_sub(*late);
                tab.handle(Event::Answered { number, outcome: outcome.clone() }, at);
            }
            Step::Event(event) => {
                tab.handle(event.clone(), at);
            }
            Step::Reload => {
                tab.open(at);
            }
            Step::Attributes(sources) => {
                tab.attributes.sources = *sources;
                tab.rules.asks = sources.status;
                tab.reconfigure(at);
            }
        }
    }
}

proptest! {
    #![proptest_config(config(50, "tests/regressions/chaos.txt"))]

    #[test]
    fn nothing_that_happens_in_any_order_breaks_a_rule(
        [status, stream, renewal] in any::<[bool; 3]>(),
        [on_phone, inside_another_app, fresh_gesture, visible, online, asker] in any::<[bool; 6]>(),
        seed in any::<u64>(),
        mode in prop::sample::select(vec!["auto", "qr", "app", "redirect"]),
        steps in story(step()),
    ) {
        let situation = Situation { on_phone, inside_another_app, fresh_gesture, visible, online, asker, seed };
        tell(Sources { status, stream, renewal }, situation, mode, &steps);
    }
}
