//! The facts of the status endpoint, pushed as server-sent events.

use std::{convert::Infallible, time::Duration};

use axum::{
    Router,
    extract::{Path, State},
    response::sse::{Event, KeepAlive, Sse},
    routing::get,
};
use futures_util::{Stream, StreamExt, stream};
use tokio_stream::wrappers::IntervalStream;

use crate::{
    api::facts,
    merchant::{Merchant, Refusal},
};

/// How often the stream says how the payment stands. It is also how often Antom
/// is asked for one waiting buyer, should its notification be lost.
const EVERY: Duration = Duration::from_secs(1);

/// The route of the stream.
pub fn routes() -> Router<Merchant> {
    Router::new().route("/api/orders/{id}/events", get(events))
}

async fn events(
    State(merchant): State<Merchant>,
    Path(id): Path<String>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Refusal> {
    merchant.orders.get(&id).ok_or(Refusal::Unknown)?;
    let ticks = IntervalStream::new(tokio::time::interval(EVERY));
    let stream = ticks.then(move |_| event(merchant.clone(), id.clone())).flat_map(stream::iter);
    Ok(Sse::new(stream).keep_alive(KeepAlive::default()))
}

/// One event, or none where Antom cannot be asked: the page then hears nothing new.
async fn event(merchant: Merchant, id: String) -> Option<Result<Event, Infallible>> {
    let order = merchant.current(&id).await.ok()?;
    Some(Ok(Event::default().data(facts(&merchant, &order).to_string())))
}
