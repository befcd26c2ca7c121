//! Every code that a `kaspi-error` event can carry: stable, documented, one meaning each.

/// What went wrong, for the merchant's developer. Buyers never read these texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    /// The pay response is not JSON.
    PayResponseNotJson,
    /// The pay response is JSON, but no object.
    PayResponseNotAnObject,
    /// The pay response has neither a result nor anything to show.
    PayResponseEmpty,
    /// The payment was created without any code or link.
    PayResponseNothingToShow,
    /// All links of the pay response were refused, and there is no code.
    PayResponseLinksRefused,
    /// The code is longer than any QR can hold; the other ways are offered.
    CodeUnencodable,
    /// `resultStatus` is `F`: the payment was not created.
    PayResponseFailed,
    /// The same fact stands in two places of the pay response, and they disagree.
    PayResponseContradictory,
    /// The expiry cannot be read.
    ExpiryUnreadable,
    /// The app link is not followed: not https, with credentials, or of a foreign origin.
    ApplinkRefused,
    /// The link to Antom's page is not followed, for the same reasons.
    PageLinkRefused,
    /// A link is longer than 2,048 bytes.
    LinkTooLong,
    /// Neither `status-url` nor `statusSource` is set: the result of the payment will never be known.
    StatusSourceMissing,
    /// The status endpoint could not be reached.
    StatusNetwork,
    /// The status endpoint did not answer within 10 s.
    StatusTimeout,
    /// The answer is longer than any status.
    StatusTooLarge,
    /// The answer is not a JSON object.
    StatusNotJson,
    /// The answer names no status.
    StatusMissing,
    /// The answer names a status that is not known; it counts as "not known yet".
    StatusUnknown,
    /// The answer speaks of another payment; it was dropped.
    StatusOtherPayment,
    /// The endpoint answered 401.
    StatusHttp401,
    /// The endpoint answered 403.
    StatusHttp403,
    /// The endpoint answered 404.
    StatusHttp404,
    /// The endpoint answered 410.
    StatusHttp410,
    /// The endpoint answered 429.
    StatusHttp429,
    /// The endpoint answered 5xx.
    StatusHttp5xx,
    /// The endpoint answered with another code that is not 2xx.
    StatusHttpOther,
    /// The function in `statusSource` failed.
    StatusSourceFailed,
    /// A redirect URL of the status endpoint is not allowed; the buyer stays and sees the result.
    RedirectRefused,
    /// The attribute `result-url` is not allowed.
    ResultUrlRefused,
    /// The attribute `failure-url` is not allowed.
    FailureUrlRefused,
    /// A new code could not be had: the last question before it was not answered.
    RefreshUnchecked,
    /// A new code could not be had: `refresh-url` did not answer with a pay response.
    RefreshFailed,
    /// The new pay response holds the old code again.
    RefreshSameCode,
    /// A new code was refused, since the payment is paid or its result is on the way.
    RefreshAlreadyPaid,
    /// An attribute has a value that is not known; its default is used.
    AttributeInvalid,
}

impl ErrorCode {
    /// Every code, in the order of the documentation.
    pub const ALL: [Self; 36] = [
        Self::PayResponseNotJson,
        Self::PayResponseNotAnObject,
        Self::PayResponseEmpty,
        Self::PayResponseNothingToShow,
        Self::PayResponseLinksRefused,
        Self::CodeUnencodable,
        Self::PayResponseFailed,
        Self::PayResponseContradictory,
        Self::ExpiryUnreadable,
        Self::ApplinkRefused,
        Self::PageLinkRefused,
        Self::LinkTooLong,
        Self::StatusSourceMissing,
        Self::StatusNetwork,
        Self::StatusTimeout,
        Self::StatusTooLarge,
        Self::StatusNotJson,
        Self::StatusMissing,
        Self::StatusUnknown,
        Self::StatusOtherPayment,
        Self::StatusHttp401,
        Self::StatusHttp403,
        Self::StatusHttp404,
        Self::StatusHttp410,
        Self::StatusHttp429,
        Self::StatusHttp5xx,
        Self::StatusHttpOther,
        Self::StatusSourceFailed,
        Self::RedirectRefused,
        Self::ResultUrlRefused,
        Self::FailureUrlRefused,
        Self::RefreshUnchecked,
        Self::RefreshFailed,
        Self::RefreshSameCode,
        Self::RefreshAlreadyPaid,
        Self::AttributeInvalid,
    ];

