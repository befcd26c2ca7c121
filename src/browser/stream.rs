//! The stream of server-sent events, closed when dropped.

use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};

use super::listener::Listener;
use crate::checkout::Event;

/// An open stream.
pub(super) struct Stream {
    source: EventSource,
    _listeners: Vec<Listener>,
}

impl Stream {
    /// Opens the stream; nothing where the browser cannot.
    pub(super) fn open(url: &str, tell: impl Fn(Event) + Clone + 'static) -> Option<Self> {
        let source = EventSource::new(url).ok()?;
        let mut listeners = Vec::new();
        let mut on = |name, event: fn(&web_sys::Event) -> Option<Event>| {
            let tell = tell.clone();
            listeners.push(Listener::new(&source, name, move |heard| {
                if let Some(event) = event(&heard) {
                    tell(event);
                }
            }));
        };
        on("open", |_| Some(Event::StreamOpened));
        on("error", |_| Some(Event::StreamClosed));
        on("message", said);
        on("status", said);
        Some(Self { source, _listeners: listeners })
    }
}

fn said(heard: &web_sys::Event) -> Option<Event> {
    heard.dyn_ref::<MessageEvent>()?.data().as_string().map(Event::StreamSaid)
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}
