//! What the views can do: send events, and ask whether a link may be followed.

use std::rc::Rc;

use leptos::prelude::{AnyView, LocalStorage, StoredValue, WithValue};
use wasm_bindgen::JsCast;

use super::element::{Attribute, clickable};
use super::screen::Screen;
use crate::checkout::Event;
use crate::language::Text;

/// What the views can do.
#[derive(Clone)]
pub struct Actions {
    /// Sends an event to the core.
    pub send: Rc<dyn Fn(Event)>,
    /// Whether the link into the app may be followed: fires `kaspi-handoff`.
    pub may_follow: Rc<dyn Fn(&str) -> bool>,
    /// Where links and forms lead: `_self` or `_top`.
    pub target: Rc<dyn Fn() -> &'static str>,
}

/// The screen and what can be done on it, handed from view to view.
#[derive(Clone, Copy)]
pub(super) struct Stage {
    pub(super) screen: Screen,
    actions: StoredValue<Actions, LocalStorage>,
}

impl Stage {
    pub(super) fn new(screen: Screen, actions: Actions) -> Self {
        Self { screen, actions: StoredValue::new_local(actions) }
    }

    pub(super) fn say(self, text: Text) -> String {
        self.screen.say(text)
    }

    pub(super) fn send(self, event: Event) {
        let send = self.actions.with_value(|actions| Rc::clone(&actions.send));
        send(event);
    }

    fn may_follow(self, url: &str) -> bool {
        let ask = self.actions.with_value(|actions| Rc::clone(&actions.may_follow));
        ask(url)
    }

    pub(super) fn target(self) -> &'static str {
        self.actions.with_value(|actions| (actions.target)())
    }

    /// A button that sends an event.
    pub(super) fn button(self, part: &'static str, text: Text, event: Event) -> AnyView {
        self.doing(part, &[], text, Box::new(move || self.send(event.clone())))
    }

    /// A button that does something of the screen's own.
    pub(super) fn doing(
        self,
        part: &'static str,
        attributes: &[Attribute<'_>],
        text: Text,
        mut act: Box<dyn FnMut()>,
    ) -> AnyView {
        let attributes: Vec<_> = [("type", "button")].into_iter().chain(attributes.iter().copied()).collect();
        clickable("button", part, &attributes, self.say(text), Box::new(move |_| act()))
    }

    /// A real link away from the page; the page may prevent that it is followed.
    pub(super) fn link(self, part: &'static str, text: Text, url: &str) -> AnyView {
        let attributes = [("href", url), ("target", self.target()), ("rel", "noreferrer")];
        let followed = url.to_owned();
        let act = move |click: leptos::ev::MouseEvent| {
            if self.may_follow(&followed) {
                self.send(Event::Followed);
            } else {
                click.prevent_default();
            }
        };
        clickable("a", part, &attributes, self.say(text), Box::new(act))
    }

    /// A real form away from the page, for a link that asks for `POST`.
    pub(super) fn form(self, part: &'static str, text: Text, url: String, fields: &[(String, String)]) -> AnyView {
        use super::element::element;

        let mut children: Vec<_> = fields
            .iter()
            .map(|(name, value)| {
                element("input", "", &[("type", "hidden"), ("name", name), ("value", value)], Vec::new())
            })
            .collect();
        let action = url.clone();
        let act = move |click: leptos::ev::MouseEvent| {
            click.prevent_default();
            if self.may_follow(&url) {
                // First, since the event draws the card anew, and a form that has left the page is not sent.
                submit(&click);
                self.send(Event::Followed);
            }
        };
        children.push(clickable("button", part, &[("type", "submit")], self.say(text), Box::new(act)));
        element("form", "form", &[("method", "post"), ("action", &action), ("target", self.target())], children)
    }
}

/// Sends the form of the button that was clicked.
fn submit(click: &leptos::ev::MouseEvent) {
    let button: Option<web_sys::Element> = click.current_target().and_then(|button| button.dyn_into().ok());
    let form = button.and_then(|button| button.closest("form").ok().flatten());
    if let Some(form) = form.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok()) {
        let _ = form.submit();
    }
}
