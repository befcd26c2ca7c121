//! When the code dies, on the page's clock, though no clock can be trusted.
//!
//! Three clocks meet here: the response's (creation, expiry), the page's, which may be hours off, and the server's, which
//! decides as soon as it is known. Each answer bounds the distance between the server's and the page's clock by an
//! interval; the intervals of all answers are intersected, so the answer with the shortest round trip weighs most. An
//! answer that was on its way for long, or while the machine slept, moves a rest only if it contradicts it.

use std::ops::Range;

use crate::payment::Payment;
use crate::time::{EpochMs, MINUTE, Now, PageMs, SECOND};

/// How long a code lives of which neither creation nor expiry is known.
const DEFAULT_LIFETIME: i64 = 10 * MINUTE;
/// How far the wall clock may run ahead of the monotonic one before the machine is taken to have slept, in ms.
const SLEEP_THRESHOLD: i64 = SECOND / 2;

/// No server shows an earlier time than 2020 or a later one than 2100: what does is no clock, or tells seconds or microseconds
/// for milliseconds.
const PLAUSIBLE: Range<i64> = 1_577_836_800_000..4_102_444_800_000;

/// The deadline of one payment.
#[derive(Clone, Debug)]
pub(super) struct Clock {
    /// When the payment was first seen here, not counting sleep; it was created before.
    seen: PageMs,
    created: Option<EpochMs>,
    expires: Option<EpochMs>,
    deadline: PageMs,
    /// Server time less page time lies within these bounds.
    server_less_page: Option<(i64, i64)>,
    /// How long the machine has slept since the page was opened; the page's own clock may not count it.
    slept: i64,
    /// The wall clock less the page's, when the machine was last known to be awake all along.
    wall_less_page: i64,
}

/// The server's clock as an answer told it.
#[derive(Clone, Copy, Debug)]
pub(super) struct ServerTime {
    /// What the server's clock showed.
    pub(super) time: EpochMs,
    /// How coarse it is: a second for the `Date` header, a millisecond for `serverTime`.
    pub(super) resolution: i64,
    /// When the question was asked.
    pub(super) asked: PageMs,
}

impl ServerTime {
    /// Whether a server's clock may show that.
    pub(super) fn is_plausible(&self) -> bool {
        PLAUSIBLE.contains(&self.time.0)
    }
}

/// What an earlier visit of this tab knew.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    /// How long the code still lived, in ms.
    pub(super) rest: i64,
    /// When the code dies by the server's clock, as far as it was known; the rest holds that already.
    pub(super) expires: Option<EpochMs>,
}

impl Clock {
    /// A clock for a payment.
    pub(super) fn new(payment: &Payment, kept: Option<Kept>, now: Now) -> Self {
        let rest = match (payment.created, payment.expires) {
            // The page's clock is behind the creation, so it is wrong: take the payment as just created.
            (Some(created), Some(expires)) if now.wall < created => expires.since(created),
            (_, Some(expires)) => expires.since(now.wall),
            (_, None) => DEFAULT_LIFETIME,
        };
        let mut clock = Self {
            seen: now.page,
            created: payment.created,
            expires: kept.and_then(|kept| kept.expires).or(payment.expires),
            deadline: now.page,
            server_less_page: None,
            slept: 0,
            wall_less_page: now.wall.0.saturating_sub(now.page.0),
        };
        clock.set_rest(kept.map_or(rest, |kept| kept.rest), now.page);
        clock
    }

    /// The clock of a new payment under the same order: what is known of the server's clock still holds.
    pub(super) fn for_next(&self, payment: &Payment, now: Now) -> Self {
        let mut next =
            Self { slept: self.slept, server_less_page: self.server_less_page, ..Self::new(payment, None, now) };
        next.seen = next.present(now);
        next.deadline = next.deadline.plus(self.slept);
        next.anchor(next.present(now));
        next
    }

    /// The present on the one time line that counts sleep; to be called with each event. Says whether the machine has
    /// slept since the last call.
    pub(super) fn observe(&mut self, now: Now) -> (PageMs, bool) {
        let wall_less_page = now.wall.0.saturating_sub(now.page.0);
        let ahead = wall_less_page.saturating_sub(self.wall_less_page);
        let slept = ahead > SLEEP_THRESHOLD;
        if slept {
            self.slept = self.slept.saturating_add(ahead);
            // Perhaps the clock was set and no time has passed.
            self.seen = self.seen.plus(ahead);
            self.server_less_page = None;
        }
        // A little ahead may be the beginning of more: many short sleeps add up.
        if slept || ahead < 0 {
            self.wall_less_page = wall_less_page;
        }
        (self.present(now), slept)
    }

    /// The present, without noticing sleep.
    pub(super) fn present(&self, now: Now) -> PageMs {
        now.page.plus(self.slept)
    }

    /// A time of ours as the page's own monotonic clock will show it.
    pub(super) fn on_page(&self, time: PageMs) -> PageMs {
        time.plus(-self.slept)
    }

