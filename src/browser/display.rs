//! What the buyer sees: the views, their life, and the words they speak.

use std::rc::{Rc, Weak};

use js_sys::Object;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::{AnyView, Owner};
use leptos::tachys::view::any_view::AnyViewState;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, ShadowRoot};

use super::navigation;
use super::options::Options;
use super::session::Session;
use super::value;
use crate::checkout::{Event, Link, RedirectTarget, Scene, View};
use crate::language::Language;
use crate::ui::{self, Actions, Screen, Words};

/// The mounted views; dropping them empties the wrapper.
pub(super) struct Display {
    root: HtmlElement,
    host: HtmlElement,
    screen: Screen,
    _mounted: UnmountHandle<AnyViewState>,
    _owner: Owner,
}

impl Display {
    /// Mounts the card into `root` with its first view.
    pub(super) fn mount(
        root: HtmlElement,
        host: HtmlElement,
        options: &Options,
        view: Option<View>,
        session: &Weak<Session>,
    ) -> Self {
        let owner = Owner::new();
        owner.set();
        let screen = Screen::new(view.unwrap_or_else(idle), words(&host, options));
        let actions = actions(session);
        let mounted = mount_to(root.clone(), move || -> AnyView { ui::card(screen, actions) });
        Self { root, host, screen, _mounted: mounted, _owner: owner }
    }

    /// The language or the merchant's words may have changed.
    pub(super) fn speak(&self, options: &Options) {
        self.screen.speak(words(&self.host, options));
    }

    /// Draws what has changed.
    pub(super) fn show(&self, view: Option<View>) {
        let had_focus = focused(&self.root).is_some();
        let is_another = self.screen.show(view.unwrap_or_else(idle));
        if is_another && had_focus {
            keep_the_place(self.root.clone());
        }
    }
}

fn idle() -> View {
    View { scene: Scene::Idle, link: Link::Ok, amount: None, rest: None }
}

fn actions(session: &Weak<Session>) -> Actions {
    let (sender, asker, looker) = (session.clone(), session.clone(), session.clone());
    let target = move || looker.upgrade().and_then(|session| session.redirect_target());
    Actions {
        send: Rc::new(move |event: Event| {
            if let Some(session) = sender.upgrade() {
                session.dispatch(event);
            }
        }),
        may_follow: Rc::new(move |url: &str| asker.upgrade().is_none_or(|session| session.may_follow(url))),
        target: Rc::new(move || navigation::frame(target().unwrap_or(RedirectTarget::Itself))),
    }
}

fn focused(root: &HtmlElement) -> Option<Element> {
    root.get_root_node().dyn_ref::<ShadowRoot>()?.active_element()
}

/// Where the focused control has gone with its view, the heading of the new view takes the focus, so that the buyer's
/// place is not lost (WCAG 2.2, 2.4.3).
fn keep_the_place(root: HtmlElement) {
    spawn_local(async move {
        if focused(&root).is_none()
            && let Ok(Some(heading)) = root.query_selector("h2")
            && let Some(heading) = heading.dyn_ref::<HtmlElement>()
        {
            // A heading that cannot take the focus leaves it where the browser put it.
            let _ = heading.focus();
        }
    });
}

fn words(host: &HtmlElement, options: &Options) -> Words {
    let nearest = host.closest("[lang]").ok().flatten().and_then(|element| element.get_attribute("lang"));
    let languages = web_sys::window().map(|window| window.navigator().languages());
    let languages: Vec<_> = languages.iter().flat_map(js_sys::Array::iter).filter_map(|tag| tag.as_string()).collect();
    let language =
        Language::choose(options.locale.as_deref(), nearest.as_deref(), languages.iter().map(String::as_str));
    Words::new(language, overrides(&options.texts))
}

/// The merchant's own words: an object of texts by their keys.
fn overrides(texts: &JsValue) -> Vec<(String, String)> {
    let Some(object) = texts.dyn_ref::<Object>() else {
        return Vec::new();
    };
    let keys = Object::keys(object);
    let keys = keys.iter().filter_map(|key| key.as_string());
    keys.filter_map(|key| Some((key.clone(), value::text(texts, &key)?))).collect()
}
