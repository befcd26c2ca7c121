//! What Antom tells by itself: how a payment ended.

use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use jiff::SignedDuration;
use kaspi_antom::{
    message::{
        inquiry::PaymentStatus,
        notification::{Claim, Notification},
        outcome::{Acknowledgement, Outcome},
    },
    signing::{CLIENT_ID, REQUEST_TIME, SIGNATURE, SignedMessage},
    time::parse_header,
};

use crate::merchant::Merchant;

/// Where Antom sends notifications, as it is signed.
pub const PATH: &str = "/antom/notifications";

/// How far a notification's time may be from the server's.
const WINDOW: SignedDuration = SignedDuration::from_mins(5);

/// The route for Antom.
pub fn routes() -> Router<Merchant> {
    Router::new().route(PATH, post(receive))
}

async fn receive(
    State(merchant): State<Merchant>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Acknowledgement>, StatusCode> {
    if !is_antoms(&merchant, &headers, &body) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    let notification: Notification = serde_json::from_slice(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    let order = merchant.orders.by_request(&notification.payment_request_id).ok_or(StatusCode::NOT_FOUND)?;
    if notification.payment_id != order.payment.payment_id {
        return Err(StatusCode::BAD_REQUEST);
    }
    match notification.claim() {
        Claim::Paid => merchant.orders.note(&notification.payment_request_id, PaymentStatus::Success),
        Claim::Failed => merchant.orders.note(&notification.payment_request_id, PaymentStatus::Fail),
        Claim::Pending => merchant.orders.note(&notification.payment_request_id, PaymentStatus::Pending),
        Claim::Other => {}
    }
    Ok(Json(Acknowledgement { result: Outcome::success() }))
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
