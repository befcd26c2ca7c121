//! What a checkout wants done. The shell does it, in order, and decides nothing.

use super::memory::Memory;
use crate::error_code::ErrorCode;
use crate::payment::{Address, AppLink, Identity};

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the status endpoint; the answer comes back with the same number.
    Ask {
        /// The question's number.
        number: u32,
    },
    /// Give the question in flight up.
    Abandon,
    /// Tell the payment's other tabs this, which they hear as [`HeardFromTab`](super::Event::HeardFromTab).
    TellTabs(String),
    /// The same, also to the tabs that know another payment of the order alone.
    TellOrder(String),
    /// Open the stream of server-sent events.
    OpenStream,
    /// Close the stream.
    CloseStream,
    /// Keep this in this tab, under the name of each of its payments.
    Remember(Memory),
    /// Fire `kaspi-handoff`, and open the link unless that is prevented.
    HandOff(AppLink),
    /// Fire `kaspi-refresh`, and `POST` to `refresh-url` where there is one; an earlier request is given up.
    AskForNewCode {
        /// The request's number.
        number: u32,
        /// Which payment is to be replaced.
        identity: Identity,
    },
    /// Fire `kaspi-statechange`.
    StateChanged {
        /// The new state.
        state: &'static str,
        /// The state before.
        previous: &'static str,
    },
    /// What is kept per payment belongs to another payment from now on.
    PaymentChanged,
    /// The new pay response for the same order counts from now on.
    Taken,
    /// Fire `kaspi-expired`.
    Expired(Identity),
    /// Fire `kaspi-result`, and go to `onward` unless that is prevented. At most once per payment.
    Conclude(Conclusion),
    /// Fire `kaspi-error`.
    Report(ErrorCode),
}

/// The final outcome of a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    /// Antom's final word: `SUCCESS`, `FAIL` or `CANCELLED`.
    pub status: &'static str,
    /// The public name of the state: `paid`, `failed` or `cancelled`.
    pub state: &'static str,
    /// Which payment.
    pub identity: Identity,
    /// Whether it was paid after the expiry or, where nobody tells when it was paid, the word came after it.
    pub late: bool,
    /// Where the buyer is taken, if anywhere.
    pub onward: Option<Address>,
}
