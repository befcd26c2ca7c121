//! Keeps the screen awake while a code is on show, where the browser can.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::value;

/// The screen's wake lock.
#[derive(Default)]
pub(super) struct WakeLock {
    wanted: Rc<Cell<bool>>,
    sentinel: Rc<RefCell<Option<JsValue>>>,
}

impl WakeLock {
    /// Keeps the screen awake, or no longer.
    pub(super) fn keep(&self, awake: bool) {
        if self.wanted.replace(awake) == awake {
            return;
        }
        if awake { self.request() } else { release(self.sentinel.borrow_mut().take()) }
    }

    fn request(&self) {
        let (wanted, sentinel) = (Rc::clone(&self.wanted), Rc::clone(&self.sentinel));
        let Some(promise) = requested() else {
            return;
        };
        spawn_local(async move {
            // A refusal costs nothing but the wakefulness.
            let held = JsFuture::from(promise).await.ok();
            if wanted.get() { *sentinel.borrow_mut() = held } else { release(held) }
        });
    }
}

impl Drop for WakeLock {
    fn drop(&mut self) {
        self.keep(false);
    }
}

fn requested() -> Option<Promise> {
    let window = web_sys::window()?;
    // Where a policy refuses it, a browser would note the attempt in the console.
    let policy = value::get(window.document()?.as_ref(), "featurePolicy");
    let allows = value::function(&policy, "allowsFeature");
    if allows.is_some_and(|allows| allows.call1(&policy, &"screen-wake-lock".into()) == Ok(JsValue::FALSE)) {
        return None;
    }
    let wake_lock = value::get(&window.navigator(), "wakeLock");
    let request = value::function(&wake_lock, "request")?;
    request.call1(&wake_lock, &"screen".into()).ok()?.dyn_into().ok()
}

fn release(sentinel: Option<JsValue>) {
    let Some(sentinel) = sentinel else {
        return;
    };
    if let Some(release) = value::function(&sentinel, "release") {
        let _ = release.call0(&sentinel);
    }
}
