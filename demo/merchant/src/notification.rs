//! What Antom tells by itself: how a payment ended.
//!
//! Only a message that Antom signed for this server, within five minutes, about a payment that this server
//! made, with the payment's amount, is noted. It is acknowledged once it is written down; until then Antom
//! sends it again, up to eight times within a day.

use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, StatusCode},
    routing::post,
};
use jiff::SignedDuration;
use kaspi_antom::{
    message::{
        notification::Notification,
        outcome::{Acknowledgement, Outcome},
    },
    signing::{CLIENT_ID, REQUEST_TIME, SIGNATURE, SignedMessage},
    time::parse_header,
};

use crate::{merchant::Merchant, refusal::Refusal, state::Word};

/// Where Antom sends notifications, as it is signed.
pub const PATH: &str = "/antom/notifications";

/// How far a notification's time may be from the server's.
const WINDOW: SignedDuration = SignedDuration::from_mins(5);

/// The route for Antom.
pub fn routes() -> Router<Merchant> {
    Router::new().route(PATH, post(receive)).layer(DefaultBodyLimit::max(64 * 1024))
}

async fn receive(
    State(merchant): State<Merchant>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Acknowledgement>, StatusCode> {
    if !is_antoms(&merchant, &headers, &body) {
        tracing::warn!("a notification was not Antom's, or too old");
        return Err(StatusCode::UNAUTHORIZED);
    }
    let notification: Notification = serde_json::from_slice(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    let known = merchant.ledger.payment(&notification.payment_request_id).await;
    let (purchase, payment) = known.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?.ok_or(StatusCode::NOT_FOUND)?;
    let other_payment = payment.payment_id.is_some_and(|payment_id| payment_id != notification.payment_id);
    if other_payment || notification.payment_amount != purchase.amount {
        tracing::error!(payment = payment.request_id, "a notification speaks of another payment or amount");
        return Err(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let word = Word::Notified(notification.claim());
    match merchant.note(&notification.payment_request_id, word).await {
        Ok(()) => Ok(Json(Acknowledgement { result: Outcome::success() })),
        Err(Refusal::Unknown) => Err(StatusCode::NOT_FOUND),
        Err(_) => Err(StatusCode::SERVICE_UNAVAILABLE),
    }
}

fn is_antoms(merchant: &Merchant, headers: &HeaderMap, body: &[u8]) -> bool {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let credentials = merchant.antom.credentials();
    let (Some(client_id), Some(time), Some(signature)) = (header(CLIENT_ID), header(REQUEST_TIME), header(SIGNATURE))
    else {
        return false;
    };
    let in_time = parse_header(time)
        .is_some_and(|time| merchant.now().duration_since(time).unsigned_abs() <= WINDOW.unsigned_abs());
    let message = SignedMessage { path: PATH, client_id, time, body };
    in_time && client_id == credentials.client_id && message.verify(signature, &credentials.antom_key).is_ok()
}
