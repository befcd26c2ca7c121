//! The demo: a shop, its merchant's server, and a simulator of Antom, on a loopback address.

use std::{fs::read_to_string, net::Ipv4Addr, path::PathBuf, sync::Arc, time::Duration};

use clap::Parser;
use jiff::SignedDuration;
use kaspi_antom::{
    client::Credentials,
    clock::Clock,
    keys::{SigningKey, VerifyingKey},
    service::{Environment, Service},
};
use kaspi_merchant::start::{Payments, Server, Settings, StartError};
use tokio::{io::AsyncReadExt, net::TcpListener};

#[derive(Parser)]
#[command(
    version,
    about = "A shop with its merchant's server, on a loopback address; pays through a simulator of Antom"
)]
struct Options {
    /// The folder of the shop's page.
    #[arg(long, default_value = "dist/shop")]
    shop: PathBuf,
    /// The port; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// How long a code of the simulator works, in seconds.
    #[arg(long, default_value_t = 600)]
    code_lives: u32,
    /// The file of the orders; without it they are forgotten at the end.
    #[arg(long)]
    database: Option<PathBuf>,
    /// How long a notification may take before Antom is asked, in seconds.
    #[arg(long, default_value_t = 10)]
    first_check: u32,
    /// How many orders one address may make a second; behind a proxy all buyers have one.
    #[arg(long, default_value_t = 20)]
    orders_per_second: u32,
    /// Stops after so many seconds.
    #[arg(long)]
    quit_after: Option<u64>,
    /// Stops when its standard input ends.
    #[arg(long)]
    until_stdin_closes: bool,
    /// The address under which Antom and the buyers reach this server; by default the loopback address.
    #[arg(long, env = "PUBLIC_URL")]
    public_url: Option<String>,
    #[command(flatten)]
    antom: AntomOptions,
}

#[derive(clap::Args)]
struct AntomOptions {
    /// Antom's host, as `https://open-sea-global.alipay.com`; without it the simulator is used.
    #[arg(long = "antom", env = "ANTOM_URL", requires_all = ["client_id", "merchant_key", "antom_key"])]
    url: Option<String>,
    /// `sandbox` or `live`.
    #[arg(long, env = "ANTOM_ENVIRONMENT", default_value = "sandbox")]
    environment: Environment,
    /// The client id of the merchant's application.
    #[arg(long, env = "ANTOM_CLIENT_ID")]
    client_id: Option<String>,
    /// The file of the merchant's private key.
    #[arg(long, env = "ANTOM_MERCHANT_KEY_FILE")]
    merchant_key: Option<PathBuf>,
    /// The file of Antom's public key.
    #[arg(long, env = "ANTOM_PUBLIC_KEY_FILE")]
    antom_key: Option<PathBuf>,
}

impl AntomOptions {
    fn payments(self, code_lives: u32) -> Result<Payments, StartError> {
        let (Some(url), Some(client_id), Some(merchant_key), Some(antom_key)) =
            (self.url, self.client_id, self.merchant_key, self.antom_key)
        else {
            return Ok(Payments::Simulated { code_lifetime: SignedDuration::from_secs(code_lives.into()) });
        };
        let credentials = Credentials {
            client_id,
            merchant_key: Arc::new(SigningKey::from_text(&read_to_string(merchant_key)?)?),
            antom_key: VerifyingKey::from_text(&read_to_string(antom_key)?)?,
        };
        Ok(Payments::Through { service: Service::new(&url, self.environment), credentials })
    }
}

#[tokio::main]
async fn main() -> Result<(), StartError> {
    let options = Options::parse();
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::WARN).init();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
    let local = format!("http://{}", listener.local_addr()?);
    // Kept until the end, and removed then.
    let forgotten = tempfile::tempdir()?;
    let payments = options.antom.payments(options.code_lives)?;
    let is_simulated = matches!(payments, Payments::Simulated { .. });
    let server = Server::new(Settings {
        origin: options.public_url.unwrap_or_else(|| local.clone()),
        shop: options.shop,
        database: options.database.unwrap_or_else(|| forgotten.path().join("orders.sqlite")),
        payments,
        first_check: SignedDuration::from_secs(options.first_check.into()),
        orders_per_second: options.orders_per_second,
        clock: Clock::system(),
    })?;
    println!("The shop:          {local}/");
    if is_simulated {
        println!("The buyer's phone: {local}/phone");
    }
    tokio::select! {
        ended = axum::serve(listener, server.run()) => ended?,
        () = end_of(options.quit_after) => {}
        () = end_of_input(), if options.until_stdin_closes => {}
    }
    Ok(())
}

async fn end_of(seconds: Option<u64>) {
    match seconds {
        Some(seconds) => tokio::time::sleep(Duration::from_secs(seconds)).await,
        None => std::future::pending().await,
    }
}

async fn end_of_input() {
    let mut ignored = [0; 64];
    while tokio::io::stdin().read(&mut ignored).await.is_ok_and(|count| count > 0) {}
}
