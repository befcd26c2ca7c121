//! How often one order may be asked about, how many streams it may hold open, and how many orders one address may make.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    num::NonZeroU32,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{Method, StatusCode, header::RETRY_AFTER},
    middleware::Next,
    response::{IntoResponse, Response},
};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock};

/// How many requests a second are let through, and how many at once before that counts.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    /// Requests a second, in the long run.
    pub per_second: NonZeroU32,
    /// Requests at once.
    pub at_once: NonZeroU32,
}

impl Allowance {
    /// An allowance; a zero counts as one.
    #[must_use]
    pub fn new(per_second: u32, at_once: u32) -> Self {
        let positive = |number: u32| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        Self { per_second: positive(per_second), at_once: positive(at_once) }
    }

    fn quota(self) -> Quota {
        Quota::per_second(self.per_second).allow_burst(self.at_once)
    }
}

/// How many streams one order may hold open: a buyer's tabs and devices, and some that the server does not know to be
/// gone yet.
const STREAMS: usize = 20;

/// The limits of a server; its clones share the counts.
///
/// They are counted in this process: behind several instances each counts for itself, and the proxy in
/// front is the better place.
#[derive(Clone)]
pub struct Limits(Arc<Counts>);

struct Counts {
    orders: DefaultKeyedRateLimiter<IpAddr>,
    questions: DefaultKeyedRateLimiter<String>,
    streams: Mutex<HashMap<String, usize>>,
}

/// The right to hold one stream of an order open; given back when it is dropped.
pub struct Place {
    limits: Limits,
    order_id: String,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut streams = self.limits.0.streams.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = streams.get_mut(&self.order_id) {
            *count -= 1;
            if *count == 0 {
                streams.remove(&self.order_id);
            }
        }
    }
}

impl Limits {
    /// Limits for new orders of one address, and for the questions about one order.
    #[must_use]
    pub fn new(orders: Allowance, questions: Allowance) -> Self {
        Self(Arc::new(Counts {
            orders: RateLimiter::keyed(orders.quota()),
            questions: RateLimiter::keyed(questions.quota()),
            streams: Mutex::default(),
        }))
    }

    /// A place for one more stream of an order, where there is one.
    #[must_use]
    pub fn place(&self, order_id: &str) -> Option<Place> {
        let mut streams = self.0.streams.lock().unwrap_or_else(PoisonError::into_inner);
        let count = streams.entry(order_id.to_owned()).or_default();
        (*count < STREAMS).then(|| {
            *count += 1;
            Place { limits: self.clone(), order_id: order_id.to_owned() }
        })
    }

    /// Forgets those who have not been heard of for a while.
    pub fn tidy(&self) {
        self.0.orders.retain_recent();
        self.0.questions.retain_recent();
    }

    /// The seconds to wait, rounded up, where the request is one too many.
    fn wait(&self, request: &Request) -> Option<u64> {
        let mut parts = request.uri().path().strip_prefix("/api/orders")?.split('/').skip(1);
        let refused = match parts.next() {
            Some(order_id) => self.0.questions.check_key(&order_id.to_owned()).err(),
            None if request.method() == Method::POST => self.0.orders.check_key(&address(request)).err(),
            None => None,
        };
        let now = governor::clock::DefaultClock::default().now();
        refused.map(|until| until.wait_time_from(now).as_secs().saturating_add(1))
    }
}

/// Answers `429` with `Retry-After` where a request is one too many.
pub async fn guard(State(limits): State<Limits>, mut request: Request, next: Next) -> Response {
    if let Some(seconds) = limits.wait(&request) {
        return (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, seconds.to_string())]).into_response();
    }
    // The streams count themselves, since they last longer than their request.
    request.extensions_mut().insert(limits);
    next.run(request).await
}

fn address(request: &Request) -> IpAddr {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    peer.map_or(Ipv4Addr::UNSPECIFIED.into(), |ConnectInfo(address)| address.ip())
}
