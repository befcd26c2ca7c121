//! Every code that a `kaspi-error` event can carry: stable, documented, one meaning each.

use crate::text::line;

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
    /// A redirect URL of the status endpoint is not allowed: the page author's own is followed, or none.
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

/// Two lines for each code, in their order: the code, and what it means.
const WORDS: &str = "\
pay-response-not-json
The pay response is not JSON.
pay-response-not-an-object
The pay response is not a JSON object.
pay-response-empty
The pay response has nothing to show.
pay-response-nothing-to-show
The pay response has no code and no link.
pay-response-links-refused
The pay response has no code; its links are not allowed.
code-unencodable
The code does not fit into a QR.
pay-response-failed
The payment was not created (resultStatus F).
pay-response-contradictory
The pay response contradicts itself; its top level is used.
expiry-unreadable
The expiry cannot be read; ten minutes are assumed.
applink-refused
The app link is not allowed.
page-link-refused
The link to the payment page is not allowed.
link-too-long
A link of the pay response is longer than 2,048 bytes.
status-source-missing
Neither status-url nor statusSource is set.
status-network
The status endpoint could not be reached.
status-timeout
The status endpoint did not answer within 10 s.
status-too-large
The status is too large.
status-not-json
The status is not a JSON object.
status-missing
The answer has no status.
status-unknown
The status is not known.
status-other-payment
The status is of another payment.
status-http-401
The status endpoint answered 401.
status-http-403
The status endpoint answered 403.
status-http-404
The status endpoint answered 404.
status-http-410
The status endpoint answered 410.
status-http-429
The status endpoint answered 429.
status-http-5xx
The status endpoint answered 5xx.
status-http-other
The status endpoint did not answer with 2xx.
status-source-failed
The statusSource function failed.
redirect-refused
The redirect URL is not allowed.
result-url-refused
The result-url is not allowed.
failure-url-refused
The failure-url is not allowed.
refresh-unchecked
The status of the old payment is not known.
refresh-failed
No new pay response could be had.
refresh-same-code
The new pay response holds the old code.
refresh-already-paid
The old code is paid.
attribute-invalid
The value of an attribute is not known; its default is used.
";

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
    pub fn words(self) -> (&'static str, &'static str) {
        let number = 2 * self as usize;
        (line(WORDS, number), line(WORDS, number + 1))
    }

    /// Whether the buyer cannot pay here.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// `StatusHttp5xx` as `status-http-5xx`.
    fn in_kebab_case(name: &str) -> String {
        let mut kebab = String::new();
        let mut before = '-';
        for letter in name.chars() {
            if letter.is_uppercase() || letter.is_numeric() && !before.is_numeric() {
                kebab.push('-');
            }
            kebab.extend(letter.to_lowercase());
            before = letter;
        }
        kebab.trim_start_matches('-').to_owned()
    }

    #[test]
    fn every_code_stands_with_its_meaning_where_its_number_says() {
        for code in ErrorCode::ALL {
            let (name, meaning) = code.words();
            assert_eq!(name, in_kebab_case(&format!("{code:?}")));
            assert!(meaning.ends_with('.') && meaning.contains(' '), "{name}: {meaning}");
        }
        assert_eq!(WORDS.lines().count(), 2 * ErrorCode::ALL.len());
    }
}
