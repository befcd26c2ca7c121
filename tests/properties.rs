//! Random stories, and what must hold in all of them: see `support::rules`, which watches every event of every tab.
//!
//! 20,000 stories of at least 200 steps each are told; `KASPI_STORIES` names another number of them. A story that
//! fails is shortened, and kept in `tests/regressions/`.

mod support;

#[path = "properties/chaos.rs"]
mod chaos;
#[path = "properties/world.rs"]
mod world;

use std::fmt::Debug;

use kaspi_checkout::checkout::{Event, Way};
use proptest::collection::vec;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, FileFailurePersistence};

/// How many steps a story has at least.
const STEPS: usize = 200;

/// The steps of a story: at least [`STEPS`] of them, though a story that fails is told with as few as will do.
fn story<S: Clone + Debug>(step: impl Strategy<Value = S>) -> impl Strategy<Value = Vec<S>> {
    // Steps that are left out make a story shorter, which the length of a list, having a least, could not.
    let steps = vec(proptest::option::weighted(0.999, step), STEPS + 10..STEPS + 50);
    steps.prop_map(|steps| steps.into_iter().flatten().collect())
}

/// What may happen to any page at any time, and carries nothing.
fn plain_events() -> Vec<Event> {
    vec![
        Event::Woken,
        Event::StreamOpened,
        Event::StreamClosed,
        Event::Returned,
        Event::Hidden,
        Event::Online,
        Event::Offline,
        Event::CheckNow,
        Event::OtherSource,
        Event::PictureLost,
        Event::Chose(Way::Code),
        Event::Chose(Way::App),
        Event::Chose(Way::Page),
        Event::Followed,
        Event::HandoffPrevented,
        Event::LostTurn,
        Event::WantsNewCode,
        Event::WantsNewCode,
    ]
}

/// `share` hundredths of all stories, with their own file of failures.
fn config(share: u32, regressions: &'static str) -> Config {
    let stories = std::env::var("KASPI_STORIES").ok().and_then(|count| count.parse().ok()).unwrap_or(20_000_u32);
    Config {
        cases: (stories / 100).saturating_mul(share).max(1),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(regressions))),
        max_shrink_iters: 20_000,
        ..Config::default()
    }
}
