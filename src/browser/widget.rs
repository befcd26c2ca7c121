//! What the element's JavaScript holds of us.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use super::options::Options;
use super::session::Session;
use crate::checkout::Event;

/// One widget in one element.
#[wasm_bindgen]
pub struct Widget(Rc<Session>);

#[wasm_bindgen]
impl Widget {
    /// Mounts into `root`, a `<div>` in the shadow of `host`. `options` are the element's attributes and properties;
    /// `emit(type, detail, cancelable)` fires an event and says whether it was not prevented.
    #[wasm_bindgen(constructor)]
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over what JavaScript passes")]
    pub fn new(root: HtmlElement, host: HtmlElement, options: JsValue, emit: Function) -> Self {
        Self(Session::mount(root, host, Options::read(&options), emit))
    }

    /// Attributes or properties have changed.
    #[expect(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over what JavaScript passes")]
    pub fn update(&self, options: JsValue) {
        self.0.update(Options::read(&options));
    }

    /// The public name of the state.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn state(&self) -> String {
        self.0.state().to_owned()
    }

    /// Asks the status endpoint at once.
    #[wasm_bindgen(js_name = checkNow)]
    pub fn check_now(&self) {
        self.0.dispatch(Event::CheckNow);
    }

    /// A new pay response for the same order.
    pub fn refresh(&self, pay_response: String) {
        self.0.dispatch(Event::Renewed(pay_response));
    }

    /// Leaves the page: no timer, request, listener, lock or stream stays behind.
    pub fn unmount(&self) {
        self.0.close();
    }
}
