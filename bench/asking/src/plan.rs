//! Schedules that could be ours: what the search tries, in a loop that is simpler and faster than the core.

use std::fmt;

use fastrand::Rng;

use crate::buyer::Buyer;
use crate::chance::{self, Fate};
use crate::cost::Cost;

/// A schedule, in milliseconds. The page asks at once when it comes up and whenever it comes back into view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The pause until the age `early`: nobody pays within seconds.
    pub(crate) first: i64,
    /// When it ends.
    pub(crate) early: i64,
    /// The pause after that, until the age `late`.
    pub(crate) busy: i64,
    /// When the likely time is over.
    pub(crate) late: i64,
    /// The pause after that, until the age `tail_from`.
    pub(crate) slow: i64,
    /// When hardly anybody pays any more.
    pub(crate) tail_from: i64,
    /// The pause from then on.
    pub(crate) tail: i64,
    /// The pause out of view.
    pub(crate) hidden: i64,
}

impl Plan {
    /// Milliseconds from an answer at an age to the next question, in view.
    fn pause(self, age: i64) -> i64 {
        if age < self.early {
            self.first.min(self.early - age).max(1_000)
        } else if age < self.late {
            self.busy
        } else if age < self.tail_from {
            self.slow
        } else {
            self.tail
        }
    }

    /// When the next question is asked after an answer at `at`.
    fn next(self, buyer: &Buyer, at: i64) -> i64 {
        let wanted = match buyer.absence(at) {
            None => at + self.pause(at),
            Some(absence) => return buyer.wakes(at + self.hidden).min(absence.until),
        };
        match buyer.absence(wanted) {
            // It went out of view meanwhile: the pause became longer, and coming back ends it.
            Some(absence) => buyer.wakes(at + self.hidden).clamp(wanted, absence.until),
            None => wanted,
        }
    }

    /// Asks until the payment is heard of or the page is closed.
    pub(crate) fn serve(self, buyer: &Buyer) -> Cost {
        let mut network = Rng::with_seed(buyer.seed);
        let mut asked = 0;
        let mut at = 0;
        while at < buyer.leaves {
            asked += 1;
            let (told, arrives) = match chance::fate(&mut network) {
                Fate::Answered(takes) => (Some(at + takes / 2), at + takes),
                Fate::Lost(takes) => (None, at + takes),
            };
            let hears = buyer.hears(arrives);
            if told.is_some_and(|told| buyer.paid.is_some_and(|paid| paid <= told)) {
                return Cost { requests: asked, heard: (hears < buyer.leaves).then_some(hears) };
            }
            at = self.next(buyer, hears);
        }
        Cost { requests: asked, heard: None }
    }

    /// Every plan that is tried.
    pub(crate) fn all() -> Vec<Self> {
        let mut plans = Vec::new();
        for (first, early) in [(2_000, 0), (4_000, 10_000), (5_000, 5_000), (8_000, 8_000), (5_000, 10_000)] {
            for busy in [1_500, 1_750, 2_000, 2_200, 2_250, 2_500] {
                for (late, slow) in
                    [(60_000, 3_000), (60_000, 4_000), (90_000, 3_000), (90_000, 5_000), (120_000, 5_000)]
                {
                    for (tail_from, tail) in [(180_000, 5_000), (180_000, 10_000), (120_000, 10_000), (120_000, 15_000)]
                    {
                        for hidden in [15_000, 30_000] {
                            plans.push(Self { first, early, busy, late, slow, tail_from, tail, hidden });
                        }
                    }
                }
            }
        }
        plans
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = |ms: i64| format!("{}.{:02} s", ms / 1_000, ms % 1_000 / 10);
        if self.early > 0 {
            write!(out, "{} until the age of {}, ", seconds(self.first), seconds(self.early))?;
        }
        write!(out, "{} until {}, ", seconds(self.busy), seconds(self.late))?;
        if self.late < self.tail_from {
            write!(out, "{} until {}, ", seconds(self.slow), seconds(self.tail_from))?;
        }
        write!(out, "then {}; hidden {}", seconds(self.tail), seconds(self.hidden))
    }
}
