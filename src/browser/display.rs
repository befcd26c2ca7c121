//! What the buyer sees: the signals that the views read, and the views' life.

use std::rc::{Rc, Weak};

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::{AnyView, GetUntracked, Owner, RwSignal, Set};
use leptos::tachys::view::any_view::AnyViewState;
use web_sys::HtmlElement;

use super::navigation;
use super::options::Options;
use super::session::Session;
use crate::checkout::{Event, Link, RedirectTarget, Rest, Scene, View};
use crate::payment::Amount;
use crate::ui::{self, Actions, Screen};

/// The mounted views; dropping them empties the wrapper.
pub(super) struct Display {
    scene: RwSignal<Scene>,
    link: RwSignal<Link>,
    amount: RwSignal<Option<Amount>>,
    rest: RwSignal<Option<Rest>>,
    _mounted: UnmountHandle<AnyViewState>,
    _owner: Owner,
}

impl Display {
    /// Mounts the card into `root`.
    pub(super) fn mount(root: HtmlElement, _host: HtmlElement, _options: &Options, session: Weak<Session>) -> Self {
        let owner = Owner::new();
        owner.set();
        let scene = RwSignal::new(Scene::Idle);
        let link = RwSignal::new(Link::Ok);
        let amount = RwSignal::new(None);
        let rest = RwSignal::new(None);
        let screen = Screen {
            scene: scene.read_only(),
            link: link.read_only(),
            amount: amount.read_only(),
            rest: rest.read_only(),
        };
        let asked = session.clone();
        let actions = Actions {
            send: Rc::new(move |event: Event| {
                if let Some(session) = session.upgrade() {
                    session.dispatch(event);
                }
            }),
            may_follow: Rc::new(move |url: &str| asked.upgrade().is_none_or(|session| session.may_follow(url))),
            target: navigation::frame(RedirectTarget::Itself),
        };
        let mounted = mount_to(root, move || -> AnyView { ui::card(screen, actions) });
        Self { scene, link, amount, rest, _mounted: mounted, _owner: owner }
    }

    /// The language or the merchant's words have changed.
    pub(super) fn speak(&self, _options: &Options) {}

    /// Draws what has changed.
    pub(super) fn show(&self, view: Option<View>) {
        let (scene, link, amount, rest) = match view {
            Some(view) => (view.scene, view.link, view.amount, view.rest),
            None => (Scene::Idle, Link::Ok, None, None),
        };
        put(self.amount, amount);
        put(self.link, link);
        put(self.rest, rest);
        put(self.scene, scene);
    }
}

fn put<T: PartialEq + Clone + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.get_untracked() != value {
        signal.set(value);
    }
}
