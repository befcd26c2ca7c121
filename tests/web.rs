//! The widget in a real browser: mounted as the element's JavaScript mounts it.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs)]

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, JSON, Object, Reflect};
use kaspi_checkout::browser::Widget;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

wasm_bindgen_test_configure!(run_in_browser);

const PAY_RESPONSE: &str = include_str!("fixtures/antom/KASPI_KZ__pay_response_WAP.json");

/// One mounted widget, and what it emitted.
struct Stage {
    widget: Widget,
    host: HtmlElement,
    root: HtmlElement,
    heard: Rc<RefCell<Vec<(String, JsValue)>>>,
    _emit: Closure<dyn FnMut(JsValue, JsValue, JsValue) -> JsValue>,
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// The source document's pay response with times around the present: created now, alive for ten minutes.
fn fresh_pay_response() -> String {
    let response = JSON::parse(PAY_RESPONSE).unwrap();
    let at = |ms: f64| js_sys::Date::new(&JsValue::from_f64(js_sys::Date::now() + ms)).to_iso_string();
    Reflect::set(&response, &"paymentCreateTime".into(), &at(-1_000.0)).unwrap();
    let form = Reflect::get(&response, &"orderCodeForm".into()).unwrap();
    Reflect::set(&form, &"expireTime".into(), &at(600_000.0)).unwrap();
    let unique = format!("test-{}", js_sys::Math::random());
    Reflect::set(&response, &"paymentId".into(), &unique.into()).unwrap();
    JSON::stringify(&response).unwrap().into()
}

/// A `statusSource` that always answers with `body`, and counts its calls.
fn source(body: &str) -> (Function, Array) {
    let calls = Array::new();
    let function = Function::new_with_args("", "");
    let make = Function::new_with_args("calls, body", "return async () => { calls.push(1); return JSON.parse(body); }");
    let made = make.call2(&function, &calls, &body.into()).unwrap();
    (made.unchecked_into(), calls)
}

fn options(pay_response: &str, status_source: &JsValue) -> JsValue {
    let options = Object::new();
    Reflect::set(&options, &"payResponse".into(), &pay_response.into()).unwrap();
    Reflect::set(&options, &"statusSource".into(), status_source).unwrap();
    Reflect::set(&options, &"redirectTarget".into(), &"none".into()).unwrap();
    Reflect::set(&options, &"mode".into(), &"qr".into()).unwrap();
    Reflect::set(&options, &"locale".into(), &"en".into()).unwrap();
    options.into()
}

impl Stage {
    fn mount(options: JsValue) -> Self {
        let host: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&host).unwrap();
        let shadow: ShadowRoot = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).unwrap();
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        shadow.append_child(&root).unwrap();
        let heard = Rc::new(RefCell::new(Vec::new()));
        let kept = Rc::clone(&heard);
        let emit = Closure::<dyn FnMut(JsValue, JsValue, JsValue) -> JsValue>::new(
            move |name: JsValue, detail: JsValue, _cancelable: JsValue| {
                kept.borrow_mut().push((name.as_string().unwrap(), detail));
                JsValue::TRUE
            },
        );
        let function = emit.as_ref().unchecked_ref::<Function>().clone();
        let widget = Widget::new(root.clone(), host.clone(), options, function);
        Self { widget, host, root, heard, _emit: emit }
    }

    fn text(&self) -> String {
        self.root.text_content().unwrap_or_default()
    }

    fn emitted(&self, name: &str) -> usize {
        self.heard.borrow().iter().filter(|(heard, _)| heard == name).count()
    }

    async fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        for _ in 0..500 {
            if holds(self) {
                return;
            }
            TimeoutFuture::new(10).await;
        }
        panic!("never came: {what}; state {}, text {}", self.widget.state(), self.text());
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.widget.unmount();
        self.host.remove();
    }
}

