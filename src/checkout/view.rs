//! All that the user interface may know: what to draw now, decided to the last detail.

use std::sync::Arc;

use crate::error_code::ErrorCode;
use crate::payment::{Address, Amount, Payment};

/// What the buyer sees. Everything but `rest` changes rarely; `rest` changes once a second.
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
    Rejected(ErrorCode),
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
    /// Whole seconds until the expiry, rounded up: the last second reads 1, never 0.
    pub seconds: i64,
    /// The last milestone that was passed, to be announced once; none before the first.
    pub milestone: Option<Milestone>,
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
    /// Whether at most a minute is left.
    #[must_use]
    pub const fn is_within_the_last_minute(self) -> bool {
        matches!(self, Self::OneMinute | Self::ThirtySeconds | Self::TenSeconds)
    }
}

impl Rest {
    /// The rest for `milliseconds` until the expiry.
    #[must_use]
    pub fn of(milliseconds: i64) -> Self {
        let seconds = milliseconds.max(0).saturating_add(999) / 1_000;
        let milestone = match seconds {
            ..=10 => Some(Milestone::TenSeconds),
            11..=30 => Some(Milestone::ThirtySeconds),
            31..=60 => Some(Milestone::OneMinute),
            61..=120 => Some(Milestone::TwoMinutes),
            121..=300 => Some(Milestone::FiveMinutes),
            _ => None,
        };
        Self { seconds, milestone }
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
    fn the_rest_is_rounded_up_and_passes_its_milestones() {
        use Milestone::{FiveMinutes, OneMinute, TenSeconds, ThirtySeconds, TwoMinutes};
        for (milliseconds, seconds, milestone) in [
            (i64::MIN, 0, Some(TenSeconds)),
            (1, 1, Some(TenSeconds)),
            (10_000, 10, Some(TenSeconds)),
            (10_001, 11, Some(ThirtySeconds)),
            (30_001, 31, Some(OneMinute)),
            (60_001, 61, Some(TwoMinutes)),
            (120_001, 121, Some(FiveMinutes)),
            (300_000, 300, Some(FiveMinutes)),
            (300_001, 301, None),
        ] {
            assert_eq!(Rest::of(milliseconds), Rest { seconds, milestone }, "{milliseconds}");
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
