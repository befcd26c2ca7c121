//! The states of a checkout, exclusive by type.

use super::handing::Handing;
use super::pace;
use super::patience::Patience;
use super::view::{Ending, Renewal, Way};
use crate::payment::Address;
use crate::time::{MINUTE, PageMs, SECOND};

/// How long a dead code, or none, is still asked about, in ms: a payment may come late.
const WATCH: i64 = 5 * MINUTE;
/// How long a new code may take, in ms, and the question before it.
const RENEWAL_TIMEOUT: i64 = 30 * SECOND;

/// What the buyer sees, and what is needed to go on from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// The code, or the button that opens the app.
    Waiting { way: Way, handing: Handing },
    /// "Paid; do not pay again."
    Pending,
    /// "Checking your payment…"
    Confirming(Patience),
    /// "The code is no longer valid", and whatever can be done about it.
    Expired { since: PageMs, renewing: Renewing },
    /// The result.
    Ended { outcome: Outcome, onward: Option<Address> },
    /// "This payment cannot be shown." One with a name is asked about all the same: the buyer may have paid it elsewhere.
    Rejected { since: PageMs },
}

/// How a payment ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Paid,
    Failed,
    Cancelled,
}

/// The way to a new code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Renewing {
    NotYet,
    /// The status is asked once more: an answer to a question after this number counts.
    Checking {
        after: u32,
        until: PageMs,
    },
    /// The new code is asked for.
    Underway {
        until: PageMs,
    },
    /// Another tab sees to it.
    Elsewhere {
        until: PageMs,
    },
    Failed,
}

impl Phase {
    /// A code that has just died.
    pub(super) fn expired(now: PageMs) -> Self {
        Self::Expired { since: now, renewing: Renewing::NotYet }
    }

    /// The public name of the state.
    pub(super) fn state(&self) -> &'static str {
        match self {
            Self::Waiting { .. } => "waiting",
            Self::Pending => "pending",
            Self::Confirming(_) => "confirming",
            Self::Expired { .. } => "expired",
            Self::Ended { outcome, .. } => outcome.state(),
            Self::Rejected { .. } => "rejected",
        }
    }

    /// Whether nothing more is to be heard of the payment.
    pub(super) fn is_final(&self) -> bool {
        matches!(self, Self::Ended { .. })
    }
}

impl Outcome {
    /// The public name of the state.
    pub(super) fn state(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Antom's word for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Paid => "SUCCESS",
            Self::Failed => "FAIL",
            Self::Cancelled => "CANCELLED",
        }
    }

    pub(super) fn scene(self, onward: Option<Address>) -> super::view::Scene {
        let scene = match self {
            Self::Paid => super::view::Scene::Paid,
            Self::Failed => super::view::Scene::Failed,
            Self::Cancelled => super::view::Scene::Cancelled,
        };
        scene(Ending { onward })
    }
}

impl Renewing {
    /// The status is asked once more before the new code is asked for; `latest` is the number of the latest question.
    pub(super) fn checking(latest: u32, now: PageMs) -> Self {
        Self::Checking { after: latest, until: now.plus(RENEWAL_TIMEOUT) }
    }

    /// The new code is asked for from now on.
    pub(super) fn underway(now: PageMs) -> Self {
        Self::Underway { until: now.plus(RENEWAL_TIMEOUT) }
    }

    /// Another tab asks for the status and then for the new code, and tells us.
    pub(super) fn elsewhere(now: PageMs) -> Self {
        Self::Elsewhere { until: now.plus(RENEWAL_TIMEOUT + pace::TIMEOUT) }
    }

    /// What the buyer can do about it, where a new code can be had at all.
    pub(super) fn shown(self, possible: bool) -> Renewal {
        match self {
            _ if !possible => Renewal::Unavailable,
            Self::NotYet => Renewal::Offered,
            Self::Checking { .. } | Self::Underway { .. } | Self::Elsewhere { .. } => Renewal::Underway,
            Self::Failed => Renewal::Failed,
        }
    }
}

/// When a code that died at `since`, or a payment that could not be shown then, is no longer asked about.
pub(super) fn end_of_watch(since: PageMs) -> PageMs {
    since.plus(WATCH)
}
