//! When the next question is due. One question in flight, and a late answer to an older one is dropped.

use super::pace::{self, Pace};
use super::random::Random;
use crate::time::PageMs;

/// The state of asking.
#[derive(Clone, Debug)]
pub(super) struct Asking {
    random: Random,
    /// Numbers questions; the latest is the only one whose answer counts.
    number: u32,
    in_flight: Option<PageMs>,
    /// The latest question about another payment, before this one was current.
    about_another: Option<u32>,
    last_asked: Option<PageMs>,
    /// When the last answer or the last failure was, and how long to rest after it.
    heard: Option<(PageMs, Wait)>,
    failures: u32,
    not_before: PageMs,
    hurry: bool,
}

/// How long to rest before the next question.
#[derive(Clone, Copy, Debug)]
enum Wait {
    /// The interval of the moment, times so many thousandths: ±10 %, but what the server wishes is kept to.
    Pace { wish: Option<i64>, permille: i64 },
    /// So many milliseconds, whatever happens meanwhile.
    Fixed(i64),
}

/// Why a question has failed, as far as the next one is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// It may pass: ask again after a growing wait.
    Passing,
    /// The endpoint says no: ask slowly.
    Refused,
}

impl Asking {
    pub(super) fn new(seed: u64, now: PageMs) -> Self {
        Self {
            random: Random::new(seed),
            number: 0,
            in_flight: None,
            about_another: None,
            last_asked: None,
            heard: None,
            failures: 0,
            not_before: now,
            hurry: true,
        }
    }

    /// The payment begins anew; its questions are numbered on. The one in flight may yet bring the word that it is paid.
    pub(super) fn restart(&mut self, now: PageMs) {
        self.heard = None;
        self.failures = 0;
        self.not_before = self.not_before.max(now);
        self.hurry = true;
    }

    /// Another payment is asked about from now on.
    pub(super) fn go_on_to_another(&mut self) {
        self.about_another = Some(self.number);
    }

    /// Whether question `number` was about another payment than the current one.
    pub(super) fn was_about_another(&self, number: u32) -> bool {
        self.about_another == Some(number)
    }

    /// The next question is to be asked at once, or as soon as the one in flight is over.
    pub(super) fn hurry(&mut self) {
        self.hurry = true;
    }

    /// Somebody else is asked from now on: what the one before wished for counts no more.
    pub(super) fn ask_another(&mut self, now: PageMs) {
        self.not_before = now;
        self.hurry = true;
    }

    /// The number of the latest question.
    pub(super) fn latest(&self) -> u32 {
        self.number
    }

    /// Failures in a row.
    pub(super) fn failures(&self) -> u32 {
        self.failures
    }

    /// When something is to be done about asking: a question sent, or the one in flight given up. `pace` is absent where
    /// only a hurried question would be asked, and asked again for a while if it fails.
    pub(super) fn deadline(&self, pace: Option<Pace>) -> Option<PageMs> {
        self.in_flight.map(|since| since.plus(pace::TIMEOUT)).or_else(|| self.due(pace))
    }

    fn due(&self, pace: Option<Pace>) -> Option<PageMs> {
        let breath = self.last_asked.map(|asked| asked.plus(pace::BREATH));
        let wanted = match (self.heard, pace) {
            _ if self.hurry => breath.unwrap_or(self.not_before),
            (None, _) => self.not_before,
            (Some((at, Wait::Fixed(wait))), pace) if pace.is_some() || self.failures <= pace::TRIES => at.plus(wait),
            (Some((at, Wait::Pace { wish, permille })), Some(pace)) => at.plus(pace.interval(wish) * permille / 1_000),
            (Some(_), _) => return None,
        };
        Some(wanted.max(self.not_before))
    }

    /// Sends the next question if it is due: its number.
    pub(super) fn ask(&mut self, pace: Option<Pace>, now: PageMs) -> Option<u32> {
        let due = self.in_flight.is_none() && self.due(pace).is_some_and(|due| due <= now);
        due.then(|| {
            self.number = self.number.wrapping_add(1);
            self.in_flight = Some(now);
            self.last_asked = Some(now);
            self.hurry = false;
            self.number
        })
    }

