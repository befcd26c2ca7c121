//! The way into the app: announced, opened once, and afterwards never more than a hint.

use super::view::Handoff;
use crate::time::{PageMs, SECOND};

/// How long the buyer can choose otherwise before the app is opened, in ms.
const ANNOUNCEMENT: i64 = SECOND;
/// How long after the opening the page must still be in front for the hint to be shown, in ms.
const HINT_AFTER: i64 = 2_500;

/// Where the buyer is on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Handing {
    Offered,
    Announced {
        fires: PageMs,
    },
    /// Announced, and waiting until the buyer can see it.
    Postponed,
    Opened {
        hint: Option<PageMs>,
    },
    Hinted,
}

impl Handing {
    /// The app is opened at once, or after an announcement.
    pub(super) fn announced(at_once: bool, now: PageMs) -> Self {
        Self::Announced { fires: if at_once { now } else { now.plus(ANNOUNCEMENT) } }
    }

    /// The app was opened just now.
    pub(super) fn opened(now: PageMs) -> Self {
        Self::Opened { hint: Some(now.plus(HINT_AFTER)) }
    }

    /// The page is hidden: the app has probably come up, so there is nothing to hint at.
    pub(super) fn hidden(self) -> Self {
        match self {
            Self::Opened { .. } => Self::Opened { hint: None },
            other => other,
        }
    }

    /// The page is back in front: what was announced gets its whole second again.
    pub(super) fn returned(self, now: PageMs) -> Self {
        match self {
            Self::Announced { fires } if fires <= now => Self::announced(false, now),
            other => other,
        }
    }

    /// What was postponed gets its whole second.
    pub(super) fn on_show(self, now: PageMs) -> Self {
        match self {
            Self::Postponed => Self::announced(false, now),
            other => other,
        }
    }

    /// When something happens by itself, on a page that can be seen.
    pub(super) fn deadline(self) -> Option<PageMs> {
        match self {
            Self::Announced { fires } => Some(fires),
            Self::Opened { hint } => hint,
            Self::Offered | Self::Postponed | Self::Hinted => None,
        }
    }

    /// The stage as the view shows it.
    pub(super) fn stage(self) -> Handoff {
        match self {
            Self::Offered => Handoff::Offered,
            Self::Announced { .. } | Self::Postponed => Handoff::Announced,
            Self::Opened { .. } => Handoff::Opened,
            Self::Hinted => Handoff::Hinted,
        }
    }
}
