//! What the shell tells.

use super::options::Options;
use crate::checkout::{Event, Loss, Outcome, Reply};
use crate::json::{self, Value};
use crate::time::EpochMs;
use crate::ui::Copying;

/// Something that has happened.
#[derive(Clone, Debug)]
pub(super) enum Telling {
    /// To the payment.
    Event(Event),
    /// The element has its attributes and properties, for the first time or again.
    Options(Box<Options>),
    /// The control with this number was clicked.
    Clicked(usize),
    /// The link that the buyer wanted to have was copied, or was not.
    Copied(Copying),
}

impl Telling {
    /// Reads what the shell tells: an object with the name of an `event`; nothing for anything else.
    pub(super) fn read(telling: &Value) -> Option<Self> {
        let text = || telling.get("text").and_then(Value::as_str).map(str::to_owned);
        let number = || u32::try_from(json::number(telling, "number")?).ok();
        Some(Self::Event(match json::string(telling, "event")? {
            "woken" => Event::Woken,
            "answered" => Event::Answered { number: number()?, outcome: outcome(telling) },
            "heard-from-tab" => Event::HeardFromTab(text()?),
            "asker" => Event::BecameAsker,
            "lost-turn" => Event::LostTurn,
            "stream-opened" => Event::StreamOpened,
            "stream-said" => Event::StreamSaid(text()?),
            "stream-closed" => Event::StreamClosed,
            "returned" => Event::Returned,
            "hidden" => Event::Hidden,
            "online" => Event::Online,
            "offline" => Event::Offline,
            "check-now" => Event::CheckNow,
            "other-source" => Event::OtherSource,
            "followed" => Event::Followed,
            "hand-off-prevented" => Event::HandoffPrevented,
            "hand-off-postponed" => Event::HandoffPostponed,
            "on-show" => Event::OnShow,
            "picture-lost" => Event::PictureLost,
            "renewed" => Event::Renewed(text()?),
            "renewal-answered" => Event::RenewalAnswered { number: number()?, pay_response: text() },
            "options" => return Some(Self::Options(Box::new(Options::read(telling)))),
            "clicked" => return Some(Self::Clicked(usize::try_from(number()?).ok()?)),
            "copied" => return Some(Self::Copied(Copying::Done(text()?))),
            "not-copied" => return Some(Self::Copied(Copying::Refused(text()?))),
            _ => return None,
        }))
    }
}

/// A reply has a text, a refusal has an HTTP status; what has neither was lost.
fn outcome(telling: &Value) -> Outcome {
    let whole = |field| json::number(telling, field);
    if let Some(body) = telling.get("text").and_then(Value::as_str) {
        return Outcome::Reply(Reply { body: body.to_owned(), date: whole("date").map(EpochMs) });
    }
    if let Some(http) = whole("http").and_then(|http| u16::try_from(http).ok()) {
        return Outcome::Refused { http, retry_after: whole("retryAfter") };
    }
    Outcome::Lost(match json::string(telling, "lost") {
        Some("too-large") => Loss::TooLarge,
        Some("source") => Loss::Source,
        _ => Loss::Network,
    })
}
