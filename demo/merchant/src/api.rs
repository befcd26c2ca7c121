//! The routes that the shop's page and the element ask.

use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, State},
    http::{HeaderMap, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use kaspi_antom::amount::Amount;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json, value::RawValue};

use crate::{
    ledger::Order,
    merchant::{Merchant, Wish},
    refusal::Refusal,
    terminal::terminal,
};

/// What the demo's cart costs, where the page does not say: two kinds of tea for 100.00 SGD. A real shop
/// takes the price from its own basket, never from the page.
const CART: (&str, u64) = ("SGD", 10_000);

/// The routes under `/api`.
pub fn routes() -> Router<Merchant> {
    Router::new()
        .route("/api/orders", post(create))
        .route("/api/orders/{id}", get(show))
        .route("/api/orders/{id}/status", get(status))
        .route("/api/orders/{id}/refresh", post(refresh))
        .layer(DefaultBodyLimit::max(4096))
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct OrderWish {
    amount: Option<Amount>,
    description: Option<String>,
}

async fn create(State(merchant): State<Merchant>, headers: HeaderMap, body: Bytes) -> Result<Response, Refusal> {
    let wish: OrderWish = match &*body {
        [] => OrderWish::default(),
        text => serde_json::from_slice(text).map_err(|_| Refusal::Unreadable)?,
    };
    let description = wish.description.unwrap_or_else(|| "Steppe Tea, two kinds".to_owned());
    if description.chars().count() > 100 {
        return Err(Refusal::Unreadable);
    }
    let order = merchant
        .order(Wish {
            amount: wish.amount.unwrap_or_else(|| Amount::new(CART.0, CART.1)),
            description,
            env: terminal(&headers),
            name: wish_name(&headers)?,
        })
        .await?;
    for_the_page(&order)
}

/// The `Idempotency-Key` of a page that may have to ask twice.
fn wish_name(headers: &HeaderMap) -> Result<Option<String>, Refusal> {
    let Some(name) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    let name = name.to_str().map_err(|_| Refusal::Unreadable)?;
    // Short names could be guessed, and whoever guesses one is given the order.
    if (16..=64).contains(&name.len()) { Ok(Some(name.to_owned())) } else { Err(Refusal::Unreadable) }
}

async fn show(State(merchant): State<Merchant>, Path(id): Path<String>) -> Result<Response, Refusal> {
    for_the_page(&merchant.shown(&id).await?)
}

async fn status(State(merchant): State<Merchant>, Path(id): Path<String>) -> Result<Json<Value>, Refusal> {
    Ok(Json(facts(&merchant, &merchant.known(&id).await?)))
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
    let response = order.current().and_then(|payment| payment.response.clone()).ok_or(Refusal::MayBePaid)?;
    Ok(([(CONTENT_TYPE, "application/json")], response).into_response())
}

/// What the status endpoint and the stream of events say about an order.
///
/// Once an order of several payments is paid, the answer names none of them: a tab that still shows
/// another payment of the order must hear it too.
pub(crate) fn facts(merchant: &Merchant, order: &Order) -> Value {
    let mut facts = json!({
        "redirectUrl": format!("/orders/{}", order.purchase.order_id),
        "serverTime": merchant.now().as_millisecond(),
    });
    if let (Some(payment), Some(fields)) = (order.current(), facts.as_object_mut()) {
        fields.insert("status".to_owned(), payment.state.status().word().into());
        if order.payments.len() == 1 || !payment.has_paid_the_order() {
            fields.insert("paymentId".to_owned(), payment.payment_id.clone().into());
            fields.insert("paymentRequestId".to_owned(), payment.request_id.clone().into());
        }
    }
    facts
}

/// What the shop's page needs for the element. Antom's answer goes in as it came.
fn for_the_page(order: &Order) -> Result<Response, Refusal> {
    let response = order.current().and_then(|payment| payment.response.clone()).ok_or(Refusal::MayBePaid)?;
    let id = &order.purchase.order_id;
    let own = format!("/api/orders/{id}");
    let page_order = PageOrder {
        status_url: format!("{own}/status"),
        refresh_url: format!("{own}/refresh"),
        events_url: format!("{own}/events"),
        result_url: format!("/orders/{id}"),
        id,
        pay_response: RawValue::from_string(response).map_err(|_| Refusal::Unreadable)?,
    };
    Ok(Json(page_order).into_response())
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PageOrder<'a> {
    id: &'a str,
    pay_response: Box<RawValue>,
    status_url: String,
    refresh_url: String,
    events_url: String,
    result_url: String,
}
