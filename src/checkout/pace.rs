//! How often to ask: the one table of intervals.

use crate::time::{MINUTE, SECOND};

/// What the interval depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pace {
    /// What there is to find out.
    pub(super) stake: Stake,
    /// Whether the page can be seen.
    pub(super) visible: bool,
    /// Whether the stream of server-sent events is alive.
    pub(super) streaming: bool,
    /// Whether this tab is the one that asks for all tabs of the payment.
    pub(super) asker: bool,
}

/// What there is to find out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stake {
    /// Whether the buyer has paid, who has had the code for so many milliseconds.
    Payment {
        /// Milliseconds since the code was first shown here, or shown again after it was out of view.
        age: i64,
    },
    /// The final word on a payment that is known to be on its way.
    FinalWord,
    /// Whether the payment was made before the code died: soon known, and worth knowing at once.
    Confirmation,
    /// Whether a payment came late after all.
    LateWord,
}

/// With the stream alive, questions only make sure that it is not silently dead.
const BESIDE_A_STREAM: i64 = MINUTE;
/// The pace where nobody looks on, or hardly anybody pays any more.
const SLOW: i64 = 15 * SECOND;
/// Nobody has found the phone before the first of these ages, and hardly anybody pays after the second.
const BUSY: std::ops::Range<i64> = 10 * SECOND..2 * MINUTE;
/// Who comes back may have paid in the app, and the merchant's server may hear of it some seconds later: no payment is older
/// than this then.
pub(super) const AGE_ON_RETURN: i64 = BUSY.end - 30 * SECOND;
/// Back-off after errors, before jitter.
const BACK_OFF: [i64; 5] = [2 * SECOND, 4 * SECOND, 8 * SECOND, 16 * SECOND, 30 * SECOND];
/// Where no other question would come, one that fails is repeated until so many in a row have failed.
pub(super) const TRIES: u32 = 5;
/// The pace at an endpoint that says no: it may be mended while the buyer waits.
pub(super) const REFUSED: i64 = 30 * SECOND;
/// No question is given more time than this.
pub(super) const TIMEOUT: i64 = 10 * SECOND;
/// Wishes to ask at once are heard no more often than this.
pub(super) const BREATH: i64 = SECOND / 2;
/// The server's wish (`pollAfterMs`) is kept within these bounds.
pub(super) const WISHES: (i64, i64) = (SECOND / 2, MINUTE);
/// `Retry-After` is obeyed up to here; the payment must be found before the buyer has given up.
pub(super) const LONGEST_RETRY_AFTER: i64 = 5 * MINUTE;

impl Pace {
    /// Milliseconds from one answer to the next question, before jitter. `wish` is the server's, in ms: it takes the
    /// place of the pace that a buyer who looks on is served at.
    pub(super) fn interval(self, wish: Option<i64>) -> i64 {
        let alone = match self.stake {
            Stake::Confirmation => return wish.unwrap_or(2 * SECOND),
            Stake::Payment { .. } | Stake::FinalWord if self.streaming => BESIDE_A_STREAM,
            _ if !self.visible => SLOW.max(wish.unwrap_or_default()),
            Stake::LateWord => wish.unwrap_or(SLOW),
            Stake::FinalWord => wish.unwrap_or(5 * SECOND),
            // Half the questions of a loop of two seconds, and 95 of 100 payments are heard of within two and a half: beside the
            // front of what a search found (`bench/asking`), for which the first pauses would be five seconds and more.
            Stake::Payment { age } => wish.unwrap_or(match age {
                age if age < BUSY.start => 4 * SECOND,
                age if age < BUSY.end => 2_200,
                _ => SLOW,
            }),
        };
        // A tab that listens to another asks only when it has heard nothing for twice as long.
        if self.asker { alone } else { 2 * alone }
    }
}

/// The longest wait after so many failures in a row; the wait is drawn evenly below it ("full jitter").
pub(super) fn back_off(failures: u32) -> i64 {
    let index = usize::try_from(failures.saturating_sub(1)).unwrap_or(usize::MAX);
    BACK_OFF.get(index).copied().unwrap_or(30 * SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEEN: Pace = Pace { stake: Stake::Payment { age: 0 }, visible: true, streaming: false, asker: true };

    #[test]
    fn is_quick_while_buyers_pay() {
        let ages =
            [(0, 4_000), (9_999, 4_000), (10_000, 2_200), (119_999, 2_200), (120_000, 15_000), (i64::MAX, 15_000)];
        for (age, interval) in ages {
            let pace = Pace { stake: Stake::Payment { age }, ..SEEN };
            assert_eq!(pace.interval(None), interval, "{age}");
        }
    }

    #[test]
    fn is_slow_where_nobody_looks_or_a_stream_speaks() {
        assert_eq!(Pace { visible: false, ..SEEN }.interval(None), 15 * SECOND);
        assert_eq!(Pace { streaming: true, ..SEEN }.interval(None), MINUTE);
        assert_eq!(Pace { asker: false, ..SEEN }.interval(None), 8 * SECOND);
        assert_eq!(Pace { stake: Stake::FinalWord, ..SEEN }.interval(None), 5 * SECOND);
        assert_eq!(Pace { stake: Stake::LateWord, ..SEEN }.interval(None), 15 * SECOND);
    }

    #[test]
    fn confirming_asks_every_two_seconds_whatever_else_holds() {
        let pace = Pace { stake: Stake::Confirmation, visible: false, streaming: true, asker: false };
        assert_eq!(pace.interval(None), 2 * SECOND);
    }

    #[test]
    fn the_servers_wish_counts_where_somebody_looks_on() {
        let wished = |pace: Pace| pace.interval(Some(7 * SECOND)) / SECOND;
        assert_eq!(wished(SEEN), 7);
        assert_eq!(wished(Pace { stake: Stake::FinalWord, ..SEEN }), 7);
        assert_eq!(wished(Pace { stake: Stake::LateWord, ..SEEN }), 7);
        assert_eq!(wished(Pace { stake: Stake::Confirmation, asker: false, ..SEEN }), 7);
        assert_eq!(wished(Pace { asker: false, ..SEEN }), 14);
        assert_eq!(wished(Pace { visible: false, ..SEEN }), 15);
        assert_eq!(wished(Pace { streaming: true, ..SEEN }), 60);
        assert_eq!(wished(Pace { stake: Stake::LateWord, visible: false, ..SEEN }), 15);
        assert_eq!(wished(Pace { stake: Stake::LateWord, streaming: true, ..SEEN }), 7);
        assert_eq!(Pace { visible: false, ..SEEN }.interval(Some(MINUTE)), MINUTE);
    }

    #[test]
    fn backs_off_to_half_a_minute() {
        let waits: Vec<i64> = (0..8).map(|failures| back_off(failures) / SECOND).collect();
        assert_eq!(waits, [2, 2, 4, 8, 16, 30, 30, 30]);
    }
}
