//! The routes that the shop's page and the element ask.

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Path, State},
    http::{HeaderMap, StatusCode, header::USER_AGENT},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use kaspi_antom::message::pay::{Env, OsType, TerminalType};
use serde::Deserialize;
use serde_json::{Value, json, value::RawValue};

use crate::{
    merchant::{Merchant, Refusal},
    order::Order,
};

/// The routes under `/api`.
pub fn routes() -> Router<Merchant> {
    Router::new()
        .route("/api/orders", post(create))
        .route("/api/orders/{id}", get(show))
        .route("/api/orders/{id}/status", get(status))
        .route("/api/orders/{id}/refresh", post(refresh))
        .layer(DefaultBodyLimit::max(4096))
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let code = match self {
            Self::Unknown => StatusCode::NOT_FOUND,
            Self::MayBePaid => StatusCode::CONFLICT,
            Self::Antom(_) => StatusCode::BAD_GATEWAY,
        };
        (code, self.to_string()).into_response()
    }
}

async fn create(State(merchant): State<Merchant>, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(for_the_page(&merchant.order(terminal(&headers)).await?))
}

async fn show(State(merchant): State<Merchant>, Path(id): Path<String>) -> Result<Response, Refusal> {
    Ok(for_the_page(&merchant.orders.get(&id).ok_or(Refusal::Unknown)?))
}

async fn status(State(merchant): State<Merchant>, Path(id): Path<String>) -> Result<Json<Value>, Refusal> {
    let order = merchant.current(&id).await?;
    Ok(Json(facts(&merchant, &order)))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Old {
    payment_request_id: String,
}

async fn refresh(
    State(merchant): State<Merchant>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(old): Json<Old>,
) -> Result<Response, Refusal> {
    let order = merchant.refresh(&id, &old.payment_request_id, terminal(&headers)).await?;
    Ok(json_text(order.payment.pay_response))
}

/// What the status endpoint and the stream of events say about an order.
pub(crate) fn facts(merchant: &Merchant, order: &Order) -> Value {
    json!({
        "status": order.payment.status.word(),
        "paymentId": order.payment.payment_id,
        "paymentRequestId": order.payment.request_id,
        "redirectUrl": format!("/orders/{}", order.id),
        "serverTime": merchant.now().as_millisecond(),
    })
}

/// What the shop's page needs for the element. Antom's answer goes in as it came.
fn for_the_page(order: &Order) -> Response {
    let Ok(pay_response) = RawValue::from_string(order.payment.pay_response.clone()) else {
        return StatusCode::BAD_GATEWAY.into_response();
    };
    let own = format!("/api/orders/{}", order.id);
    Json(PageOrder {
        status_url: format!("{own}/status"),
        refresh_url: format!("{own}/refresh"),
        events_url: format!("{own}/events"),
        result_url: format!("/orders/{}", order.id),
        id: order.id.clone(),
        pay_response,
    })
    .into_response()
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct PageOrder {
    id: String,
    pay_response: Box<RawValue>,
    status_url: String,
    refresh_url: String,
    events_url: String,
    result_url: String,
}

fn json_text(text: String) -> Response {
    ([(axum::http::header::CONTENT_TYPE, "application/json")], text).into_response()
}

/// The buyer's device, as Antom wants to know it.
fn terminal(headers: &HeaderMap) -> Env {
    let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let os_type = if agent.contains("Android") {
        Some(OsType::Android)
    } else if agent.contains("iPhone") || agent.contains("iPad") {
        Some(OsType::Ios)
    } else {
        None
    };
    Env { terminal_type: if os_type.is_some() { TerminalType::Wap } else { TerminalType::Web }, os_type }
}
