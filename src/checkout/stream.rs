//! The stream of server-sent events: opened at the start, opened again half a minute after it broke.

use crate::time::{PageMs, SECOND};

/// How long a broken stream rests, in ms; asking goes on meanwhile.
const REST: i64 = 30 * SECOND;

/// The state of the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    /// There is none, or it is not needed any more.
    None,
    Opening,
    Alive,
    /// It broke, and is to be opened again.
    Broken {
        again: PageMs,
    },
}

impl Stream {
    pub(super) fn broken(now: PageMs) -> Self {
        Self::Broken { again: now.plus(REST) }
    }

    /// When the stream is to be opened again.
    pub(super) fn deadline(self) -> Option<PageMs> {
        match self {
            Self::Broken { again } => Some(again),
            Self::None | Self::Opening | Self::Alive => None,
        }
    }
}
