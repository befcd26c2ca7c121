//! How one payment stands, and what the buyer's phone may do to it.

use jiff::Timestamp;
use kaspi_antom::message::inquiry::PaymentStatus;
use serde::Deserialize;

/// How a payment stands. The states exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Waits for the buyer.
    Unpaid,
    /// The buyer confirmed; the bank's word is awaited.
    Pending,
    /// The money has moved.
    Paid {
        /// When it moved.
        at: Timestamp,
    },
    /// The buyer or the bank said no.
    Failed(Refusal),
    /// The merchant closed it.
    Cancelled {
        /// When the money had moved, if it had; it is refunded.
        paid_at: Option<Timestamp>,
    },
}

/// Why a payment failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The buyer declined.
    Declined,
    /// The account does not hold enough.
    InsufficientBalance,
    /// Nobody paid while the code worked.
    Expired,
}

/// What happens on the phone, or behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// The buyer pays.
    Approve,
    /// The buyer declines.
    Decline,
    /// The buyer tries to pay, the account does not hold enough.
    InsufficientBalance,
    /// The buyer puts the phone away: nothing happens.
    Leave,
    /// The buyer pays, the bank answers later.
    ApprovePending,
    /// The bank's late yes to a pending payment.
    Settle,
    /// The bank's late no to a pending payment.
    Reject,
    /// The buyer paid in time, but it becomes known only after the code expired.
    ApproveLate,
    /// A paid payment is cancelled, and the money goes back.
    CancelAfterPay,
}

impl Phase {
    /// The phase after `act` at `now`; `None` where the act changes nothing.
    #[must_use]
    pub fn after(self, act: Act, now: Timestamp) -> Option<Self> {
        match (self, act) {
            (Self::Unpaid, Act::Approve | Act::ApproveLate)
            | (Self::Failed(Refusal::Expired), Act::ApproveLate)
            | (Self::Pending, Act::Settle) => Some(Self::Paid { at: now }),
            (Self::Unpaid, Act::ApprovePending) => Some(Self::Pending),
            (Self::Unpaid, Act::Decline) | (Self::Pending, Act::Reject) => Some(Self::Failed(Refusal::Declined)),
            (Self::Unpaid, Act::InsufficientBalance) => Some(Self::Failed(Refusal::InsufficientBalance)),
            (Self::Paid { at }, Act::CancelAfterPay) => Some(Self::Cancelled { paid_at: Some(at) }),
            _ => None,
        }
    }

    /// The phase once the code has expired.
    #[must_use]
    pub fn expired(self) -> Self {
        match self {
            Self::Unpaid => Self::Failed(Refusal::Expired),
            other => other,
        }
    }

    /// The phase after the merchant's `cancel`; `None` where Antom refuses it.
    #[must_use]
    pub fn cancelled(self) -> Option<Self> {
        match self {
            Self::Unpaid => Some(Self::Cancelled { paid_at: None }),
            Self::Paid { at } => Some(Self::Cancelled { paid_at: Some(at) }),
            Self::Cancelled { .. } | Self::Failed(_) => Some(self),
            Self::Pending => None,
        }
    }

    /// Antom's word for the phase.
    #[must_use]
    pub fn status(self) -> PaymentStatus {
        match self {
            Self::Unpaid => PaymentStatus::Processing,
            Self::Pending => PaymentStatus::Pending,
            Self::Paid { .. } => PaymentStatus::Success,
            Self::Failed(_) => PaymentStatus::Fail,
            Self::Cancelled { .. } => PaymentStatus::Cancelled,
        }
    }
}

impl Refusal {
    /// Antom's result code and message for it.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Declined => ("ORDER_IS_CLOSED", "The order is closed."),
            Self::InsufficientBalance => {
                ("USER_BALANCE_NOT_ENOUGH", "The user balance is not enough for this payment.")
            }
            Self::Expired => ("PROCESS_FAIL", "A general business failure occurred."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;
    const ACTS: [Act; 9] = [
        Act::Approve,
        Act::Decline,
        Act::InsufficientBalance,
        Act::Leave,
        Act::ApprovePending,
        Act::Settle,
        Act::Reject,
        Act::ApproveLate,
        Act::CancelAfterPay,
    ];

    #[test]
    fn only_a_late_payment_revives_an_expired_code() {
        let expired = Phase::Unpaid.expired();
        for act in ACTS {
            let expected = (act == Act::ApproveLate).then_some(Phase::Paid { at: NOW });
            assert_eq!(expired.after(act, NOW), expected, "{act:?}");
        }
    }

    #[test]
    fn a_paid_payment_can_only_be_cancelled() {
        for act in ACTS {
            let after = Phase::Paid { at: NOW }.after(act, NOW);
            let expected = (act == Act::CancelAfterPay).then_some(Phase::Cancelled { paid_at: Some(NOW) });
            assert_eq!(after, expected, "{act:?}");
        }
        assert_eq!(Phase::Paid { at: NOW }.expired(), Phase::Paid { at: NOW });
    }

    #[test]
    fn cancelling_twice_is_cancelling_once_and_a_pending_payment_is_not_cancelled() {
        let cancelled = Phase::Unpaid.cancelled().unwrap();
        assert_eq!(cancelled.cancelled(), Some(cancelled));
        assert_eq!(Phase::Pending.cancelled(), None);
    }
}
