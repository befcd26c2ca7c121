//! Compares schedules of asking for the status of a payment, over many random buyers in simulated time.
//!
//! The same buyers meet every schedule. [`buyer`] says what is assumed of them, [`peer`] holds the schedules of others,
//! [`ours`] drives the widget's own core.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

mod buyer;
mod chance;
mod cost;
mod drawing;
mod ours;
mod peer;
mod plan;
mod report;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use buyer::Buyer;
use cost::{Cost, Figures, Sum};
use drawing::Point;
use ours::{Ours, Server};
use peer::Peer;
use plan::Plan;

const BUYERS: u64 = 100_000;
/// The schedule that half of the requests are counted from.
const LOOP: &str = "a 2 s loop (hyperswitch)";
/// How many of them every plan of the search meets.
const TRIED_ON: u64 = 10_000;

fn main() -> ExitCode {
    let ours = [Server::Answers, Server::Pushes].map(Ours::new);
    let [Some(asking), Some(pushed)] = ours else {
        eprintln!("asking: the core cannot read the pay response of the simulation");
        return ExitCode::FAILURE;
    };
    let rows = [
        (LOOP, measure(BUYERS, |buyer| Peer::TwoSeconds.serve(buyer))),
        ("2 s, then 10 s (Adyen)", measure(BUYERS, |buyer| Peer::Adyen.serve(buyer))),
        ("2, 3, 5, 8, 13, 21, 30 … s (Antom's template)", measure(BUYERS, |buyer| Peer::Antom.serve(buyer))),
        ("kaspi-checkout", measure(BUYERS, |buyer| asking.serve(buyer))),
        ("kaspi-checkout with server-sent events", measure(BUYERS, |buyer| pushed.serve(buyer))),
    ];
    let front = front();
    let page = report::page(&rows, &front);
    print!("{page}");
    match write(&page, &drawing::draw(&points(&rows, &front), aim(&rows))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("asking: bench/asking cannot be written: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Leaves the page and its drawing beside the sources.
fn write(page: &str, drawing: &str) -> std::io::Result<()> {
    let folder = Path::new("bench/asking");
    fs::write(folder.join("RESULTS.md"), page)?;
    fs::write(folder.join("asking.svg"), drawing)
}

fn points(rows: &[(&'static str, Figures)], front: &[(Figures, Plan)]) -> Vec<Point> {
    let point = |figures: &Figures, name| Point { requests: figures.requests, delay: figures.in_view.p95, name };
    let plans = front.iter().map(|(figures, _)| point(figures, None));
    plans.chain(rows.iter().map(|(name, figures)| point(figures, Some(*name)))).collect()
}

/// At most half the requests of the 2 s loop, and 2.5 s.
fn aim(rows: &[(&'static str, Figures)]) -> (f64, f64) {
    let loops = rows.iter().find(|(name, _)| *name == LOOP).map_or(0.0, |(_, figures)| figures.requests);
    (loops / 2.0, 2.5)
}

/// The figures of a schedule over so many buyers.
fn measure(buyers: u64, serve: impl Fn(&Buyer) -> Cost) -> Figures {
    let mut sum = Sum::default();
    for index in 0..buyers {
        let buyer = Buyer::new(index);
        sum.add(&buyer, serve(&buyer));
    }
    sum.figures()
}

/// The plans of which no other is both cheaper and sooner, the cheapest first.
fn front() -> Vec<(Figures, Plan)> {
    let mut tried: Vec<(Figures, Plan)> =
        Plan::all().into_iter().map(|plan| (measure(TRIED_ON, |buyer| plan.serve(buyer)), plan)).collect();
    tried.sort_by(|(one, _), (other, _)| one.requests.total_cmp(&other.requests));
    let mut soonest = f64::INFINITY;
    tried.retain(|(figures, _)| {
        let on_front = figures.in_view.p95 < soonest;
        soonest = soonest.min(figures.in_view.p95);
        on_front
    });
    tried
}
