//! Asks the merchant's `refresh-url` for a new code.

use gloo_net::http::{Method, RequestBuilder};
use wasm_bindgen::JsValue;
use web_sys::RequestCredentials;

use super::endpoint;
use super::value;
use crate::checkout::Event;
use crate::payment::Identity;

/// `POST`s the payment's names; the answer is a new pay response, which the core reads.
pub(super) async fn ask_for_new_code(url: &str, identity: &Identity) -> Event {
    post(url, identity).await.map_or(Event::NotRenewed, Event::Renewed)
}

async fn post(url: &str, identity: &Identity) -> Option<String> {
    let text = |name: &Option<String>| name.as_ref().map_or(JsValue::UNDEFINED, JsValue::from);
    let names = value::object([
        ("paymentId", text(&identity.payment_id)),
        ("paymentRequestId", text(&identity.payment_request_id)),
    ]);
    let request = RequestBuilder::new(url)
        .method(Method::POST)
        .header("accept", "application/json")
        .header("content-type", "application/json")
        .credentials(RequestCredentials::SameOrigin)
        .body(js_sys::JSON::stringify(&names).ok()?);
    let response = request.ok()?.send().await.ok().filter(gloo_net::http::Response::ok)?;
    endpoint::body(&response).await.ok()
}
