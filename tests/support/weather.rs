//! What becomes of a question on its way.

use kaspi_checkout::checkout::{Loss, Outcome, Reply};

/// The network and the endpoint, for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weather {
    /// Answers come.
    Fine,
    /// Answers come after so many ms.
    Slow(i64),
    /// Connections break.
    Broken,
    /// Nothing comes back at all.
    Silent,
    /// Another answer than 2xx.
    Http(u16),
    /// 429 with `Retry-After`, in ms.
    Busy(i64),
    /// A login page with 200.
    LoginPage,
    /// JSON that was cut off.
    Truncated,
    /// More than any status.
    Endless,
    /// A word that nobody knows.
    StrangeWord,
    /// The answer for another payment, which was paid.
    OtherPayments,
}

/// Where a question's answer comes from, if it comes.
pub enum Fate {
    /// The endpoint's true word, after so many ms.
    Answered { after: i64 },
    /// Something else, after so many ms.
    Spoilt { after: i64, outcome: Outcome },
    /// Nothing.
    Never,
}

/// A 2xx answer with this body.
pub fn reply(body: &serde_json::Value) -> Outcome {
    Outcome::Reply(Reply { body: body.to_string(), date: None })
}

impl Weather {
    /// What becomes of a question under this weather; an ordinary answer takes `latency` ms.
    pub fn fate(self, latency: i64) -> Fate {
        let spoilt = |outcome| Fate::Spoilt { after: latency, outcome };
        let page = |body: &str| spoilt(Outcome::Reply(Reply { body: body.into(), date: None }));
        match self {
            Self::Fine => Fate::Answered { after: latency },
            Self::Slow(after) => Fate::Answered { after },
            Self::Broken => spoilt(Outcome::Lost(Loss::Network)),
            Self::Silent => Fate::Never,
            Self::Http(http) => spoilt(Outcome::Refused { http, retry_after: None }),
            Self::Busy(after) => spoilt(Outcome::Refused { http: 429, retry_after: Some(after) }),
            Self::LoginPage => page("<!doctype html><title>Log in</title>"),
            Self::Truncated => page(r#"{"paymentStatus":"SUCC"#),
            Self::Endless => spoilt(Outcome::Lost(Loss::TooLarge)),
            Self::StrangeWord => page(r#"{"paymentStatus":"ABRACADABRA"}"#),
            Self::OtherPayments => page(r#"{"paymentStatus":"SUCCESS","paymentId":"somebody-elses"}"#),
        }
    }
}
