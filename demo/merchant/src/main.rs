//! The demo: a shop, its merchant's server, and a simulator of Antom, on a loopback address.

use std::{net::Ipv4Addr, path::PathBuf};

use clap::Parser;
use jiff::SignedDuration;
use kaspi_merchant::start::{StartError, demo};
use tokio::net::TcpListener;

#[derive(Parser)]
#[command(version, about = "A shop with its merchant's server and a simulator of Antom, on a loopback address")]
struct Options {
    /// The folder of the shop's page.
    #[arg(long, default_value = "dist/shop")]
    shop: PathBuf,
    /// The port; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// How long a code works, in seconds.
    #[arg(long, default_value_t = 600)]
    code_lives: u32,
}

#[tokio::main]
async fn main() -> Result<(), StartError> {
    let options = Options::parse();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
    let origin = format!("http://{}", listener.local_addr()?);
    let routes = demo(&origin, &options.shop, SignedDuration::from_secs(options.code_lives.into()))?;
    println!("The shop:          {origin}/");
    println!("The buyer's phone: {origin}/phone");
    axum::serve(listener, routes).await?;
    Ok(())
}
