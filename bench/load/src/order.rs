//! An order of the demo's shop, as its page is given it.

use std::time::SystemTime;

use hyper::Method;
use kaspi_checkout::{
    checkout::{Attributes, Checkout, Config, Effect, Situation, Sources},
    payment::read_pay_response,
    time::Now,
};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{Failure, connection::Connection};

/// What the page of an order is given.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Order {
    /// Antom's answer, unchanged.
    pub(crate) pay_response: Box<RawValue>,
    /// Where to ask.
    pub(crate) status_url: String,
    /// Where to listen.
    pub(crate) events_url: String,
    /// When it was made.
    #[serde(skip, default = "SystemTime::now")]
    pub(crate) made: SystemTime,
}

/// How a page hears of the payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// It asks.
    Asking,
    /// It listens to a stream, and asks once in a while.
    Streaming,
}

impl Order {
    /// Orders what is in the demo's cart.
    pub(crate) async fn make(connection: &mut Connection) -> Result<Self, Failure> {
        Ok(serde_json::from_slice(&connection.ask(Method::POST, "/api/orders", "").await?)?)
    }

    /// The widget's own core, with the order's payment on show on a desktop.
    pub(crate) fn page(&self, way: Way, seed: u64, now: Now) -> (Checkout, Vec<Effect>) {
        let sources = Sources { status: true, stream: way == Way::Streaming, renewal: false };
        let attributes = Attributes { page_origin: "https://shop.example".into(), sources, ..Attributes::default() };
        let config = Config::read(&attributes);
        let situation = Situation {
            on_phone: false,
            inside_another_app: false,
            fresh_gesture: false,
            visible: true,
            online: true,
            asker: true,
            seed,
        };
        Checkout::new(read_pay_response(self.pay_response.get(), &config.origins), config, situation, None, now)
    }

    /// What the QR says.
    pub(crate) fn code(&self) -> Option<String> {
        let response: serde_json::Value = serde_json::from_str(self.pay_response.get()).ok()?;
        let code = response.pointer("/orderCodeForm/codeDetails/0/codeValue")?;
        code.as_str().map(ToOwned::to_owned)
    }
}
