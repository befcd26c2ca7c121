//! Puts a server together: with the simulator inside, or with Antom itself.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use axum::{Router, extract::connect_info::IntoMakeServiceWithConnectInfo, middleware};
use jiff::SignedDuration;
use kaspi_antom::{
    client::{Client, Credentials, Patience},
    clock::Clock,
    keys::{SigningKey, VerifyingKey},
    service::{Environment, Service},
};
use kaspi_simulator::{Setup, Simulator, keys::generate};
use tower_http::services::ServeDir;

use crate::{
    api,
    bell::LocalBell,
    events, headers,
    limits::{Allowance, Limits, guard},
    merchant::Merchant,
    notification, result_page,
    sqlite::Sqlite,
};

/// The client id of the merchant within the demo.
pub const DEMO_CLIENT_ID: &str = "SANDBOX_DEMO";

/// Why the server could not start.
pub type StartError = Box<dyn std::error::Error + Send + Sync>;

/// Where the payments go.
#[derive(Debug)]
pub enum Payments {
    /// To the simulator inside, whose codes live so long. No account is needed.
    Simulated {
        /// How long a code works.
        code_lifetime: SignedDuration,
    },
    /// To Antom, or to a simulator elsewhere.
    Through {
        /// Where Antom is reached.
        service: Service,
        /// Who the merchant is to it.
        credentials: Credentials,
    },
}

/// What a server is made of.
#[derive(Debug)]
pub struct Settings {
    /// Where it is reached from outside, without a trailing slash.
    pub origin: String,
    /// The folder of the shop's page.
    pub shop: PathBuf,
    /// The ledger's file.
    pub database: PathBuf,
    /// Where the payments go.
    pub payments: Payments,
    /// How long a notification may take before Antom is asked.
    pub first_check: SignedDuration,
    /// How many orders one address may make a second; behind a proxy all buyers have one.
    pub orders_per_second: u32,
    /// The clock.
    pub clock: Clock,
}

/// A server that is ready to listen.
pub struct Server {
    /// All its routes.
    pub routes: Router,
    /// What it does.
    pub merchant: Merchant,
    /// Its limits.
    pub limits: Limits,
}

impl Server {
    /// Puts a server together; it does nothing by itself yet.
    ///
    /// # Errors
    /// Where keys, the HTTP client or the ledger cannot be made.
    pub fn new(settings: Settings) -> Result<Self, StartError> {
        let Settings { origin, shop, database, payments, first_check, orders_per_second, clock } = settings;
        let (service, credentials, simulator) = match payments {
            Payments::Through { service, credentials } => (service, credentials, None),
            Payments::Simulated { code_lifetime } => {
                let (credentials, simulator) = simulated(code_lifetime, clock.clone())?;
                (Service::new(&origin, Environment::Sandbox), credentials, Some(simulator))
            }
        };
        let patience = Patience { pause: Duration::from_millis(200), ..Patience::default() };
        let merchant = Merchant {
            antom: Client::new(service, credentials, patience, clock.clone())?,
            ledger: Arc::new(Sqlite::open(&database)?),
            bell: Arc::new(LocalBell::default()),
            clock,
            origin,
            first_check,
        };
        let limits = Limits::new(
            Allowance::new(orders_per_second, orders_per_second.saturating_mul(10)),
            Allowance::new(10, 60),
        );
        let routes = routes(merchant.clone(), limits.clone(), &shop);
        let routes = match simulator {
            Some(simulator) => routes.merge(simulator.router()),
            None => routes,
        };
        Ok(Self { routes, merchant, limits })
    }

    /// Begins what is done when nobody asks, and gives what a listener serves.
    #[must_use]
    pub fn run(self) -> IntoMakeServiceWithConnectInfo<Router, SocketAddr> {
        tokio::spawn(self.merchant.clone().follow_up_forever());
        tokio::spawn(async move {
            loop {
                self.merchant.clock.sleep(SignedDuration::from_mins(1)).await;
                self.limits.tidy();
            }
        });
        self.routes.into_make_service_with_connect_info()
    }
}

fn routes(merchant: Merchant, limits: Limits, shop: &Path) -> Router {
    Router::new()
        .merge(api::routes())
        .merge(events::routes())
        .merge(notification::routes())
        .merge(result_page::routes())
        .fallback_service(ServeDir::new(shop))
        .layer(middleware::from_fn_with_state(limits, guard))
        .layer(middleware::from_fn_with_state(merchant.clone(), headers::add))
        .with_state(merchant)
}

/// A simulator with the credentials to speak to it: the key pairs are made for this one run.
fn simulated(code_lifetime: SignedDuration, clock: Clock) -> Result<(Credentials, Simulator), StartError> {
    let (merchants, antoms) = (generate()?, generate()?);
    let simulator = Simulator::new(Setup {
        client_id: DEMO_CLIENT_ID.to_owned(),
        merchant_key: VerifyingKey::from_text(&merchants.public)?,
        antom_key: SigningKey::from_text(&antoms.private)?,
        code_lifetime,
        notify_after: SignedDuration::from_millis(500),
        seed: u64::from(clock.now().subsec_nanosecond().unsigned_abs()),
        clock,
    })?;
    let credentials = Credentials {
        client_id: DEMO_CLIENT_ID.to_owned(),
        merchant_key: Arc::new(SigningKey::from_text(&merchants.private)?),
        antom_key: VerifyingKey::from_text(&antoms.public)?,
    };
    Ok((credentials, simulator))
}
