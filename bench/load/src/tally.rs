//! What was counted while buyers waited.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// How long things took; shared by all buyers.
#[derive(Debug, Default)]
pub(crate) struct Tally(Mutex<Vec<Duration>>);

impl Tally {
    /// Counts one thing that took `time`.
    pub(crate) fn add(&self, time: Duration) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(time);
    }

    /// The figures of everything so far.
    pub(crate) fn figures(&self) -> Times {
        let mut times = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        times.sort_unstable();
        let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default().as_secs_f64() * 1e3;
        Times { count: number(times.len()), median: at(50), p99: at(99) }
    }
}

/// How often, and how long.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Times {
    /// How many there were.
    pub(crate) count: f64,
    /// What half of them stay below, in ms.
    pub(crate) median: f64,
    /// What 99 of 100 stay below, in ms.
    pub(crate) p99: f64,
}

#[expect(clippy::cast_precision_loss, reason = "a count far below the limit")]
pub(crate) fn number(count: usize) -> f64 {
    count as f64
}