    /// The code and its meaning in English, as the event carries them.
    #[must_use]
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::PayResponseNotJson => ("pay-response-not-json", "The pay response is not JSON."),
            Self::PayResponseNotAnObject => ("pay-response-not-an-object", "The pay response is not a JSON object."),
            Self::PayResponseEmpty => ("pay-response-empty", "The pay response has no result and nothing to show."),
            Self::PayResponseNothingToShow => {
                ("pay-response-nothing-to-show", "The pay response has no code and no link.")
            }
            Self::PayResponseLinksRefused => {
                ("pay-response-links-refused", "The pay response has no code, and its links are not allowed.")
            }
            Self::CodeUnencodable => ("code-unencodable", "The code does not fit into a QR."),
            Self::PayResponseFailed => ("pay-response-failed", "The payment was not created (resultStatus F)."),
            Self::PayResponseContradictory => {
                ("pay-response-contradictory", "The pay response contradicts itself; its top level is used.")
            }
            Self::ExpiryUnreadable => ("expiry-unreadable", "The expiry cannot be read; ten minutes are assumed."),
            Self::ApplinkRefused => ("applink-refused", "The app link is not allowed."),
            Self::PageLinkRefused => ("page-link-refused", "The link to the payment page is not allowed."),
            Self::LinkTooLong => ("link-too-long", "A link of the pay response is longer than 2,048 bytes."),
            Self::StatusSourceMissing => ("status-source-missing", "Neither status-url nor statusSource is set."),
            Self::StatusNetwork => ("status-network", "The status endpoint could not be reached."),
            Self::StatusTimeout => ("status-timeout", "The status endpoint did not answer within 10 s."),
            Self::StatusTooLarge => ("status-too-large", "The answer of the status endpoint is too large."),
            Self::StatusNotJson => ("status-not-json", "The answer of the status endpoint is not a JSON object."),
            Self::StatusMissing => ("status-missing", "The answer of the status endpoint names no status."),
            Self::StatusUnknown => ("status-unknown", "The status is not known."),
            Self::StatusOtherPayment => ("status-other-payment", "The answer speaks of another payment."),
            Self::StatusHttp401 => ("status-http-401", "The status endpoint answered 401."),
            Self::StatusHttp403 => ("status-http-403", "The status endpoint answered 403."),
            Self::StatusHttp404 => ("status-http-404", "The status endpoint answered 404."),
            Self::StatusHttp410 => ("status-http-410", "The status endpoint answered 410."),
            Self::StatusHttp429 => ("status-http-429", "The status endpoint answered 429."),
            Self::StatusHttp5xx => ("status-http-5xx", "The status endpoint answered with a server error."),
            Self::StatusHttpOther => ("status-http-other", "The status endpoint did not answer with 2xx."),
            Self::StatusSourceFailed => ("status-source-failed", "The statusSource function failed."),
            Self::RedirectRefused => ("redirect-refused", "The redirect URL is not allowed."),
            Self::ResultUrlRefused => ("result-url-refused", "The attribute result-url is not allowed."),
            Self::FailureUrlRefused => ("failure-url-refused", "The attribute failure-url is not allowed."),
            Self::RefreshUnchecked => ("refresh-unchecked", "No new code: the old payment's status is not known."),
            Self::RefreshFailed => ("refresh-failed", "No new pay response could be had."),
            Self::RefreshSameCode => ("refresh-same-code", "The new pay response holds the old code."),
            Self::RefreshAlreadyPaid => ("refresh-already-paid", "A new code was refused: the old one is paid."),
            Self::AttributeInvalid => ("attribute-invalid", "An attribute has an unknown value; its default is used."),
        }
    }

    /// Whether the element cannot go on: nothing can be shown to the buyer.
    #[must_use]
    pub const fn is_fatal(self) -> bool {
        matches!(
            self,
            Self::PayResponseNotJson
                | Self::PayResponseNotAnObject
                | Self::PayResponseEmpty
                | Self::PayResponseNothingToShow
                | Self::PayResponseLinksRefused
                | Self::PayResponseFailed
        )
    }
}
