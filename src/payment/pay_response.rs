//! Reads a pay response: any text gives either a payment or an error with a code.

use super::iso8601::Moment;
use super::links::{Links, Purpose};
use super::{Amount, Codes, Identity, Origins, Payment, Refusal};
use crate::error_code::ErrorCode;
use crate::json::{self, Value};
use crate::text::split_once;
use crate::time::{EpochMs, MINUTE};

/// How long a code lives where the response does not say it: Kaspi's default.
const DEFAULT_LIFETIME: i64 = 10 * MINUTE;

/// The bytes that the largest QR holds at error correction M (ISO/IEC 18004, version 40).
const LONGEST_CODE: usize = 2_331;

/// What the response says about the payment as a whole (`result.resultStatus`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// `U`: created, to be paid.
    #[default]
    Created,
    /// `S`: paid already, as the response believes; the status endpoint has the word.
    Settled,
    /// `F`: not created; a new payment request is needed.
    Failed,
}

/// A payment that was read, with what was odd about its message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The payment.
    pub payment: Payment,
    /// What a merchant's developer should know: never fatal, at most one of each kind.
    pub warnings: Vec<ErrorCode>,
}

/// A pay response that nothing can be shown of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// Why.
    pub code: ErrorCode,
    /// Which payment it speaks of all the same, as far as it can be read: perhaps that one is known to be paid.
    pub identity: Identity,
}

impl From<ErrorCode> for Rejection {
    fn from(code: ErrorCode) -> Self {
        Self { code, identity: Identity::default() }
    }
}

/// Reads a pay response of Antom.
///
/// # Errors
/// The reason why nothing can be made of the text: it is not JSON, not an object, or has nothing that could be shown.
pub fn read_pay_response(text: &str, origins: &Origins) -> Result<Reading, Rejection> {
    let response = json::parse(text).ok_or(ErrorCode::PayResponseNotJson)?;
    if !response.is_object() {
        return Err(ErrorCode::PayResponseNotAnObject.into());
    }
    let reading = resolve(&response, origins);
    let payment = &reading.payment;
    let nothing_to_show = payment.codes.is_empty() && payment.app_link.is_none() && payment.page_link.is_none();
    match payment.standing {
        Standing::Created if nothing_to_show => {
            Err(Rejection { code: reason_for_nothing(&response, &reading), identity: reading.payment.identity })
        }
        _ => Ok(reading),
    }
}

fn reason_for_nothing(response: &Value, reading: &Reading) -> ErrorCode {
    let refused = [ErrorCode::ApplinkRefused, ErrorCode::PageLinkRefused, ErrorCode::LinkTooLong];
    if reading.warnings.iter().any(|warning| refused.contains(warning)) {
        ErrorCode::PayResponseLinksRefused
    } else if response.get("result").is_some() {
        ErrorCode::PayResponseNothingToShow
    } else {
        ErrorCode::PayResponseEmpty
    }
}

fn resolve(response: &Value, origins: &Origins) -> Reading {
    let mut warnings = Vec::new();
    let mut warn = |code: ErrorCode, holds: bool| {
        if holds && !warnings.contains(&code) {
            warnings.push(code);
        }
    };

    let order_code_form = json::object(response, "orderCodeForm").unwrap_or_default();
    let payment_data = json::object(response, "paymentData").unwrap_or_default();

    let mut codes = Codes::read(&order_code_form, origins);
    let unencodable = codes.text.take_if(|text| text.len() > LONGEST_CODE).is_some();
    warn(ErrorCode::CodeUnencodable, unencodable);
    let bare_code = json::text(&payment_data, "codeValue");
    let codes_differ = |text: &String| bare_code.as_ref().is_some_and(|bare| split_once(text, bare).is_none());
    warn(ErrorCode::PayResponseContradictory, codes.text.as_ref().is_some_and(codes_differ));

    let links = Links::read(response, origins);
    warn(ErrorCode::PayResponseContradictory, links.contradictory);
    for (purpose, refusal) in &links.refused {
        warn(refused(*purpose, *refusal), true);
    }

    let paid = json::object(response, "paymentAmount").and_then(|amount| Amount::in_minor_units(&amount));
    let displayed = Amount::as_displayed(&payment_data);
    let differ = |(paid, displayed): (&Amount, &Amount)| !paid.agrees_with(displayed);
    warn(ErrorCode::PayResponseContradictory, paid.as_ref().zip(displayed.as_ref()).is_some_and(differ));

    let (created, expires) = lifetime(response, &order_code_form);
    warn(ErrorCode::ExpiryUnreadable, expires.is_none() && order_code_form.get("expireTime").is_some());

    Reading {
        payment: Payment {
            identity: Identity {
                payment_id: json::text(response, "paymentId"),
                payment_request_id: json::text(response, "paymentRequestId"),
            },
            amount: paid.or(displayed),
            codes,
            app_link: links.app,
            page_link: links.page,
            created,
            expires: expires.or(created.map(|created| created.plus(DEFAULT_LIFETIME))),
            standing: standing(response),
        },
        warnings,
    }
}

fn standing(response: &Value) -> Standing {
    let result = json::object(response, "result").unwrap_or_default();
    match json::text(&result, "resultStatus").as_deref() {
        Some("S") => Standing::Settled,
        Some("F") => Standing::Failed,
        _ => Standing::Created,
    }
}

/// The creation time, and the expiry as far as it can be read.
fn lifetime(response: &Value, order_code_form: &Value) -> (Option<EpochMs>, Option<EpochMs>) {
    let written = |object: &Value, field: &str| Moment::read(&json::text(object, field)?);
    let created = written(response, "paymentCreateTime");
    let expires = written(order_code_form, "expireTime");
    (created.and_then(|time| time.resolve(expires)), expires.and_then(|time| time.resolve(created)))
}

fn refused(purpose: Purpose, refusal: Refusal) -> ErrorCode {
    match (purpose, refusal) {
        (_, Refusal::TooLong) => ErrorCode::LinkTooLong,
        (Purpose::App, _) => ErrorCode::ApplinkRefused,
        (Purpose::Page, _) => ErrorCode::PageLinkRefused,
    }
}
