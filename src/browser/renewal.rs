//! Asks the merchant's `refresh-url` for a new code; the request is given up when dropped.

use gloo_net::http::{Method, Request, RequestBuilder, Response};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, AbortSignal, RequestCredentials};

use super::endpoint;
use super::value;
use crate::payment::Identity;

/// A request on its way.
pub(super) struct Renewal(AbortController);

impl Renewal {
    /// `POST`s the payment's names; the answer is a new pay response, which the core reads.
    pub(super) fn ask(url: &str, identity: &Identity, tell: impl FnOnce(Option<String>) + 'static) -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let request = post(url, identity, &controller.signal());
        spawn_local(async move { tell(answer(request).await) });
        Some(Self(controller))
    }
}

impl Drop for Renewal {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn post(url: &str, identity: &Identity, signal: &AbortSignal) -> Option<Request> {
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
        .abort_signal(Some(signal))
        .body(value::json(&names)?);
    request.ok()
}

async fn answer(request: Option<Request>) -> Option<String> {
    let response = request?.send().await.ok().filter(Response::ok)?;
    endpoint::body(&response).await.ok()
}