    /// Takes the answer to question `number`: when it was asked, or nothing if it is not the one in flight.
    pub(super) fn take(&mut self, number: u32) -> Option<PageMs> {
        if number == self.number { self.in_flight.take() } else { None }
    }

    /// Whether the question in flight has had its time.
    pub(super) fn timed_out(&self, now: PageMs) -> bool {
        self.in_flight.is_some_and(|since| now.since(since) >= pace::TIMEOUT)
    }

    /// Forgets the question in flight; whether there was one.
    pub(super) fn abandon(&mut self) -> bool {
        self.in_flight.take().is_some()
    }

    /// An answer was heard, by whatever way; `wish` is the server's wish for the next question, in ms.
    pub(super) fn heard(&mut self, wish: Option<i64>, now: PageMs) {
        self.failures = 0;
        // Whoever else has said so, the server that wants to be left alone is left alone.
        self.not_before = self.not_before.max(now);
        let (shortest, longest) = pace::WISHES;
        let wish = wish.map(|wish| wish.clamp(shortest, longest));
        let permille = if wish.is_some() { 1_000 } else { self.random.between(900, 1_100) };
        self.heard = Some((now, Wait::Pace { wish, permille }));
    }

    /// The question has failed; `retry_after` is the server's word, in ms.
    pub(super) fn failed(&mut self, failure: Failure, retry_after: Option<i64>, now: PageMs) {
        self.failures = self.failures.saturating_add(1);
        let wait = match failure {
            Failure::Passing => self.random.between(pace::BREATH, pace::back_off(self.failures)),
            Failure::Refused => pace::REFUSED * self.random.between(900, 1_100) / 1_000,
        };
        self.heard = Some((now, Wait::Fixed(wait)));
        if let Some(retry_after) = retry_after {
            self.not_before = now.plus(retry_after.clamp(0, pace::LONGEST_RETRY_AFTER));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkout::pace::Stake;
    use crate::time::SECOND;

    const PACE: Option<Pace> =
        Some(Pace { stake: Stake::Payment { age: 0 }, visible: true, streaming: false, asker: true });

    fn asked() -> Asking {
        let mut asking = Asking::new(1, PageMs(0));
        assert_eq!(asking.ask(PACE, PageMs(0)), Some(1));
        asking
    }

    #[test]
    fn the_first_question_is_asked_at_once_and_alone() {
        let mut asking = asked();
        assert_eq!(asking.ask(PACE, PageMs(100_000)), None);
        assert_eq!(asking.deadline(PACE), Some(PageMs(10_000)));
    }

    #[test]
    fn the_next_question_comes_after_the_interval_with_jitter() {
        let waits: Vec<i64> = (0..200)
            .map(|seed| {
                let mut asking = Asking::new(seed, PageMs(0));
                asking.ask(PACE, PageMs(0));
                assert_eq!(asking.take(1), Some(PageMs(0)));
                asking.heard(None, PageMs(0));
                asking.deadline(PACE).unwrap().0
            })
            .collect();
        assert!(waits.iter().all(|wait| (3_600..=4_400).contains(wait)));
        assert!(waits.iter().any(|wait| *wait < 3_800) && waits.iter().any(|wait| *wait > 4_200));
    }

    #[test]
    fn tabs_that_were_refused_at_once_do_not_ask_again_at_once() {
        let waits: Vec<i64> = (0..200)
            .map(|seed| {
                let mut asking = Asking::new(seed, PageMs(0));
                asking.ask(PACE, PageMs(0));
                asking.take(1);
                asking.failed(Failure::Refused, None, PageMs(0));
                asking.deadline(PACE).unwrap().0
            })
            .collect();
        assert!(waits.iter().all(|wait| (27_000..=33_000).contains(wait)));
        assert!(waits.iter().any(|wait| *wait < 28_500) && waits.iter().any(|wait| *wait > 31_500));
    }

    #[test]
    fn another_payment_is_asked_about_soon_under_new_numbers_by_the_same_chance() {
        let waits = [1, 2, 3, 4].map(|seed| {
            let mut asking = Asking::new(seed, PageMs(0));
            assert_eq!(asking.ask(PACE, PageMs(0)), Some(1));
            asking.restart(PageMs(100));
            asking.go_on_to_another();
            assert!(asking.was_about_another(1) && asking.take(1).is_some());
            assert_eq!(asking.deadline(PACE), Some(PageMs(500)));
            assert_eq!(asking.ask(PACE, PageMs(500)), Some(2));
            asking.heard(None, PageMs(600));
            asking.take(2);
            asking.deadline(PACE)
        });
        assert!(waits.iter().any(|wait| *wait != waits[0]), "{waits:?}");
    }

    #[test]
    fn only_the_question_in_flight_is_answered() {
        let mut asking = asked();
        assert_eq!(asking.take(0), None);
        assert_eq!(asking.take(2), None);
        assert_eq!(asking.take(1), Some(PageMs(0)));
        assert_eq!(asking.take(1), None);
    }

    #[test]
    fn a_question_has_ten_seconds() {
        let mut asking = asked();
        assert!(!asking.timed_out(PageMs(9_999)));
        assert!(asking.timed_out(PageMs(10_000)));
        assert!(asking.abandon());
        assert!(!asking.abandon());
        assert!(!asking.timed_out(PageMs(10_000)));
    }

    #[test]
    fn hurry_waits_for_the_answer_and_for_a_breath() {
        let mut asking = asked();
        asking.hurry();
        assert_eq!(asking.ask(PACE, PageMs(100)), None);
        asking.take(1);
        asking.heard(None, PageMs(100));
        assert_eq!(asking.deadline(PACE), Some(PageMs(500)));
        assert_eq!(asking.ask(PACE, PageMs(499)), None);
        assert_eq!(asking.ask(PACE, PageMs(500)), Some(2));
        asking.take(2);
        asking.heard(None, PageMs(600));
        assert!(asking.deadline(PACE).unwrap() > PageMs(2_000));
    }

    #[test]
    fn without_a_pace_only_hurry_asks() {
        let mut asking = asked();
        asking.take(1);
        asking.heard(None, PageMs(0));
        assert_eq!(asking.deadline(None), None);
        asking.hurry();
        assert_eq!(asking.deadline(None), Some(PageMs(500)));
    }

    #[test]
    fn the_servers_wish_is_kept_within_bounds() {
        for (wish, wait) in [(-5, 500), (100, 500), (7_000, 7_000), (90_000, 60_000)] {
            let mut asking = asked();
            asking.take(1);
            asking.heard(Some(wish), PageMs(0));
            assert_eq!(asking.deadline(PACE), Some(PageMs(wait)), "{wish}");
        }
    }

    #[test]
    fn retry_after_holds_even_against_hurry() {
        let mut asking = asked();
        asking.take(1);
        asking.failed(Failure::Passing, Some(20 * SECOND), PageMs(0));
        asking.hurry();
        assert_eq!(asking.deadline(PACE), Some(PageMs(20_000)));
        assert_eq!(asking.ask(PACE, PageMs(20_000)), Some(2));
        asking.take(2);
        asking.failed(Failure::Passing, Some(i64::MAX), PageMs(20_000));
        assert_eq!(asking.deadline(PACE), Some(PageMs(320_000)));
        // What the stream or another tab has heard changes nothing about that.
        asking.heard(None, PageMs(21_000));
        assert_eq!(asking.deadline(PACE), Some(PageMs(320_000)));
    }

    #[test]
    fn failures_back_off_with_full_jitter() {
        let mut asking = asked();
        for (failures, longest) in [(1, 2), (2, 4), (3, 8), (4, 16), (5, 30), (6, 30)] {
            asking.failed(Failure::Passing, None, PageMs(0));
            assert_eq!(asking.failures(), failures);
            asking.abandon();
            let due = asking.deadline(PACE).unwrap().0;
            assert!((500..=longest * SECOND).contains(&due), "{failures}: {due}");
        }
        asking.failed(Failure::Refused, None, PageMs(0));
        assert_eq!(asking.failures(), 7);
        asking.heard(None, PageMs(0));
        assert_eq!(asking.failures(), 0);
    }
}
