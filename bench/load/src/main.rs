//! Buyers who wait, by the thousand, against the merchant's server on one machine: what they cost, measured; and what
//! many more would cost, computed from that.
//!
//! The buyers are driven by the widget's own core ([`buyer`]), each over connections of its own ([`connection`]). The
//! servers are processes of their own ([`servers`]), whose time and memory the system tells; it must be a Linux.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

mod buyer;
mod connection;
mod cost;
mod measure;
mod order;
mod report;
mod schedule;
mod servers;
mod tally;

use std::{path::PathBuf, time::Duration};

use clap::Parser;
use order::Way;
use servers::Antom;

/// Why a run came to nothing.
type Failure = Box<dyn std::error::Error + Send + Sync>;

#[derive(Parser)]
#[command(about = "Measures what waiting buyers cost the merchant's server, and writes the page about it")]
struct Options {
    /// How many buyers wait at once.
    #[arg(long, default_value_t = 2_000)]
    buyers: u32,
    /// How long each run takes, in seconds: the first minute is the busiest.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// The folder of the servers' programs.
    #[arg(long, default_value = "target/server")]
    programs: PathBuf,
    /// The page that is written.
    #[arg(long, default_value = "bench/COST.md")]
    page: PathBuf,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options = Options::parse();
    let time = Duration::from_secs(options.seconds);
    let antom = Antom::start(&options.programs)?;
    let server = antom.merchant(&options.programs)?;
    let (orders, ordering) = measure::orders(&server, options.buyers).await?;
    eprintln!("load: {} orders are made", orders.len());
    let flat_out = measure::flat_out(&server, &orders, Duration::from_secs(10)).await?;
    eprintln!("load: {:.0} questions a second without a pause", flat_out.rate);
    drop(server);
    let asking = measure::waiting(&options.programs, &antom, &orders, Way::Asking, time).await?;
    eprintln!("load: {} buyers have asked {:.0} times a second", options.buyers, asking.rate);
    drop(antom);
    // The others have an Antom and a ledger of their own, where no earlier payment is followed up.
    let antom = Antom::start(&options.programs)?;
    let (orders, _) = measure::orders(&antom.merchant(&options.programs)?, options.buyers).await?;
    let streaming = measure::waiting(&options.programs, &antom, &orders, Way::Streaming, time).await?;
    let page = report::page(&report::Measured { options: &options, ordering, flat_out, asking, streaming }, &orders)?;
    print!("{page}");
    std::fs::write(&options.page, page)?;
    Ok(())
}
