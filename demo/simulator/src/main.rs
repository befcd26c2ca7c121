//! The simulator by itself: for a merchant's server that runs elsewhere.

use std::{error::Error, fs, net::Ipv4Addr, path::PathBuf};

use clap::Parser;
use jiff::SignedDuration;
use kaspi_antom::{
    clock::Clock,
    keys::{SigningKey, VerifyingKey},
};
use kaspi_simulator::{Setup, Simulator, keys::generate};
use tokio::net::TcpListener;

#[derive(Parser)]
#[command(version, about = "A simulator of Antom with the buyer's phone, on a loopback address")]
struct Options {
    /// The port; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The folder into which the merchant's private key and Antom's public key are written.
    #[arg(long)]
    keys: PathBuf,
    /// The client id that is served.
    #[arg(long, default_value = "SANDBOX_DEMO")]
    client_id: String,
    /// How long a code works, in seconds.
    #[arg(long, default_value_t = 600)]
    code_lives: u32,
    /// How long after the buyer's act the merchant is told, in ms; Antom's own is 3 to 5 s.
    #[arg(long, default_value_t = 500)]
    notify_after: u32,
    /// Where ids and codes start from: the same seed gives the same ones.
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::WARN).init();
    let (merchants, antoms) = (generate()?, generate()?);
    fs::create_dir_all(&options.keys)?;
    let merchant_key = options.keys.join("merchant-private.pem");
    let antom_key = options.keys.join("antom-public.pem");
    fs::write(&merchant_key, &merchants.private)?;
    fs::write(&antom_key, &antoms.public)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
    let origin = format!("http://{}", listener.local_addr()?);
    let simulator = Simulator::new(Setup {
        client_id: options.client_id.clone(),
        merchant_key: VerifyingKey::from_text(&merchants.public)?,
        antom_key: SigningKey::from_text(&antoms.private)?,
        code_lifetime: SignedDuration::from_secs(options.code_lives.into()),
        notify_after: SignedDuration::from_millis(options.notify_after.into()),
        seed: options.seed,
        clock: Clock::system(),
    })?;
    println!("Antom's simulator: {origin}/");
    println!("The buyer's phone: {origin}/phone");
    println!(
        "A merchant's server for it: kaspi-demo --antom {origin} --client-id {} --merchant-key {} --antom-key {}",
        options.client_id,
        merchant_key.display(),
        antom_key.display()
    );
    axum::serve(listener, simulator.router()).await?;
    Ok(())
}
