//! What the page tells: seen, hidden, back, online, offline.

use web_sys::EventTarget;

use super::device::is_visible;
use super::listener::Listener;
use crate::checkout::Event;

/// Something that happened to the page.
#[derive(Clone, Debug)]
pub(super) enum Happening {
    /// The core wants to know.
    Heard(Event),
    /// The page goes away, perhaps into the back-forward cache: nothing may be held that would keep it out.
    Leaving,
    /// The page is shown, perhaps again.
    Shown,
}

/// Listens to the page until dropped.
pub(super) fn listen(tell: impl Fn(Happening) + Clone + 'static) -> Vec<Listener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let Some(document) = window.document() else {
        return Vec::new();
    };
    let on = |target: &EventTarget, name, happening: fn() -> Happening| {
        let tell = tell.clone();
        Listener::new(target, name, move |_| tell(happening()))
    };
    vec![
        on(&document, "visibilitychange", seen_or_hidden),
        // A frozen page gets no other word when it is thawed while it is still in view.
        on(&document, "resume", seen_or_hidden),
        on(&window, "focus", seen_or_hidden),
        on(&window, "pageshow", || Happening::Shown),
        on(&window, "pagehide", || Happening::Leaving),
        on(&window, "online", || Happening::Heard(Event::Online)),
        on(&window, "offline", || Happening::Heard(Event::Offline)),
    ]
}

fn seen_or_hidden() -> Happening {
    Happening::Heard(if is_visible() { Event::Returned } else { Event::Hidden })
}
