//! The signed calls, as a merchant's server sees them.

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, State},
    http::{HeaderMap, StatusCode, Uri, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::post,
};
use jiff::SignedDuration;
use kaspi_antom::{
    message::{
        about::ByName,
        outcome::{Acknowledgement, Outcome, ResultStatus},
        pay::PayRequest,
    },
    signing::{CLIENT_ID, REQUEST_TIME, RESPONSE_TIME, SIGNATURE, SignedMessage},
    time::{ANTOM_OFFSET, parse_header, universal, with_offset},
};
use serde_json::{Value, json};

use crate::{Simulator, book::Paid, delivery::Delivery, fault::Fault};

/// How far a request's time may be from the simulator's.
const TIME_WINDOW: SignedDuration = SignedDuration::from_mins(5);

/// How long a slow answer takes: longer than a merchant's patience.
const SLOW: SignedDuration = SignedDuration::from_secs(30);

pub(crate) fn routes() -> Router<Simulator> {
    Router::new()
        .route("/ams/sandbox/api/v1/payments/{operation}", post(call))
        .route("/ams/api/v1/payments/{operation}", post(call))
        .layer(DefaultBodyLimit::max(64 * 1024))
}

async fn call(
    State(simulator): State<Simulator>,
    Path(operation): Path<String>,
    address: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let path = address.path();
    let arrived = simulator.clock.now();
    let fault = simulator.faults.next(&operation);
    if fault == Some(Fault::Broken) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let answer = match simulator.check(path, &headers, &body) {
        Ok(()) => simulator.answer(&operation, &body),
        Err(refusal) => refusal,
    };
    match fault {
        Some(Fault::AnswerLost) => return StatusCode::BAD_GATEWAY.into_response(),
        Some(Fault::Slow) => simulator.clock.sleep_until(arrived.saturating_add(SLOW).unwrap_or(arrived)).await,
        Some(Fault::Forged) => return simulator.signed("/forged", answer),
        Some(Fault::AnotherPayment) => return simulator.signed(path, about_another(&answer)),
        Some(Fault::Broken) | None => {}
    }
    simulator.signed(path, answer)
}

impl Simulator {
    fn check(&self, path: &str, headers: &HeaderMap, body: &[u8]) -> Result<(), String> {
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let message = SignedMessage { path, client_id: header(CLIENT_ID), time: header(REQUEST_TIME), body };
        if message.client_id != &*self.client_id {
            return Err(refusal("CLIENT_INVALID", "The client is invalid."));
        }
        if message.verify(header(SIGNATURE), &self.merchant_key).is_err() {
            return Err(refusal("INVALID_SIGNATURE", "The signature is invalid."));
        }
        let age = parse_header(message.time).map(|time| self.clock.now().duration_since(time).abs());
        match age {
            Some(age) if age <= TIME_WINDOW => Ok(()),
            _ => Err(refusal("PARAM_ILLEGAL", "The request time is outside the window.")),
        }
    }

    fn answer(&self, operation: &str, body: &[u8]) -> String {
        match operation {
            "pay" => self.pay(body),
            "inquiryPayment" => self.inquire(body),
            "cancel" => self.cancel(body),
            _ => refusal("INVALID_API", "The called API is invalid or not active."),
        }
    }

    fn pay(&self, body: &[u8]) -> String {
        let (Ok(text), Ok(request)) = (str::from_utf8(body), serde_json::from_slice::<PayRequest>(body)) else {
            return illegal();
        };
        if request.payment_amount.check_for_kaspi().is_err() {
            return refusal("PARAM_ILLEGAL", "The amount is outside the limits of the payment method.");
        }
        match self.book.pay(request, text, self.clock.now()) {
            Paid::Answer(payment) => {
                self.close_when_expired(&payment);
                payment.response_text
            }
            Paid::Inconsistent => refusal("REPEAT_REQ_INCONSISTENT", "Repeated requests are inconsistent."),
            Paid::Closed => refusal("ORDER_IS_CLOSED", "The transaction of this paymentRequestId is closed."),
        }
    }

    fn inquire(&self, body: &[u8]) -> String {
        let Ok(request) = serde_json::from_slice::<ByName>(body) else {
            return illegal();
        };
        match self.book.by_request(&request.payment_request_id, self.clock.now()) {
            Some(payment) => payment.inquiry_answer().to_string(),
            None => unknown(),
        }
    }

    fn cancel(&self, body: &[u8]) -> String {
        let Ok(request) = serde_json::from_slice::<ByName>(body) else {
            return illegal();
        };
        let now = self.clock.now();
        if self.book.by_request(&request.payment_request_id, now).is_none() {
            return unknown();
        }
        match self.book.cancel(&request.payment_request_id, now) {
            Some(payment) => json!({
                "cancelTime": with_offset(now, ANTOM_OFFSET),
                "paymentId": payment.payment_id,
                "paymentRequestId": payment.request.payment_request_id,
                "result": Outcome::success(),
            })
            .to_string(),
            None => acknowledgement(ResultStatus::U, "PAYMENT_IN_PROCESS", "The payment is being processed."),
        }
    }

    // The failure of an unpaid payment is told when its code expires.
    fn close_when_expired(&self, payment: &crate::payment::Payment) {
        let simulator = self.clone();
        let (request_id, expires) = (payment.request.payment_request_id.clone(), payment.expires);
        tokio::spawn(async move {
            simulator.clock.sleep_until(expires).await;
            if let Some(payment) = simulator.book.by_request(&request_id, simulator.clock.now())
                && payment.phase == crate::phase::Phase::Failed(crate::phase::Refusal::Expired)
            {
                simulator.messenger.send(&payment, Delivery::Normal);
            }
        });
    }

    fn signed(&self, path: &str, body: String) -> Response {
        let time = universal(self.clock.now());
        let message = SignedMessage { path, client_id: &self.client_id, time: &time, body: body.as_bytes() };
        match message.sign(&self.antom_key) {
            Ok(signature) => (
                [
                    (CONTENT_TYPE.as_str(), "application/json; charset=UTF-8"),
                    (CLIENT_ID, &self.client_id),
                    (RESPONSE_TIME, &time),
                    (SIGNATURE, &signature),
                ],
                body,
            )
                .into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}

fn about_another(answer: &str) -> String {
    let mut answer: Value = serde_json::from_str(answer).unwrap_or_default();
    if let Some(fields) = answer.as_object_mut() {
        fields.insert("paymentRequestId".to_owned(), "another".into());
    }
    answer.to_string()
}

fn refusal(code: &str, message: &str) -> String {
    acknowledgement(ResultStatus::F, code, message)
}

fn illegal() -> String {
    refusal("PARAM_ILLEGAL", "Illegal parameters exist.")
}

fn unknown() -> String {
    refusal("ORDER_NOT_EXIST", "The order does not exist.")
}

fn acknowledgement(status: ResultStatus, code: &str, message: &str) -> String {
    let answer = Acknowledgement { result: Outcome::new(status, code, message) };
    serde_json::to_string(&answer).unwrap_or_default()
}
