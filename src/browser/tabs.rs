//! The other tabs of the same payment: one asks, all hear.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, BroadcastChannel, MessageEvent};

use super::listener::Listener;
use super::value;
use crate::checkout::Event;

/// This tab's place among the tabs of a payment; leaving it when dropped.
pub(super) struct Tabs {
    channel: Option<BroadcastChannel>,
    _listener: Option<Listener>,
    _turn: Option<Turn>,
}

impl Tabs {
    /// Joins the tabs of the payment `key`. Where locks are refused, each tab asks.
    pub(super) fn join(key: &str, tell: impl Fn(Event) + Clone + 'static) -> Self {
        let name = format!("kaspi-checkout:{key}");
        let channel = BroadcastChannel::new(&name).ok();
        let listener = channel.as_ref().map(|channel| {
            let tell = tell.clone();
            Listener::new(channel, "message", move |heard| {
                let body = heard.dyn_ref::<MessageEvent>().and_then(|message| message.data().as_string());
                if let Some(body) = body {
                    tell(Event::HeardFromTab(body));
                }
            })
        });
        Self { channel, _listener: listener, _turn: Turn::wait(&name, move || tell(Event::BecameAsker)) }
    }

    /// Tells the other tabs what was heard.
    pub(super) fn tell(&self, body: &str) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&body.into());
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

/// A place in the queue for the payment's lock, or the lock itself; given back when dropped.
struct Turn {
    queue: AbortController,
    release: Rc<RefCell<Option<Function>>>,
    _granted: Closure<dyn FnMut(JsValue) -> Promise>,
}

impl Turn {
    fn wait(name: &str, granted: impl Fn() + Clone + 'static) -> Option<Self> {
        let locks = value::get(&web_sys::window()?.navigator(), "locks");
        let request = value::function(&locks, "request")?;
        let queue = AbortController::new().ok()?;
        let release = Rc::new(RefCell::new(None));
        let (kept, refused) = (Rc::clone(&release), granted.clone());
        let closure = Closure::<dyn FnMut(JsValue) -> Promise>::new(move |_lock| {
            granted();
            // The lock is held until this promise is resolved.
            Promise::new(&mut |resolve, _| *kept.borrow_mut() = Some(resolve))
        });
        let options = value::object([("signal", queue.signal().into())]);
        let asked = request.call3(&locks, &name.into(), &options, closure.as_ref());
        let signal = queue.signal();
        spawn_local(async move {
            let ended = match asked {
                Ok(promise) => JsFuture::from(promise.unchecked_into::<Promise>()).await,
                Err(thrown) => Err(thrown),
            };
            if ended.is_err() && !signal.aborted() {
                refused();
            }
        });
        Some(Self { queue, release, _granted: closure })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.queue.abort();
        if let Some(release) = self.release.borrow_mut().take() {
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}
