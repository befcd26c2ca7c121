//! Where the time comes from.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

/// A clock that every part of a server shares.
///
/// In a live server it is the machine's clock. In tests it stands still until
/// somebody moves it, and whoever sleeps on it wakes when it is moved: no test
/// has to wait for real time.
#[derive(Clone, Debug)]
pub struct Clock {
    hand: Hand,
    moved_by: Arc<watch::Sender<SignedDuration>>,
}

#[derive(Clone, Copy, Debug)]
enum Hand {
    Running,
    Still(Timestamp),
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::with(Hand::Running)
    }

    /// A clock that shows `now` until [`Clock::advance`] moves it.
    #[must_use]
    pub fn still_at(now: Timestamp) -> Self {
        Self::with(Hand::Still(now))
    }

    fn with(hand: Hand) -> Self {
        Self { hand, moved_by: Arc::new(watch::Sender::new(SignedDuration::ZERO)) }
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let shown = match self.hand {
            Hand::Running => Timestamp::now(),
            Hand::Still(at) => at,
        };
        shown.saturating_add(*self.moved_by.borrow()).unwrap_or(shown)
    }

    /// Moves the clock forward by `step`, for everybody who shares it.
    pub fn advance(&self, step: SignedDuration) {
        self.moved_by.send_modify(|moved| *moved = moved.saturating_add(step));
    }

    /// Returns once the clock shows `deadline` or later.
    pub async fn sleep_until(&self, deadline: Timestamp) {
        let mut moves = self.moved_by.subscribe();
        loop {
            moves.mark_unchanged();
            let left = deadline.duration_since(self.now());
            let Ok(left) = std::time::Duration::try_from(left) else {
                return;
            };
            if left.is_zero() {
                return;
            }
            match self.hand {
                Hand::Still(_) => drop(moves.changed().await),
                Hand::Running => drop(tokio::time::timeout(left, moves.changed()).await),
            }
        }
    }

    /// Returns once `time` has passed on this clock.
    pub async fn sleep(&self, time: SignedDuration) {
        let deadline = self.now().saturating_add(time).unwrap_or(Timestamp::MAX);
        self.sleep_until(deadline).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_sleeper_wakes_when_the_clock_is_moved_past_its_deadline() {
        let clock = Clock::still_at(Timestamp::UNIX_EPOCH);
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move {
                clock.sleep(SignedDuration::from_secs(600)).await;
                clock.now()
            }
        });
        tokio::task::yield_now().await;
        clock.advance(SignedDuration::from_secs(599));
        tokio::task::yield_now().await;
        assert!(!sleeper.is_finished());
        clock.advance(SignedDuration::from_secs(1));
        assert_eq!(sleeper.await.unwrap().as_second(), 600);
    }
}