#[wasm_bindgen_test]
async fn the_views_in_the_wrapper_follow_the_state() {
    let (status, _) = source(r#"{"status":"SUCCESS"}"#);
    let stage = Stage::mount(options(&fresh_pay_response(), &status));
    assert_eq!(stage.widget.state(), "waiting");
    assert!(stage.root.query_selector("svg path").unwrap().is_some(), "the code is drawn with the first view");
    let before = stage.text();
    stage.until("paid", |stage| stage.widget.state() == "paid").await;
    stage.until("another view", |stage| stage.text() != before).await;
    assert!(stage.root.query_selector("[part~=code]").unwrap().is_none(), "no code is left");
    assert_eq!(stage.emitted("kaspi-ready"), 1);
    assert_eq!(stage.emitted("kaspi-result"), 1);
}

#[wasm_bindgen_test]
async fn the_countdown_counts() {
    let (status, _) = source(r#"{"status":"PROCESSING"}"#);
    let stage = Stage::mount(options(&fresh_pay_response(), &status));
    let timer = stage.root.query_selector("[role=timer]").unwrap().expect("a timer");
    let before = timer.text_content();
    stage.until("the next second", |_| timer.text_content() != before).await;
}

#[wasm_bindgen_test]
async fn unmounting_leaves_no_timer_and_no_question_behind() {
    let (status, calls) = source(r#"{"status":"PROCESSING","pollAfterMs":500}"#);
    let timers = Timers::watch();
    let stage = Stage::mount(options(&fresh_pay_response(), &status));
    stage.until("two questions", |_| calls.length() >= 2).await;
    stage.widget.unmount();
    assert_eq!(stage.root.child_element_count(), 0, "the wrapper is empty");
    assert_eq!(timers.pending(), 0, "timers that still run");
    let asked = calls.length();
    TimeoutFuture::new(1_500).await;
    assert_eq!(calls.length(), asked);
    assert_eq!(stage.widget.state(), "idle");
}

#[wasm_bindgen_test]
async fn a_pay_response_that_comes_later_begins_the_payment() {
    let (status, _) = source(r#"{"status":"PROCESSING"}"#);
    let stage = Stage::mount(options("", &status));
    assert_eq!(stage.widget.state(), "idle");
    stage.widget.update(options(&fresh_pay_response(), &status));
    assert_eq!(stage.widget.state(), "waiting");
    stage.until("a code", |stage| stage.root.query_selector("svg path").unwrap().is_some()).await;
}

#[wasm_bindgen_test]
async fn an_unusable_pay_response_is_rejected_with_its_code() {
    let (status, _) = source(r#"{"status":"PROCESSING"}"#);
    for (text, code) in [("no json", "pay-response-not-json"), ("{}", "pay-response-empty")] {
        let stage = Stage::mount(options(text, &status));
        stage.until("the error", |stage| stage.emitted("kaspi-error") == 1).await;
        let (_, detail) = stage.heard.borrow().iter().find(|(name, _)| name == "kaspi-error").unwrap().clone();
        assert_eq!(Reflect::get(&detail, &"code".into()).unwrap().as_string().as_deref(), Some(code));
        assert_eq!(stage.widget.state(), "rejected");
    }
}

/// Counts the page's timers that were set and neither fired nor cleared.
struct Timers(JsValue);

impl Timers {
    fn watch() -> Self {
        let watch = Function::new_no_args(
            "const { setTimeout: set, clearTimeout: clear, setInterval: repeat } = globalThis;
             const pending = new Set();
             globalThis.setTimeout = (act, ms, ...rest) => {
               const id = set(() => { pending.delete(id); act(...rest); }, ms);
               pending.add(id);
               return id;
             };
             globalThis.setInterval = (...all) => { const id = repeat(...all); pending.add(id); return id; };
             globalThis.clearTimeout = (id) => { pending.delete(id); clear(id); };
             return { pending, restore: () => Object.assign(globalThis, { setTimeout: set, clearTimeout: clear, setInterval: repeat }) };",
        );
        Self(watch.call0(&JsValue::UNDEFINED).unwrap())
    }

    fn pending(&self) -> u32 {
        let pending = Reflect::get(&self.0, &"pending".into()).unwrap();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count")]
        let size = Reflect::get(&pending, &"size".into()).unwrap().as_f64().unwrap() as u32;
        size
    }
}

impl Drop for Timers {
    fn drop(&mut self) {
        let restore: Function = Reflect::get(&self.0, &"restore".into()).unwrap().unchecked_into();
        restore.call0(&JsValue::UNDEFINED).unwrap();
    }
}
