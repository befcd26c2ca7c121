//! What the buyer sees: the card, and the clicks on it.

use std::rc::{Rc, Weak};

use web_sys::HtmlElement;

use super::listener::Listener;
use super::navigation;
use super::session::Session;
use crate::checkout::{Event, Link, RedirectTarget, Scene, View};
use crate::ui::{Card, Shell, Words};

/// The mounted card; dropping it empties the wrapper.
pub(super) struct Display {
    card: Rc<Card>,
    _clicks: Listener,
}

impl Display {
    /// Mounts the card into `root` with its first view.
    pub(super) fn mount(root: HtmlElement, view: Option<View>, words: Words, session: &Weak<Session>) -> Self {
        let shell = Box::new(Reach(session.clone()));
        let target = root.clone();
        let card = Card::mount(root, view.unwrap_or_else(idle), words, shell);
        let weak = Rc::downgrade(&card);
        let clicks = Listener::new(&target, "click", move |click| {
            if let Some(card) = weak.upgrade() {
                card.clicked(&click);
            }
        });
        Self { card, _clicks: clicks }
    }

    /// The language or the merchant's words may have changed.
    pub(super) fn speak(&self, words: Words) {
        self.card.speak(words);
    }

    /// Draws what has changed.
    pub(super) fn show(&self, view: Option<View>) {
        self.card.show(view.unwrap_or_else(idle));
    }
}

fn idle() -> View {
    View { scene: Scene::Idle, link: Link::Ok, amount: None, rest: None }
}

/// What the card reaches of the session, as long as there is one.
struct Reach(Weak<Session>);

impl Shell for Reach {
    fn send(&self, event: Event) {
        if let Some(session) = self.0.upgrade() {
            session.dispatch(event);
        }
    }

    fn may_follow(&self, url: &str) -> bool {
        self.0.upgrade().is_none_or(|session| session.may_follow(url))
    }

    fn target(&self) -> &'static str {
        let target = self.0.upgrade().and_then(|session| session.redirect_target());
        navigation::frame(target.unwrap_or(RedirectTarget::Itself))
    }
}