    /// Milliseconds until the code dies; zero or less when it is over.
    pub(super) fn rest(&self, now: PageMs) -> i64 {
        self.deadline.since(now)
    }

    /// When the code dies.
    pub(super) fn deadline(&self) -> PageMs {
        self.deadline
    }

    /// Whether a payment at `time`, on the server's clock, came after the expiry; unknown without an expiry.
    pub(super) fn is_after_expiry(&self, time: EpochMs) -> Option<bool> {
        self.expires.map(|expires| time > expires)
    }

    /// When the code dies by the server's clock, as far as known.
    pub(super) fn expires(&self) -> Option<EpochMs> {
        self.expires
    }

    /// What the server's clock shows, as far as known.
    pub(super) fn server(&self, now: PageMs) -> EpochMs {
        self.expires.map_or_else(|| self.wall(now), |expires| expires.plus(-self.rest(now)))
    }

    /// The server has corrected the expiry.
    pub(super) fn correct_expiry(&mut self, expires: EpochMs, now: PageMs) {
        if !PLAUSIBLE.contains(&expires.0) {
            return;
        }
        let rest = match self.expires.replace(expires) {
            Some(before) => self.rest(now).saturating_add(expires.since(before)),
            None => expires.since(self.wall(now)),
        };
        self.set_rest(rest, now);
        self.anchor(now);
    }

    /// The server has told its clock.
    pub(super) fn hear_server(&mut self, heard: ServerTime, now: PageMs) {
        if !heard.is_plausible() {
            return;
        }
        let latest = heard.time.0.saturating_add(heard.resolution).saturating_sub(heard.asked.0);
        let earliest = heard.time.0.saturating_sub(now.0);
        let (low, high) = self.server_less_page.unwrap_or((i64::MIN, i64::MAX));
        let (both_low, both_high) = (low.max(earliest), high.min(latest));
        // Bounds that exclude each other mean that a clock was set: the newer answer is right.
        self.server_less_page =
            Some(if both_low <= both_high { (both_low, both_high) } else { (earliest, latest.max(earliest)) });
        self.anchor(now);
    }

    /// What the page's wall clock shows, right or wrong.
    fn wall(&self, now: PageMs) -> EpochMs {
        EpochMs(self.on_page(now).0.saturating_add(self.wall_less_page))
    }

    fn anchor(&mut self, now: PageMs) {
        let (Some(expires), Some((low, high))) = (self.expires, self.server_less_page) else { return };
        // The middle of close bounds is right within a second; wide ones leave alone what they do not contradict.
        let margin = (high.saturating_sub(low) / 2).min(SECOND);
        let believed = expires.0.saturating_sub(self.deadline.0);
        let server_less_page = believed.min(high.saturating_sub(margin)).max(low.saturating_add(margin));
        self.set_rest(expires.0.saturating_sub(server_less_page).saturating_sub(now.0), now);
    }

