//! The clocks, told apart by type so that they cannot be mixed up.
//!
//! The server's and the response's times are [`EpochMs`]; what the page does is timed on [`PageMs`], the page's own
//! monotonic clock. All arithmetic saturates: a hostile time may be absurd, but it never overflows.

/// Milliseconds in a second.
pub const SECOND: i64 = 1_000;
/// Milliseconds in a minute.
pub const MINUTE: i64 = 60 * SECOND;

/// A point in time as the world tells it: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EpochMs(pub i64);

/// A point in time on the page's monotonic clock: milliseconds since the page was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageMs(pub i64);

impl EpochMs {
    /// The time `ms` milliseconds later (earlier when negative).
    #[must_use]
    #[inline(never)]
    pub fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this time; negative when it is the other way round.
    #[must_use]
    #[inline(never)]
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl PageMs {
    /// The time `ms` milliseconds later (earlier when negative).
    #[must_use]
    #[inline(never)]
    pub fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this time; negative when it is the other way round.
    #[must_use]
    #[inline(never)]
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// The present, read once by the shell from both of the page's clocks and handed to the core.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The monotonic clock (`performance.now()`); it may stand still while the machine sleeps.
    pub page: PageMs,
    /// The wall clock (`Date.now()`); it may be hours off, and it may be set while the page is open.
    pub wall: EpochMs,
}
