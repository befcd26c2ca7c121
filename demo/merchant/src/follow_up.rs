//! What is done when nobody asks: lost notifications, lost answers, closings that were interrupted,
//! payments that are surplus.
//!
//! The notification is the rule and this the exception: Antom is asked for the first time some seconds
//! after a payment was made, then ever more rarely, once more when the code has expired, and then until
//! there is a final word.

use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};

use crate::{
    ledger::{LedgerError, Payment},
    merchant::Merchant,
    refusal::Refusal,
    state::State,
};

/// How long one instance may take over a payment before another tries: a little more than the client's
/// own patience for one call.
const LEASE: SignedDuration = SignedDuration::from_secs(35);

/// How many payments one round takes, all at once.
const MOST: u32 = 16;

/// How long a round with nothing to do is waited for.
const REST: SignedDuration = SignedDuration::from_millis(500);

/// How soon after its expiry a payment is asked about, in ms.
const AFTER_EXPIRY: i64 = 2_000;

impl Merchant {
    /// Follows up for as long as the server runs.
    pub async fn follow_up_forever(self) {
        loop {
            match self.follow_up().await {
                Ok(0) => {}
                Ok(_) => continue,
                Err(error) => tracing::error!(%error, "a round of following up failed"),
            }
            self.clock.sleep(REST).await;
        }
    }

    /// One round: does what is due, and says how much that was.
    ///
    /// # Errors
    /// [`LedgerError`]; what Antom does not answer is only put off.
    pub async fn follow_up(&self) -> Result<usize, LedgerError> {
        let due = self.ledger.take_due(self.now(), self.after(LEASE), MOST).await?;
        let settled = join_all(due.iter().map(|payment| self.follow_up_one(payment))).await;
        for (payment, settled) in due.iter().zip(settled) {
            if let Err(error) = settled {
                tracing::warn!(payment = payment.request_id, %error, "a payment stays unsettled for now");
            }
            self.ledger.put_off(&payment.request_id, self.next_check(payment)).await?;
        }
        Ok(due.len())
    }

    async fn follow_up_one(&self, payment: &Payment) -> Result<(), Refusal> {
        match payment.state {
            State::Asked | State::Open | State::Pending | State::Paid if payment.surplus => {
                self.conclude(&payment.request_id).await
            }
            State::Closing => self.conclude(&payment.request_id).await,
            State::Asked => self.ask(payment).await,
            State::Open | State::Pending | State::Paid | State::Failed | State::Cancelled => {
                self.inquire(payment).await
            }
        }
    }

    fn next_check(&self, payment: &Payment) -> Timestamp {
        let now = self.now();
        let pause = pause(self.first_check, payment.checks);
        let next = now.checked_add(pause).unwrap_or(Timestamp::MAX);
        let expiry = payment.expires.checked_add(SignedDuration::from_millis(AFTER_EXPIRY)).unwrap_or(next);
        if expiry > now { next.min(expiry) } else { next }
    }
}

/// The pause after so many checks: half as long again each time, at most an hour.
fn pause(first: SignedDuration, checks: u32) -> SignedDuration {
    let mut pause = first;
    for _ in 0..checks.min(30) {
        pause = (pause + pause / 2).min(SignedDuration::from_hours(1));
    }
    pause
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_grows_to_an_hour_and_no_further() {
        let first = SignedDuration::from_secs(10);
        assert_eq!(pause(first, 0), first);
        assert_eq!(pause(first, 1), SignedDuration::from_secs(15));
        assert_eq!(pause(first, u32::MAX), SignedDuration::from_hours(1));
    }
}
