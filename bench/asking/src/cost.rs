//! What serving one buyer has cost, and the sums over all.

use crate::buyer::Buyer;

/// What serving one buyer has cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cost {
    /// Requests to the merchant's server.
    pub(crate) requests: usize,
    /// When the page heard of the payment, if it did.
    pub(crate) heard: Option<i64>,
}

/// The sums over all buyers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sum {
    buyers: usize,
    requests: usize,
    paid: usize,
    /// Delays in milliseconds where the page was in view when the payment was made.
    in_view: Vec<i64>,
    /// The same where it was not: how long the buyer has waited since coming back.
    after_return: Vec<i64>,
    /// From the payment to its being heard of, wherever the buyer was.
    all: Vec<i64>,
}

impl Sum {
    /// Adds what one buyer has cost.
    pub(crate) fn add(&mut self, buyer: &Buyer, cost: Cost) {
        self.buyers += 1;
        self.requests += cost.requests;
        let Some(paid) = buyer.paid else { return };
        self.paid += 1;
        let Some(heard) = cost.heard else { return };
        self.all.push(heard - paid);
        match buyer.absence(paid) {
            None => self.in_view.push(heard - paid),
            Some(absence) if heard >= absence.until => self.after_return.push(heard - absence.until),
            Some(_) => self.after_return.push(0),
        }
    }

    /// The figures of the table.
    pub(crate) fn figures(mut self) -> Figures {
        Figures {
            requests: ratio(self.requests, self.buyers),
            in_view: Delay::of(&mut self.in_view),
            after_return: Delay::of(&mut self.after_return),
            all: Delay::of(&mut self.all),
            unheard: 1.0 - ratio(self.all.len(), self.paid),
        }
    }
}

/// The figures of one schedule.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figures {
    /// Requests per payment that was begun.
    pub(crate) requests: f64,
    /// Delay where the page was in view.
    pub(crate) in_view: Delay,
    /// Delay after coming back.
    pub(crate) after_return: Delay,
    /// Delay of all.
    pub(crate) all: Delay,
    /// The share of payments that the page never heard of: it never came back into view.
    pub(crate) unheard: f64,
}

/// How long a payment stays unheard of, in seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Delay {
    /// The mean.
    pub(crate) mean: f64,
    /// What 95 of 100 stay below.
    pub(crate) p95: f64,
}

impl Delay {
    fn of(delays: &mut [i64]) -> Self {
        delays.sort_unstable();
        let p95 = delays.get(delays.len() * 95 / 100).copied().unwrap_or_default();
        let total: i64 = delays.iter().sum();
        Self { mean: seconds(total) / count(delays.len()).max(1.0), p95: seconds(p95) }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    count(part) / count(whole).max(1.0)
}

#[expect(clippy::cast_precision_loss, reason = "sums of a simulation, far below the limit")]
fn count(number: usize) -> f64 {
    number as f64
}

#[expect(clippy::cast_precision_loss, reason = "sums of a simulation, far below the limit")]
fn seconds(ms: i64) -> f64 {
    ms as f64 / 1_000.0
}
