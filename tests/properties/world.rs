//! Stories of a world in which everything may go wrong but the merchant's word, which is true.

use kaspi_checkout::checkout::{Attributes, Event, Situation, Sources};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{config, plain_events, story};
use crate::support::merchant::{Clock, Merchant, PaymentRecord};
use crate::support::tab::Tab;
use crate::support::weather::Weather;
use crate::support::world::{Happening, START, World};

/// How a story begins.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is drawn by chance, apart from the others")]
struct Beginning {
    lifetime: i64,
    opens: i64,
    latency: i64,
    wall_ahead: i64,
    server_ahead: i64,
    clock: Clock,
    names: bool,
    stream: bool,
    renewal: bool,
    closes_expired: bool,
    forgetful: bool,
    lockless: bool,
    second_tab: bool,
    mode: &'static str,
    situation: Situation,
}

/// One step of a story.
#[derive(Clone, Debug)]
enum Step {
    Wait(i64),
    Weather(Weather, i64),
    Latency(i64),
    Status(&'static str),
    Tab(usize, Happening),
    PageRefreshes(usize),
    /// The server renders the page anew with the order's last pay response, with all of its names or with one.
    ServerRenders {
        tab: usize,
        without: Option<&'static str>,
    },
    MerchantRenews(bool),
    Wish(i64),
}

fn ms(range: std::ops::Range<i64>) -> impl Strategy<Value = i64> {
    range
}

fn weather() -> impl Strategy<Value = Weather> {
    prop_oneof![
        Just(Weather::Fine),
        ms(0..15_000).prop_map(Weather::Slow),
        Just(Weather::Broken),
        Just(Weather::Silent),
        prop::sample::select(vec![301, 400, 401, 403, 404, 408, 410, 500, 503]).prop_map(Weather::Http),
        ms(0..400_000).prop_map(Weather::Busy),
        Just(Weather::LoginPage),
        Just(Weather::Truncated),
        Just(Weather::Endless),
        Just(Weather::StrangeWord),
        Just(Weather::OtherPayments),
    ]
}

fn happening() -> impl Strategy<Value = Happening> {
    let events = plain_events().into_iter().chain([
        Event::RenewalAnswered { number: 1, pay_response: None },
        Event::Renewed("nothing".into()),
        Event::HeardFromTab("nothing".into()),
    ]);
    let events = events.collect::<Vec<_>>();
    prop_oneof![
        20 => prop::sample::select(events).prop_map(Happening::Event),
        3 => Just(Happening::Reload),
        2 => (ms(1..4_000_000), any::<bool>()).prop_map(|(ms, counts)| Happening::Sleep { ms, counts }),
        2 => ms(1..4_000_000).prop_map(Happening::Freeze),
        1 => ms(-20_000_000..20_000_000).prop_map(Happening::SetClock),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let tab = 0..2_usize;
    prop_oneof![
        30 => ms(1..4_000).prop_map(Step::Wait),
        4 => ms(4_000..60_000).prop_map(Step::Wait),
        8 => (weather(), ms(0..60_000)).prop_map(|(weather, ms)| Step::Weather(weather, ms)),
        2 => ms(1..3_000).prop_map(Step::Latency),
        1 => prop::sample::select(vec!["SUCCESS", "SUCCESS", "PENDING", "FAIL", "CANCELLED"]).prop_map(Step::Status),
        20 => (tab.clone(), happening()).prop_map(|(tab, happening)| Step::Tab(tab, happening)),
        1 => tab.clone().prop_map(Step::PageRefreshes),
        1 => (tab, prop_oneof![Just(None), Just(Some("paymentId")), Just(Some("paymentRequestId"))])
            .prop_map(|(tab, without)| Step::ServerRenders { tab, without }),
        1 => any::<bool>().prop_map(Step::MerchantRenews),
        1 => ms(-1..100_000).prop_map(Step::Wish),
    ]
}

prop_compose! {
    fn beginning()(
        lifetime in prop::sample::select(vec![20_000, 60_000, 300_000, 600_000]),
        opens in ms(0..700_000),
        latency in ms(1..2_000),
        wall_ahead in prop::sample::select(vec![0, 0, 700, -700, 18_000_000, -18_000_000]),
        server_ahead in prop::sample::select(vec![0, 0, 3_600_000, -3_600_000]),
        clock in prop::sample::select(vec![Clock::Hidden, Clock::DateHeader, Clock::ServerTime]),
        switches in any::<[bool; 12]>(),
        mode in prop::sample::select(vec!["auto", "qr", "app", "redirect"]),
        seed in any::<u64>(),
    ) -> Beginning {
        let [names, stream, renewal, closes_expired, forgetful, lockless, second_tab, on_phone, app, gesture, hidden, early] = switches;
        Beginning {
            lifetime, latency, wall_ahead, server_ahead, clock, names, stream, renewal, closes_expired, lockless,
            second_tab, mode,
            opens: if early { opens.min(1_000) } else { opens },
            // Without a memory a payment may be handed off again after a reload: watched apart.
            forgetful: forgetful && second_tab,
            situation: Situation {
                on_phone, inside_another_app: app && on_phone, fresh_gesture: gesture, visible: !hidden, online: true,
                asker: lockless, seed,
            },
        }
    }
}

fn begin(beginning: &Beginning) -> World {
    let mut merchant = Merchant {
        lifetime: beginning.lifetime,
        ahead: beginning.server_ahead,
        clock: beginning.clock,
        names: beginning.names,
        closes_expired: beginning.closes_expired,
        latency: beginning.latency,
        streams: beginning.stream,
        ..Merchant::ordinary()
    };
    merchant.create(START);
    let pay_response = merchant.pay_response(1);
    let attributes = Attributes {
        page_origin: "https://shop.example".into(),
        result_url: Some("/thanks".into()),
        mode: Some(beginning.mode.into()),
        sources: Sources { status: true, stream: beginning.stream, renewal: beginning.renewal },
        ..Attributes::default()
    };
    let mut world = World::new(merchant);
    world.lockless = beginning.lockless;
    for tab in 0..=usize::from(beginning.second_tab) {
        let mut opened = Tab::new(attributes.clone(), beginning.situation, pay_response.clone());
        opened.wall_ahead = beginning.wall_ahead;
        opened.forgetful = beginning.forgetful;
        world.has_tab(opened);
        world.schedule(START + beginning.opens, tab, Happening::Open);
    }
    world.run_until(START + beginning.opens);
    world
}

fn take(step: &Step, world: &mut World) {
    let now = world.now;
    let tab_of = |tab: usize, world: &World| tab % world.tabs.len();
    match step {
        Step::Wait(ms) => world.run_until(now + ms),
        Step::Weather(weather, ms) => world.merchant.weather.push((now..now + ms, *weather)),
        Step::Latency(ms) => world.merchant.latency = *ms,
        Step::Status(status) => {
            if may_become(world, status) {
                world.merchant.payments.last_mut().unwrap().history.push((now, status));
                world.schedule(now, 0, Happening::StatusChanges);
                world.run_until(now);
            }
        }
        Step::Tab(tab, happening) => {
            world.schedule(now, tab_of(*tab, world), happening.clone());
            world.run_until(now);
        }
        Step::PageRefreshes(tab) => {
            if !is_over(world) {
                let number = world.merchant.create(now).number;
                let pay_response = world.merchant.pay_response(number);
                world.schedule(now, tab_of(*tab, world), Happening::Event(Event::Renewed(pay_response)));
                world.run_until(now);
            }
        }
        Step::ServerRenders { tab, without } => {
            let mut pay_response: Value =
                serde_json::from_str(&world.merchant.pay_response(world.merchant.payments.len())).unwrap();
            if let Some(name) = without {
                pay_response.as_object_mut().unwrap().remove(*name);
            }
            let tab = tab_of(*tab, world);
            world.tabs[tab].pay_response = pay_response.to_string();
            world.schedule(now, tab, Happening::Reload);
            world.run_until(now);
        }
        Step::MerchantRenews(renews) => world.merchant.renews = *renews,
        Step::Wish(ms) => {
            world.merchant.extras = if *ms < 0 { json!({}) } else { json!({"pollAfterMs": ms}) };
        }
    }
}

/// Whether one of the order's payments has its final word, or will have it for certain.
fn is_over(world: &World) -> bool {
    let said = |payment: &PaymentRecord| payment.history.last().map(|(_, status)| *status);
    world.merchant.payments.iter().any(|payment| matches!(said(payment), Some("SUCCESS" | "PENDING")))
}

/// Whether the current payment may become this in truth: final words stay, and an order is paid once.
fn may_become(world: &World, status: &str) -> bool {
    let (current, earlier) = world.merchant.payments.split_last().unwrap();
    let paid = |(_, status): &(i64, &str)| matches!(*status, "SUCCESS" | "PENDING");
    let earlier_paid = earlier.iter().any(|payment| payment.history.last().is_some_and(paid));
    let from = current.status(world.now, world.merchant.closes_expired);
    !earlier_paid && (from == "PROCESSING" || (from == "PENDING" && status != "PENDING"))
}

/// Everything is mended, and time passes.
fn mend(world: &mut World) {
    // Whoever sleeps wakes up, if need be to fall asleep again.
    while let Some(awake) = world.tabs.iter().map(|tab| tab.frozen_until).filter(|awake| *awake > world.now).max() {
        world.run_until(awake);
    }
    world.merchant.weather.clear();
    world.merchant.latency = 100;
    world.merchant.extras = json!({});
    for tab in 0..world.tabs.len() {
        for event in [Event::Online, Event::Returned] {
            world.schedule(world.now, tab, Happening::Event(event));
        }
    }
    // The longest that a server may have put us off, and as long as a dead code is watched.
    world.run_until(world.now + 12 * 60_000);
    for tab in 0..world.tabs.len() {
        world.schedule(world.now, tab, Happening::Event(Event::CheckNow));
    }
    world.run_until(world.now + 15_000);
}

fn tell(beginning: &Beginning, steps: &[Step]) {
    let mut world = begin(beginning);
    for step in steps {
        take(step, &mut world);
    }
    mend(&mut world);
    let truth = world
        .merchant
        .payments
        .iter()
        .find(|payment| payment.status(world.now, world.merchant.closes_expired) == "SUCCESS");
    for (tab, telling) in world.tabs.iter().zip(&world.tellings) {
        let state = tab.state();
        assert_ne!(state, "idle", "a page with a payment shows it");
        // A page that was closed before it heard of another payment cannot know that answers about it are its own.
        let hears = |payment: &PaymentRecord| !world.merchant.names || tab.rules.knows(&payment.id());
        if hears(world.merchant.subject(world.now)) {
            assert_ne!(state, "confirming", "what can be known is known in the end: {:?}", telling.states);
        }
        if let Some(paid) = truth
            && hears(paid)
        {
            // A final word that came before the order was paid by another payment stays.
            assert!(["paid", "failed", "cancelled"].contains(&state), "{state} though it is paid");
            if world.merchant.payments.len() == 1 {
                assert_eq!(state, "paid");
            }
        }
    }
}

proptest! {
    #![proptest_config(config(50, "tests/regressions/world.txt"))]

    #[test]
    fn a_paid_payment_is_never_shown_as_anything_else(
        beginning in beginning(),
        steps in story(step()),
    ) {
        tell(&beginning, &steps);
    }
}
