//! What the element hands over: its attributes and properties, gathered.

use js_sys::Function;
use wasm_bindgen::JsValue;

use super::value;
use crate::checkout::{Attributes, Sources};

/// The element's attributes and properties.
#[derive(Clone, Default)]
pub(super) struct Options {
    /// The pay response as text.
    pub(super) pay_response: Option<String>,
    /// Where to ask.
    pub(super) status: Option<StatusSource>,
    pub(super) events_url: Option<String>,
    pub(super) refresh_url: Option<String>,
    pub(super) locale: Option<String>,
    /// Texts that the merchant words otherwise, by key.
    pub(super) texts: JsValue,
    /// Everything that the core reads.
    pub(super) attributes: Attributes,
}

/// Where to ask for the status.
#[derive(Clone, PartialEq)]
pub(super) enum StatusSource {
    /// `status-url`
    Endpoint(String),
    /// `statusSource`, which wins where both are set.
    Function(Function),
}

impl Options {
    pub(super) fn read(options: &JsValue) -> Self {
        let text = |name: &str| value::text(options, name).filter(|text| !text.trim().is_empty());
        let function = value::function(options, "statusSource").map(StatusSource::Function);
        let status = function.or_else(|| text("statusUrl").map(StatusSource::Endpoint));
        let (events_url, refresh_url) = (text("eventsUrl"), text("refreshUrl"));
        let page_origin = web_sys::window().and_then(|window| window.location().origin().ok());
        let sources = Sources {
            status: status.is_some(),
            stream: events_url.is_some(),
            renewal: refresh_url.is_some() || value::get(options, "renewable").is_truthy(),
        };
        Self {
            attributes: Attributes {
                result_url: text("resultUrl"),
                failure_url: text("failureUrl"),
                mode: text("mode"),
                launch: text("launch"),
                redirect_target: text("redirectTarget"),
                allowed_origins: text("allowedOrigins"),
                app_origins: text("appOrigins"),
                // An opaque origin is written `null`; it owns nothing.
                page_origin: page_origin.filter(|origin| origin != "null").unwrap_or_default(),
                sources,
            },
            pay_response: text("payResponse"),
            locale: text("locale"),
            texts: value::get(options, "texts"),
            status,
            events_url,
            refresh_url,
        }
    }
}
