//! How a payment stands in the merchant's own record, and what each word of Antom's does to it.

use kaspi_antom::message::{inquiry::PaymentStatus, notification::Claim};

/// How a payment stands. The states exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// `pay` was or will be sent; its answer is not known. The same request is sent until it is.
    Asked,
    /// Waits for the buyer.
    Open,
    /// The buyer paid, the final word comes later.
    Pending,
    /// Paid.
    Paid,
    /// Not paid, and never to be: declined, refused, or expired.
    Failed,
    /// The merchant is closing it. Until Antom has said how that ended, nothing else counts.
    Closing,
    /// Closed by the merchant; refunded if it had been paid.
    Cancelled,
}

/// What Antom said, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Antom told it by itself.
    Notified(Claim),
    /// Antom answered a question.
    Inquired(PaymentStatus),
}

/// What a word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing: known already, or of no weight.
    Keep,
    /// The payment stands otherwise now.
    Become(State),
    /// The word contradicts the record: Antom must be asked.
    Ask,
}

impl State {
    /// Every state, for those who go through all of them.
    pub const ALL: [Self; 7] =
        [Self::Asked, Self::Open, Self::Pending, Self::Paid, Self::Failed, Self::Closing, Self::Cancelled];

    /// The word under which the state is kept.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Open => "open",
            Self::Pending => "pending",
            Self::Paid => "paid",
            Self::Failed => "failed",
            Self::Closing => "closing",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether the payment has come to its end.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Paid | Self::Failed | Self::Cancelled)
    }

    /// What the buyer's page is told (contract B of the element).
    #[must_use]
    pub fn status(self) -> PaymentStatus {
        match self {
            Self::Asked | Self::Open | Self::Closing => PaymentStatus::Processing,
            Self::Pending => PaymentStatus::Pending,
            Self::Paid => PaymentStatus::Success,
            Self::Failed => PaymentStatus::Fail,
            Self::Cancelled => PaymentStatus::Cancelled,
        }
    }

    /// What `word` does to a payment in this state.
    ///
    /// A notification may be old, repeated or late, so one that contradicts a final state only makes
    /// the server ask. The answer to a question is Antom's present word and decides; but no answer
    /// turns a paid payment into a failed one.
    #[must_use]
    pub fn after(self, word: Word) -> Verdict {
        match word {
            Word::Notified(claim) => self.after_notification(claim),
            Word::Inquired(status) => self.after_answer(status),
        }
    }

    fn after_notification(self, claim: Claim) -> Verdict {
        use Verdict::{Ask, Become, Keep};
        match (self, claim) {
            (Self::Asked | Self::Open | Self::Pending, Claim::Paid) => Become(Self::Paid),
            (Self::Failed | Self::Cancelled | Self::Closing, Claim::Paid) | (Self::Closing, Claim::Pending) => Ask,
            (Self::Asked | Self::Open | Self::Pending | Self::Closing, Claim::Failed) => Become(Self::Failed),
            (Self::Asked | Self::Open, Claim::Pending) => Become(Self::Pending),
            (_, Claim::Paid | Claim::Failed | Claim::Pending | Claim::Other) => Keep,
        }
    }

    fn after_answer(self, status: PaymentStatus) -> Verdict {
        let next = match (self, status) {
            (_, PaymentStatus::Success) => Self::Paid,
            (_, PaymentStatus::Cancelled) => Self::Cancelled,
            (Self::Asked | Self::Open | Self::Pending | Self::Closing, PaymentStatus::Fail) => Self::Failed,
            (Self::Asked | Self::Open | Self::Closing, PaymentStatus::Pending) => Self::Pending,
            (_, PaymentStatus::Fail | PaymentStatus::Pending | PaymentStatus::Processing) => self,
        };
        if next == self { Verdict::Keep } else { Verdict::Become(next) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [Word; 9] = [
        Word::Notified(Claim::Paid),
        Word::Notified(Claim::Failed),
        Word::Notified(Claim::Pending),
        Word::Notified(Claim::Other),
        Word::Inquired(PaymentStatus::Processing),
        Word::Inquired(PaymentStatus::Pending),
        Word::Inquired(PaymentStatus::Success),
        Word::Inquired(PaymentStatus::Fail),
        Word::Inquired(PaymentStatus::Cancelled),
    ];

    #[test]
    fn a_paid_payment_stays_paid_until_antom_says_that_it_is_cancelled() {
        for word in WORDS {
            let expected = match word {
                Word::Inquired(PaymentStatus::Cancelled) => Verdict::Become(State::Cancelled),
                _ => Verdict::Keep,
            };
            assert_eq!(State::Paid.after(word), expected, "{word:?}");
        }
    }

    #[test]
    fn a_notification_alone_never_changes_a_final_state() {
        for state in State::ALL.into_iter().filter(|state| state.is_final()) {
            for word in WORDS.into_iter().filter(|word| matches!(word, Word::Notified(_))) {
                assert!(!matches!(state.after(word), Verdict::Become(_)), "{state:?} {word:?}");
            }
        }
    }

    #[test]
    fn success_in_an_answer_always_ends_in_paid() {
        for state in State::ALL {
            let end = match state.after(Word::Inquired(PaymentStatus::Success)) {
                Verdict::Become(next) => next,
                Verdict::Keep | Verdict::Ask => state,
            };
            assert_eq!(end, State::Paid);
        }
    }

    #[test]
    fn the_same_word_twice_is_the_word_once() {
        for state in State::ALL {
            for word in WORDS {
                if let Verdict::Become(next) = state.after(word) {
                    assert!(!matches!(next.after(word), Verdict::Become(_)), "{state:?} {word:?}");
                }
            }
        }
    }

    #[test]
    fn the_result_before_the_pending_word_is_not_undone_by_it() {
        let paid = State::Open.after(Word::Notified(Claim::Paid));
        assert_eq!(paid, Verdict::Become(State::Paid));
        assert_eq!(State::Paid.after(Word::Notified(Claim::Pending)), Verdict::Keep);
    }

    #[test]
    fn each_state_is_found_by_its_name() {
        for state in State::ALL {
            assert_eq!(State::named(state.name()), Some(state));
        }
    }
}
