//! The element's events (contract A).

use js_sys::{Function, Object};
use wasm_bindgen::JsValue;

use super::value;
use crate::checkout::Conclusion;
use crate::error_code::ErrorCode;
use crate::payment::Identity;

/// Fires events at the element.
pub(super) struct Emitter(pub(super) Function);

impl Emitter {
    /// `kaspi-ready`
    pub(super) fn ready(&self) {
        self.emit("kaspi-ready", &Object::new(), false);
    }

    /// `kaspi-statechange`
    pub(super) fn state_changed(&self, state: &str, previous: &str) {
        self.emit("kaspi-statechange", &value::object([("state", state.into()), ("previous", previous.into())]), false);
    }

    /// `kaspi-handoff`: whether the app may be opened.
    pub(super) fn handoff(&self, url: &str) -> bool {
        self.emit("kaspi-handoff", &value::object([("url", url.into())]), true)
    }

    /// `kaspi-expired`
    pub(super) fn expired(&self, identity: &Identity) {
        let (payment_id, payment_request_id) = names(identity);
        let detail = value::object([("paymentId", payment_id), ("paymentRequestId", payment_request_id)]);
        self.emit("kaspi-expired", &detail, false);
    }

    /// `kaspi-refresh`
    pub(super) fn refresh(&self, identity: &Identity) {
        let (payment_id, payment_request_id) = names(identity);
        let detail = value::object([("paymentId", payment_id), ("paymentRequestId", payment_request_id)]);
        self.emit("kaspi-refresh", &detail, false);
    }

    /// `kaspi-result`: whether the buyer may be taken on.
    pub(super) fn result(&self, conclusion: &Conclusion) -> bool {
        let (payment_id, payment_request_id) = names(&conclusion.identity);
        let detail = value::object([
            ("status", conclusion.status.into()),
            ("state", conclusion.state.into()),
            ("paymentId", payment_id),
            ("paymentRequestId", payment_request_id),
            ("late", conclusion.late.into()),
        ]);
        self.emit("kaspi-result", &detail, true)
    }

    /// `kaspi-error`
    pub(super) fn error(&self, code: ErrorCode) {
        let (name, message) = code.words();
        let detail =
            value::object([("code", name.into()), ("message", message.into()), ("fatal", code.is_fatal().into())]);
        self.emit("kaspi-error", &detail, false);
    }

    fn emit(&self, name: &str, detail: &Object, cancelable: bool) -> bool {
        let answer = self.0.call3(&JsValue::UNDEFINED, &name.into(), detail, &cancelable.into());
        answer.map_or(true, |allowed| allowed.is_truthy())
    }
}

fn names(identity: &Identity) -> (JsValue, JsValue) {
    let text = |name: &Option<String>| name.as_ref().map_or(JsValue::NULL, JsValue::from);
    (text(&identity.payment_id), text(&identity.payment_request_id))
}
