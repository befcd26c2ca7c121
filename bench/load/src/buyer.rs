//! One buyer who waits with the page open: the widget's own core decides when it asks.

use std::{
    net::SocketAddr,
    time::{Duration, Instant, SystemTime},
};

use hyper::Method;
use kaspi_checkout::{
    checkout::{Checkout, Effect, Event, Loss, Outcome, Reply},
    time::{EpochMs, Now, PageMs},
};

use crate::{
    Failure,
    connection::{Connection, Stream},
    order::{Order, Way},
    tally::Tally,
};

/// What all buyers of a run share.
pub(crate) struct Run {
    /// Where the merchant listens.
    pub(crate) merchant: SocketAddr,
    /// How the pages hear of their payments.
    pub(crate) way: Way,
    /// The answers to questions, and how long they took.
    pub(crate) asked: Tally,
    /// The streams, and how long it took to open them.
    pub(crate) opened: Tally,
    /// When the buyers go.
    pub(crate) until: Instant,
}

/// One buyer's page.
struct Page<'run> {
    run: &'run Run,
    order: &'run Order,
    buyer: u32,
    began: Instant,
    checkout: Checkout,
    asking: Connection,
    stream: Option<Stream>,
}

/// Waits until the final word, which it says, or until the run is over.
pub(crate) async fn wait(run: &Run, order: &Order, buyer: u32) -> Result<Option<&'static str>, Failure> {
    let began = Instant::now();
    let (checkout, effects) = order.page(run.way, buyer.into(), now(began));
    let asking = Connection::open(run.merchant, buyer).await?;
    let mut page = Page { run, order, buyer, began, checkout, asking, stream: None };
    page.live(effects).await
}

impl Page<'_> {
    async fn live(&mut self, mut effects: Vec<Effect>) -> Result<Option<&'static str>, Failure> {
        loop {
            let mut happened = Vec::new();
            for effect in effects {
                match effect {
                    Effect::Ask { number } => happened.push(self.ask(number).await),
                    Effect::OpenStream => happened.push(self.open_stream().await?),
                    Effect::Conclude(conclusion) => return Ok(Some(conclusion.status)),
                    _ => {}
                }
            }
            if happened.is_empty() {
                let Some(event) = self.next().await else { return Ok(None) };
                happened.push(event);
            }
            effects = happened.into_iter().flat_map(|event| self.checkout.handle(event, now(self.began))).collect();
        }
    }

    async fn ask(&mut self, number: u32) -> Event {
        let asked = Instant::now();
        let outcome = match self.asking.ask(Method::GET, &self.order.status_url, "").await {
            Ok(body) => {
                self.run.asked.add(asked.elapsed());
                Outcome::Reply(Reply { body: String::from_utf8_lossy(&body).into_owned(), date: None })
            }
            Err(_) => Outcome::Lost(Loss::Network),
        };
        Event::Answered { number, outcome }
    }

    async fn open_stream(&mut self) -> Result<Event, Failure> {
        let asked = Instant::now();
        let stream = Connection::open(self.run.merchant, self.buyer).await?.listen(&self.order.events_url).await?;
        self.run.opened.add(asked.elapsed());
        self.stream = Some(stream);
        Ok(Event::StreamOpened)
    }

    /// What happens next: the stream speaks, or the core wants to be woken. `None` when the run is over.
    async fn next(&mut self) -> Option<Event> {
        let deadline = self.checkout.deadline(now(self.began)).map(|PageMs(at)| millis(at));
        let wakes = deadline.map_or(self.run.until, |at| self.began + at);
        let woken = tokio::time::sleep_until(wakes.min(self.run.until).into());
        let said = async {
            match &mut self.stream {
                Some(stream) => stream.next().await,
                None => std::future::pending().await,
            }
        };
        let event = tokio::select! {
            said = said => said.map_or(Event::StreamClosed, Event::StreamSaid),
            () = woken => Event::Woken,
        };
        if event == Event::StreamClosed {
            self.stream = None;
        }
        (Instant::now() < self.run.until).then_some(event)
    }
}

fn now(began: Instant) -> Now {
    let wall = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Now { page: PageMs(whole(began.elapsed())), wall: EpochMs(whole(wall)) }
}

fn whole(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}

fn millis(at: i64) -> Duration {
    Duration::from_millis(at.try_into().unwrap_or(0))
}
