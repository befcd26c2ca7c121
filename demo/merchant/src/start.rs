//! A server with the simulator inside: no account is needed.

use std::{path::Path, sync::Arc};

use axum::{Router, middleware};
use jiff::SignedDuration;
use kaspi_antom::{
    client::{Client, Credentials, Patience},
    clock::Clock,
    keys::{SigningKey, VerifyingKey},
    service::{Environment, Service},
};
use kaspi_simulator::{Setup, Simulator, keys::generate};
use tower_http::services::ServeDir;

use crate::{api, events, headers, merchant::Merchant, notification, order::Orders, result_page};

const CLIENT_ID: &str = "SANDBOX_DEMO";

/// Why the server could not start.
pub type StartError = Box<dyn std::error::Error + Send + Sync>;

/// All routes of a merchant at `origin`, of its shop's files in `shop`, and of the simulator that it pays
/// through. The key pairs are made for this one run.
///
/// # Errors
/// Where keys or the HTTP client cannot be made.
pub fn demo(origin: &str, shop: &Path, code_lifetime: SignedDuration) -> Result<Router, StartError> {
    let clock = Clock::system();
    let (merchants, antoms) = (generate()?, generate()?);
    let simulator = Simulator::new(Setup {
        client_id: CLIENT_ID.to_owned(),
        merchant_key: VerifyingKey::from_text(&merchants.public)?,
        antom_key: SigningKey::from_text(&antoms.private)?,
        code_lifetime,
        notify_after: SignedDuration::from_secs(1),
        seed: u64::from(clock.now().subsec_nanosecond().unsigned_abs()),
        clock: clock.clone(),
    })?;
    let credentials = Credentials {
        client_id: CLIENT_ID.to_owned(),
        merchant_key: Arc::new(SigningKey::from_text(&merchants.private)?),
        antom_key: VerifyingKey::from_text(&antoms.public)?,
    };
    let service = Service::new(origin, Environment::Sandbox);
    let merchant = Merchant {
        antom: Client::new(service, credentials, Patience::default(), clock.clone())?,
        orders: Orders::default(),
        clock,
        origin: origin.to_owned(),
    };
    let own = Router::new()
        .merge(api::routes())
        .merge(events::routes())
        .merge(notification::routes())
        .merge(result_page::routes())
        .fallback_service(ServeDir::new(shop))
        .layer(middleware::from_fn_with_state(merchant.clone(), headers::add))
        .with_state(merchant);
    Ok(own.merge(simulator.router()))
}
