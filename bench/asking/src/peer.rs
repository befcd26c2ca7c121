//! The schedules of others: a pause after each answer, and no notice of what the buyer does.

use fastrand::Rng;

use crate::buyer::Buyer;
use crate::chance::{self, Fate};
use crate::cost::Cost;

/// Somebody else's way to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Peer {
    /// hyperswitch-web: every 2 s for ever.
    TwoSeconds,
    /// Adyen Web: every 2 s, after a minute every 10 s.
    Adyen,
    /// Antom's template for a merchant's page: 2, 3, 5, 8, 13, 21, then every 30 s.
    Antom,
}

impl Peer {
    /// Milliseconds from an answer to the next question.
    fn pause(self, asked: usize, at: i64) -> i64 {
        match self {
            Self::TwoSeconds => 2_000,
            Self::Adyen if at < 60_000 => 2_000,
            Self::Adyen => 10_000,
            Self::Antom => [2_000, 3_000, 5_000, 8_000, 13_000, 21_000].get(asked - 1).copied().unwrap_or(30_000),
        }
    }

    /// Asks until the payment is heard of or the page is closed.
    pub(crate) fn serve(self, buyer: &Buyer) -> Cost {
        let mut network = Rng::with_seed(buyer.seed);
        let mut asked = 0;
        let mut at = buyer.wakes(0);
        while at < buyer.leaves {
            asked += 1;
            let (told, arrives) = match chance::fate(&mut network) {
                Fate::Answered(takes) => (Some(at + takes / 2), at + takes),
                Fate::Lost(takes) => (None, at + takes),
            };
            let hears = buyer.hears(arrives);
            if told.is_some_and(|told| buyer.paid.is_some_and(|paid| paid <= told)) {
                return Cost { requests: asked, heard: (hears < buyer.leaves).then_some(hears) };
            }
            at = buyer.wakes(hears + self.pause(asked, hears));
        }
        Cost { requests: asked, heard: None }
    }
}
