//! What happened in a story, to be asked about. Times are in ms since the payment was created.

use kaspi_checkout::checkout::{Conclusion, View, Way};
use kaspi_checkout::error_code::ErrorCode;

/// What happened in one tab.
#[derive(Clone, Debug, Default)]
pub struct Telling {
    /// The states, each with the time from which on it held.
    pub states: Vec<(i64, &'static str)>,
    /// What the buyer saw, each time that something happened.
    pub seen: Vec<Seen>,
    /// When the status endpoint was asked.
    pub asked: Vec<i64>,
    /// `kaspi-error`
    pub errors: Vec<ErrorCode>,
    /// `kaspi-result`
    pub results: Vec<Conclusion>,
    /// When the app was opened by the element, and where.
    pub handoffs: Vec<(i64, String)>,
    /// When a new code was asked for.
    pub new_codes: Vec<i64>,
    /// How often `kaspi-expired` was fired.
    pub expired: usize,
    /// When the stream of events was opened.
    pub streams: Vec<i64>,
    /// When it was closed by the page.
    pub stream_closed: Vec<i64>,
}

/// What the buyer saw at a time.
#[derive(Clone, Debug)]
pub struct Seen {
    /// When.
    pub at: i64,
    /// What.
    pub view: View,
    /// What the countdown showed, in ms: whole seconds, rounded up.
    pub counted: Option<i64>,
    /// Whether the screen was to stay awake.
    pub keeps_awake: bool,
    /// How long the current code still lived in truth, in ms.
    pub true_rest: i64,
    /// Which payment of the order was current at the merchant's.
    pub payment: usize,
}

impl Telling {
    /// The names of the states, in order.
    pub fn passed(&self) -> Vec<&'static str> {
        self.states.iter().map(|(_, state)| *state).collect()
    }

    /// The state at the end.
    pub fn end(&self) -> &'static str {
        self.states.last().map_or("idle", |(_, state)| state)
    }

    /// Asserts the state at the end.
    #[track_caller]
    pub fn ends_in(&self, state: &str) -> &Self {
        assert_eq!(self.end(), state, "{:?}", self.states);
        self
    }

    /// Asserts the states, in order.
    #[track_caller]
    pub fn passes(&self, states: &[&str]) -> &Self {
        assert_eq!(self.passed(), states, "{:?}", self.states);
        self
    }

    /// Asserts the state at a time.
    #[track_caller]
    pub fn is_at(&self, at: i64, state: &str) -> &Self {
        let then = self.states.iter().rev().find(|(from, _)| *from <= at).map_or("idle", |(_, state)| state);
        assert_eq!(then, state, "at {at}: {:?}", self.states);
        self
    }

    /// Asserts that these problems were reported, in order.
    #[track_caller]
    pub fn reports(&self, codes: &[ErrorCode]) -> &Self {
        assert_eq!(self.errors, codes);
        self
    }

    /// What the buyer saw last at or before a time.
    #[track_caller]
    pub fn view_at(&self, at: i64) -> &View {
        &self.seen_at(at).view
    }

    /// The same, with what stood beside it.
    #[track_caller]
    pub fn seen_at(&self, at: i64) -> &Seen {
        self.seen.iter().rev().find(|seen| seen.at <= at).expect("the page was open")
    }

    /// The way to pay that was on show at a time.
    #[track_caller]
    pub fn way_at(&self, at: i64) -> Way {
        match &self.view_at(at).scene {
            kaspi_checkout::checkout::Scene::Waiting(waiting) => waiting.way,
            other => panic!("{other:?}"),
        }
    }

    /// Asserts that the countdown was never more than a second off, from a time on, and that it was there.
    #[track_caller]
    pub fn counts_down_rightly_from(&self, from: i64) -> &Self {
        let mut counted = 0;
        for Seen { at, counted: shown, true_rest, .. } in self.seen.iter().filter(|seen| seen.at >= from) {
            let Some(shown) = *shown else { continue };
            // Seconds are rounded up, so the last of them may be shown for a second; then one more of tolerance.
            assert!((shown - 2_000..=shown + 1_000).contains(true_rest), "at {at}: {shown} for {true_rest}");
            counted += 1;
        }
        assert!(counted > 3, "a countdown was seen");
        self
    }

    /// The gaps between the questions from a time on until another, in ms.
    pub fn gaps(&self, from: i64, until: i64) -> Vec<i64> {
        let within: Vec<i64> = self.asked.iter().copied().filter(|at| (from..until).contains(at)).collect();
        within.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }
}
