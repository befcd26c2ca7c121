//! The facts of the status endpoint, pushed as server-sent events.

use std::{convert::Infallible, time::Duration};

use axum::{
    Extension, Router,
    extract::{Path, State},
    response::sse::{Event, KeepAlive, Sse},
    routing::get,
};
use futures_util::{Stream, stream};
use tokio::sync::watch;

use crate::{
    api::facts,
    limits::{Limits, Place},
    merchant::Merchant,
    refusal::Refusal,
};

/// How long a stream is silent at most: a page, or a proxy, that hears nothing for long gives up.
const SILENCE: Duration = Duration::from_secs(15);

/// The route of the stream.
pub fn routes() -> Router<Merchant> {
    Router::new().route("/api/orders/{id}/events", get(events))
}

async fn events(
    State(merchant): State<Merchant>,
    Extension(limits): Extension<Limits>,
    Path(id): Path<String>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Refusal> {
    merchant.known(&id).await?;
    let place = limits.place(&id).ok_or(Refusal::TooManyStreams)?;
    // The bell is listened to before the first look: no news falls between the two.
    let mut bell = merchant.bell.listen(&id);
    bell.mark_changed();
    let stream = stream::unfold(Listener { merchant, id, bell, _place: place }, Listener::next);
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(SILENCE)))
}

struct Listener {
    merchant: Merchant,
    id: String,
    bell: watch::Receiver<()>,
    _place: Place,
}

impl Listener {
    // A record that cannot be read ends the stream: the page asks by itself then, and comes back.
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        self.bell.changed().await.ok()?;
        let order = self.merchant.known(&self.id).await.ok()?;
        let event = Event::default().data(facts(&self.merchant, &order).to_string());
        Some((Ok(event), self))
    }
}