    /// No code lives longer than its whole life since it was first seen here, whatever a clock says.
    fn set_rest(&mut self, rest: i64, now: PageMs) {
        let whole = self.created.zip(self.expires).map(|(created, expires)| expires.since(created));
        let longest = whole.filter(|whole| *whole > SECOND).unwrap_or(i64::MAX);
        self.deadline = now.plus(rest).min(self.seen.plus(longest));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CREATED: EpochMs = EpochMs(1_769_337_610_000);
    const LIFE: i64 = 10 * MINUTE;

    /// A clock of a payment that was just created, on a page that was just opened.
    fn clock() -> Clock {
        let payment = Payment { created: Some(CREATED), expires: Some(CREATED.plus(LIFE)), ..Payment::default() };
        Clock::new(&payment, None, Now { page: PageMs(0), wall: CREATED })
    }

    fn kept(rest: i64) -> Kept {
        Kept { rest, expires: None }
    }

    fn hear(clock: &mut Clock, time: EpochMs, at: i64) {
        clock.hear_server(ServerTime { time, resolution: 1, asked: PageMs(at - 10) }, PageMs(at));
    }

    #[test]
    fn a_server_that_is_behind_the_creation_lets_no_code_live_on() {
        let mut clock = clock();
        for minute in 1..=10 {
            let at = minute * MINUTE;
            hear(&mut clock, CREATED.plus(at - 60 * MINUTE), at);
            assert_eq!(clock.rest(PageMs(at)), LIFE - at);
        }
    }

    #[test]
    fn a_server_that_tells_seconds_for_milliseconds_tells_nothing() {
        let payment = Payment { created: Some(CREATED), expires: Some(CREATED.plus(LIFE)), ..Payment::default() };
        let mut clock = Clock::new(&payment, Some(kept(MINUTE)), at(0, 0));
        hear(&mut clock, EpochMs(CREATED.0 / 1_000), SECOND);
        assert_eq!(clock.rest(PageMs(SECOND)), MINUTE - SECOND);
    }

    #[test]
    fn an_answer_that_was_on_its_way_while_the_machine_slept_revives_no_code() {
        let mut clock = clock();
        let (now, slept) = clock.observe(at(SECOND, LIFE + SECOND));
        assert!(slept && clock.rest(now) == -SECOND);
        clock.hear_server(ServerTime { time: CREATED, resolution: SECOND, asked: PageMs(0) }, now);
        assert!((-SECOND..=0).contains(&clock.rest(now)), "{}", clock.rest(now));
        // The next answer is as quick as answers are, and says that the clock was set instead.
        let (next, _) = clock.observe(at(2 * SECOND, LIFE + 2 * SECOND));
        hear(&mut clock, CREATED.plus(2 * SECOND), next.0);
        assert!((LIFE - 2 * SECOND - 10..=LIFE - 2 * SECOND + 10).contains(&clock.rest(next)));
    }

    #[test]
    fn of_a_quick_answer_the_middle_is_taken() {
        // The server is five seconds ahead, and has answered after half of the time.
        let mut clock = clock();
        let answer = ServerTime { time: CREATED.plus(5_400), resolution: 0, asked: PageMs(0) };
        clock.hear_server(answer, PageMs(800));
        assert_eq!(clock.rest(PageMs(800)), LIFE - 5_800);
    }

    #[test]
    fn a_slow_answer_leaves_a_clock_alone_that_it_does_not_contradict() {
        for stamped in [SECOND, 4 * SECOND, 7 * SECOND] {
            let mut clock = clock();
            let answer = ServerTime { time: CREATED.plus(stamped), resolution: 1, asked: PageMs(0) };
            clock.hear_server(answer, PageMs(8 * SECOND));
            assert_eq!(clock.rest(PageMs(8 * SECOND)), LIFE - 8 * SECOND);
        }
    }

    #[test]
    fn a_slow_answer_takes_nothing_from_a_quick_one() {
        let mut clock = clock();
        // The server is five seconds ahead.
        hear(&mut clock, CREATED.plus(6 * SECOND), SECOND);
        let slow = ServerTime { time: CREATED.plus(6 * SECOND), resolution: 1, asked: PageMs(SECOND) };
        clock.hear_server(slow, PageMs(3 * SECOND));
        assert!((LIFE - 8_010..=LIFE - 7_990).contains(&clock.rest(PageMs(3 * SECOND))));
    }

    #[test]
    fn the_next_payment_keeps_what_is_known_of_sleep_and_of_the_servers_clock() {
        let mut clock = clock();
        // The machine has slept for ten seconds, and the server is five ahead.
        clock.observe(at(0, 10_000));
        hear(&mut clock, CREATED.plus(16_000), 11_000);
        let (created, now) = (CREATED.plus(15_000), at(1_000, 11_000));
        let payment = Payment { created: Some(created), expires: Some(created.plus(LIFE)), ..Payment::default() };
        let next = clock.for_next(&payment, now);
        assert_eq!(next.present(now), PageMs(11_000));
        assert!((LIFE - 1_010..=LIFE - 990).contains(&next.rest(PageMs(11_000))));
    }

    #[test]
    fn a_later_expiry_lengthens_the_longest_life() {
        let mut clock = clock();
        clock.correct_expiry(CREATED.plus(2 * LIFE), PageMs(MINUTE));
        assert_eq!(clock.rest(PageMs(MINUTE)), 2 * LIFE - MINUTE);
    }

    /// So many ms after the page was opened on the page's clock, and after the creation on the wall.
    fn at(page: i64, wall: i64) -> Now {
        Now { page: PageMs(page), wall: CREATED.plus(wall) }
    }

    #[test]
    fn half_a_second_is_no_sleep_yet() {
        assert_eq!(clock().observe(at(10, 510)), (PageMs(10), false));
        assert_eq!(clock().observe(at(10, 511)), (PageMs(511), true));
    }

    #[test]
    fn sleep_is_noticed_after_the_wall_clock_was_set_back() {
        let mut clock = clock();
        assert_eq!(clock.observe(at(10, -60_000)), (PageMs(10), false));
        assert_eq!(clock.observe(at(20, -50_000)), (PageMs(10_010), true));
    }

    #[test]
    fn no_code_lives_longer_than_its_whole_life() {
        // An earlier visit has kept an hour.
        let remembering = |lives: i64| {
            let payment = Payment { created: Some(CREATED), expires: Some(CREATED.plus(lives)), ..Payment::default() };
            Clock::new(&payment, Some(kept(60 * MINUTE)), at(0, 0))
        };
        assert_eq!(remembering(MINUTE).rest(PageMs(0)), MINUTE);
        assert_eq!(remembering(SECOND + 1).rest(PageMs(0)), SECOND + 1);
        // A second and less is no life, but a contradiction.
        assert_eq!(remembering(SECOND).rest(PageMs(0)), 60 * MINUTE);
        assert_eq!(remembering(-SECOND).rest(PageMs(0)), 60 * MINUTE);
    }
}
