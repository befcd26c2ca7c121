//! The stream of server-sent events: open as long as there is something to hear, opened again half a minute after it
//! broke, where the browser has not done so by itself.

use super::effect::Effect;
use super::machine::Checkout;
use super::phase::{Phase, end_of_watch};
use crate::time::{PageMs, SECOND};

/// How long a broken stream rests, in ms; asking goes on meanwhile.
const REST: i64 = 30 * SECOND;

/// The state of the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    /// There is none, or it is not needed any more.
    None,
    Opening,
    /// Open since then. What happened before may be told by nobody, until a question has been answered that was asked since.
    Opened {
        since: PageMs,
    },
    /// Open, and nothing is missed.
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
            Self::None | Self::Opening | Self::Opened { .. } | Self::Alive => None,
        }
    }

    /// A question that was asked at `asked` has been answered.
    pub(super) fn answered(&mut self, asked: PageMs) {
        if let Self::Opened { since } = *self
            && asked >= since
        {
            *self = Self::Alive;
        }
    }
}

impl Checkout {
    /// Opens the stream where one is wanted and there is none, and closes it where it is not wanted any more.
    pub(super) fn tend_stream(&mut self, now: PageMs) {
        let is_watched = match self.phase {
            Phase::Expired { since, .. } | Phase::Rejected { since, .. } => now < end_of_watch(since),
            _ => true,
        };
        if !(is_watched && self.may_hear() && self.config.sources.stream) {
            self.close_stream();
        } else if self.stream == Stream::None || self.stream.deadline().is_some_and(|again| again <= now) {
            self.stream = Stream::Opening;
            self.effects.push(Effect::OpenStream);
        }
    }

    pub(super) fn close_stream(&mut self) {
        if self.stream != Stream::None {
            self.stream = Stream::None;
            self.effects.push(Effect::CloseStream);
        }
    }
}
