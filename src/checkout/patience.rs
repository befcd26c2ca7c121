//! How long to wait for the answer that may still come after the expiry.

use crate::time::{PageMs, SECOND};

/// So much time in which the server could have told of a payment, and did not, makes a code dead, in ms.
const ENOUGH: i64 = 30 * SECOND;
/// A longer gap between two answers is no time in which the server was asked, unless it wished for one.
const LONGEST_GAP: i64 = 5 * SECOND;

/// Counts only time between answers that follow each other: not time offline, not time of errors, not sleep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Patience {
    counted: i64,
    since: Option<PageMs>,
    longest_gap: i64,
}

impl Patience {
    pub(super) fn new(now: PageMs) -> Self {
        Self { since: Some(now), ..Self::from_the_next_answer() }
    }

    /// The code still lives: no time counts yet.
    pub(super) fn from_the_next_answer() -> Self {
        Self { counted: 0, since: None, longest_gap: LONGEST_GAP }
    }

    /// The server has answered that nothing is known yet, and when it wishes to be asked again, in ms. Says whether that is
    /// enough.
    pub(super) fn answered(&mut self, wish: Option<i64>, now: PageMs) -> bool {
        let longest = self.longest_gap;
        self.longest_gap = wish.unwrap_or_default().clamp(LONGEST_GAP, ENOUGH);
        let gap = self.since.replace(now).map_or(0, |since| now.since(since).clamp(0, longest));
        self.counted = self.counted.saturating_add(gap);
        self.counted >= ENOUGH
    }

    /// The server could not be asked.
    pub(super) fn interrupted(&mut self) {
        self.since = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_seconds_of_answers_are_enough() {
        let mut patience = Patience::new(PageMs(0));
        for second in (2..30).step_by(2) {
            assert!(!patience.answered(None, PageMs(second * SECOND)), "{second}");
        }
        assert!(patience.answered(None, PageMs(30 * SECOND)));
    }

    #[test]
    fn time_without_answers_does_not_count() {
        let mut patience = Patience::new(PageMs(0));
        patience.interrupted();
        assert!(!patience.answered(None, PageMs(3_600 * SECOND)));
        assert!(!patience.answered(None, PageMs(3_605 * SECOND)));
        patience.interrupted();
        assert_eq!(patience, Patience { counted: 5 * SECOND, since: None, longest_gap: LONGEST_GAP });
    }

    #[test]
    fn a_gap_counts_no_more_than_five_seconds() {
        let mut patience = Patience::new(PageMs(0));
        assert!(!patience.answered(None, PageMs(3_600 * SECOND)));
        assert_eq!(patience.counted, LONGEST_GAP);
        assert!(!patience.answered(None, PageMs(0)));
        assert_eq!(patience.counted, LONGEST_GAP);
    }

    #[test]
    fn a_gap_that_the_server_wished_for_counts_whole() {
        let mut patience = Patience::new(PageMs(0));
        assert!(!patience.answered(Some(20 * SECOND), PageMs(0)));
        assert!(!patience.answered(Some(60 * SECOND), PageMs(20 * SECOND)));
        assert_eq!(patience.counted, 20 * SECOND);
        assert!(patience.answered(None, PageMs(80 * SECOND)));
    }
}
