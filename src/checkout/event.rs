//! All that can happen to a checkout.

use super::view::Way;
use crate::time::EpochMs;

/// Something that happened: to the page, to the network, or by the buyer's hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The deadline has come, or anything else woke us; harmless at any time.
    Woken,
    /// The page's author wants another way to be shown first, or another launch.
    ModeChanged,
    /// The answer to question `number`.
    Answered {
        /// Which question.
        number: u32,
        /// What came of it.
        outcome: Outcome,
    },
    /// Another tab of the same payment tells this: an answer that it has heard, or that there is a new code.
    HeardFromTab(String),
    /// This tab is now the one that asks.
    BecameAsker,
    /// This tab waits for its turn to ask again: it was away, or the payment is another one.
    LostTurn,
    /// The stream of server-sent events is open.
    StreamOpened,
    /// The stream has pushed a status.
    StreamSaid(String),
    /// The stream is down.
    StreamClosed,
    /// The page can be seen again, was given focus, or was brought back from the back-forward cache.
    Returned,
    /// The page cannot be seen.
    Hidden,
    /// The browser has a network again.
    Online,
    /// The browser has lost its network.
    Offline,
    /// The buyer or the page wants to know at once.
    CheckNow,
    /// Another endpoint or function is asked for the status from now on.
    OtherSource,
    /// The buyer has chosen a way to pay.
    Chose(Way),
    /// The buyer has followed the link into the app, or to Antom's page.
    Followed,
    /// The page's author has prevented the hand-off that was on its way.
    HandoffPrevented,
    /// The hand-off that was on its way was not done: the element is not on show.
    HandoffPostponed,
    /// The element is on show from now on.
    OnShow,
    /// The hosted picture of the code cannot be had.
    PictureLost,
    /// The buyer asks for a new code.
    WantsNewCode,
    /// A new pay response for the same order, from the page.
    Renewed(String),
    /// The answer of `refresh-url` to request `number`.
    RenewalAnswered {
        /// Which request.
        number: u32,
        /// The new pay response, if there is one.
        pay_response: Option<String>,
    },
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An answer with 2xx.
    Reply(Reply),
    /// An answer with another code.
    Refused {
        /// The HTTP status code.
        http: u16,
        /// `Retry-After`, in milliseconds.
        retry_after: Option<i64>,
    },
    /// No answer.
    Lost(Loss),
}

/// A 2xx answer, unread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The body.
    pub body: String,
    /// The `Date` header, where the page may read it; its resolution is a second.
    pub date: Option<EpochMs>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// No connection, or one that broke.
    Network,
    /// The answer is longer than any status.
    TooLarge,
    /// The page's own `statusSource` failed.
    Source,
}
