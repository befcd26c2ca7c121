//! All that the user interface may know: what to draw now, decided to the last detail.

use std::sync::Arc;

use crate::payment::{Address, Amount, Payment};
use crate::time::{MINUTE, PageMs, SECOND};

/// What the buyer sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The visual state.
    pub scene: Scene,
    /// The connection to the merchant's server.
    pub link: Link,
    /// What is paid, where known.
    pub amount: Option<Amount>,
    /// The time that is left to pay; present in `waiting` only.
    pub rest: Option<Rest>,
}

impl Default for View {
    /// Nothing to pay yet.
    fn default() -> Self {
        Self { scene: Scene::Idle, link: Link::Ok, amount: None, rest: None }
    }
}

/// One visual state each; the names are those of the public states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scene {
    /// No pay response yet: the reserved space, quiet.
    Idle,
    /// The buyer can pay now.
    Waiting(Waiting),
    /// Paid, the final word comes later: no code, no countdown, "do not pay again".
    Pending,
    /// The time is over as far as known: no code, "checking your payment".
    Confirming,
    /// The code is dead and nothing was charged as far as known.
    Expired(Renewal),
    /// Paid, for good.
    Paid(Ending),
    /// Not paid, for good.
    Failed(Ending),
    /// Cancelled, for good.
    Cancelled(Ending),
    /// The pay response cannot be used.
    Rejected(Ending),
}

/// How the buyer can pay now. At least one way is always there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The way that is on show.
    pub way: Way,
    /// The other ways that the buyer may switch to, in the order of their buttons.
    pub other_ways: Vec<Way>,
    /// The payment, for its code and links.
    pub payment: Arc<Payment>,
    /// How far the buyer is on the way into the app; matters to [`Way::App`] and [`Way::Page`].
    pub handoff: Handoff,
    /// The page is inside another app, which will hardly open Kaspi.kz: offer "open in the browser" and the copied link
    /// at once.
    pub inside_another_app: bool,
}

/// A way to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Scan the code with another device.
    Code,
    /// Open Kaspi.kz on this device.
    App,
    /// Go to Antom's own page.
    Page,
}

/// How far the buyer is on the way into the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handoff {
    /// The buyer has the button.
    Offered,
    /// The element will open the app by itself within a second; the buyer can choose otherwise.
    Announced,
    /// The app was opened once: "continue in Kaspi.kz", with a button to open it again.
    Opened,
    /// The app was opened and the page is still in front: add the hint what to do if nothing happened.
    Hinted,
}

/// What can be done about a dead code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// No new code can be had here: the way back to the shop.
    Unavailable,
    /// A button asks for a new code.
    Offered,
    /// The old payment is asked about once more, or the new code is on its way.
    Underway,
    /// It did not work; the button is there again.
    Failed,
}

/// How a payment ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Where the buyer can go on, if anywhere.
    pub onward: Option<Address>,
}

/// The connection to the merchant's server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Answers come.
    Ok,
    /// Three questions in a row were not answered: a quiet word, and "check now".
    Unsteady,
    /// The browser is offline: "your payment is not lost".
    Offline,
}

/// The time that is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rest {
    /// When it is over, on the page's own monotonic clock.
    pub ends: PageMs,
    /// The last milestone that was passed; none before the first.
    pub milestone: Option<Milestone>,
    /// Whether that one was passed while the code was on show, so that it is to be announced.
    pub is_news: bool,
}

/// When a screen reader speaks of the countdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Milestone {
    /// Five minutes are left.
    FiveMinutes,
    /// Two minutes are left.
    TwoMinutes,
    /// One minute is left.
    OneMinute,
    /// Thirty seconds are left.
    ThirtySeconds,
    /// Ten seconds are left.
    TenSeconds,
}

impl Milestone {
    /// All of them as they come, each with what is left then, in ms.
    const ALL: [(i64, Self); 5] = [
        (5 * MINUTE, Self::FiveMinutes),
        (2 * MINUTE, Self::TwoMinutes),
        (MINUTE, Self::OneMinute),
        (30 * SECOND, Self::ThirtySeconds),
        (10 * SECOND, Self::TenSeconds),
    ];

    /// The last one that was passed when so many milliseconds are left.
    #[must_use]
    pub fn passed(rest: i64) -> Option<Self> {
        let mut passed = None;
        for (left, milestone) in Self::ALL {
            if rest <= left {
                passed = Some(milestone);
            }
        }
        passed
    }

    /// What is left, in ms, when the next one comes, or else the end.
    pub(super) fn next(rest: i64) -> i64 {
        for (left, _) in Self::ALL {
            if rest > left {
                return left;
            }
        }
        0
    }

    /// Whether at most a minute is left.
    #[must_use]
    pub const fn is_within_the_last_minute(self) -> bool {
        matches!(self, Self::OneMinute | Self::ThirtySeconds | Self::TenSeconds)
    }
}

impl Scene {
    /// The public name of the state, as in the `state` property.
    #[must_use]
    pub const fn state(&self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Waiting(_) => "waiting",
            Self::Pending => "pending",
            Self::Confirming => "confirming",
            Self::Expired(_) => "expired",
            Self::Paid(_) => "paid",
            Self::Failed(_) => "failed",
            Self::Cancelled(_) => "cancelled",
            Self::Rejected(_) => "rejected",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn milestones_are_passed_when_so_much_is_left_and_come_in_turn() {
        use Milestone::{FiveMinutes, OneMinute, TenSeconds, ThirtySeconds, TwoMinutes};
        for (rest, passed, next) in [
            (i64::MAX, None, 300_000),
            (300_001, None, 300_000),
            (300_000, Some(FiveMinutes), 120_000),
            (120_000, Some(TwoMinutes), 60_000),
            (60_001, Some(TwoMinutes), 60_000),
            (60_000, Some(OneMinute), 30_000),
            (30_001, Some(OneMinute), 30_000),
            (30_000, Some(ThirtySeconds), 10_000),
            (10_001, Some(ThirtySeconds), 10_000),
            (10_000, Some(TenSeconds), 0),
            (1, Some(TenSeconds), 0),
            (i64::MIN, Some(TenSeconds), 0),
        ] {
            assert_eq!((Milestone::passed(rest), Milestone::next(rest)), (passed, next), "{rest}");
        }
    }

    #[test]
    fn the_last_minute_begins_with_its_milestone() {
        let within = [Milestone::OneMinute, Milestone::ThirtySeconds, Milestone::TenSeconds];
        assert!(within.into_iter().all(Milestone::is_within_the_last_minute));
        let before = [Milestone::FiveMinutes, Milestone::TwoMinutes];
        assert!(!before.into_iter().any(Milestone::is_within_the_last_minute));
    }
}
