//! The card: the frame of all states, and what the buyer does on it.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event as Click, HtmlElement, HtmlFormElement, Node, ShadowRoot};

use super::act::Act;
use super::code::{Drawn, Size};
use super::copy_link::{self, Copying};
use super::scene::scene;
use super::sheet::{ACT, Sheet, element};
use super::words::Words;
use super::{announcement, connection, countdown, patch, picture};
use crate::checkout::{Event, Rest, View};

/// What the views can do beyond drawing.
pub trait Shell {
    /// Sends an event to the core.
    fn send(&self, event: Event);
    /// Whether the link into the app may be followed: fires `kaspi-handoff`.
    fn may_follow(&self, url: &str) -> bool;
    /// Where links and forms lead: `_self` or `_top`.
    fn target(&self) -> &'static str;
}

/// The card in the page; it is gone when it is dropped.
pub struct Card {
    itself: Weak<Self>,
    root: HtmlElement,
    shell: Box<dyn Shell>,
    model: RefCell<Model>,
    acts: RefCell<Vec<Act>>,
}

/// What the views read.
pub(super) struct Model {
    pub(super) view: View,
    pub(super) words: Words,
    pub(super) size: Size,
    pub(super) copying: Copying,
    pub(super) drawn: Drawn,
}

impl Card {
    /// The card with its first view, drawn into `root`, an element of its own.
    #[must_use]
    pub fn mount(root: HtmlElement, view: View, words: Words, shell: Box<dyn Shell>) -> Rc<Self> {
        let model = Model { view, words, size: Size::default(), copying: Copying::default(), drawn: Drawn::default() };
        let card = Rc::new_cyclic(|itself| Self {
            itself: itself.clone(),
            root,
            shell,
            model: RefCell::new(model),
            acts: RefCell::default(),
        });
        let _ = card.root.append_child(&element("section", "card", &[], &[]));
        card.draw();
        card
    }

    /// Shows another view. Where only seconds have passed, one text changes.
    pub fn show(&self, view: View) {
        let before = self.model.borrow().view.clone();
        let milestone = |rest: Option<Rest>| rest.map(|rest| rest.milestone);
        let only_seconds =
            View { rest: view.rest, ..before.clone() } == view && milestone(before.rest) == milestone(view.rest);
        self.model.borrow_mut().view = view;
        if !only_seconds {
            self.draw();
        } else if before.rest != self.model.borrow().view.rest {
            self.count();
        }
    }

    /// Speaks other words.
    pub fn speak(&self, words: Words) {
        if self.model.borrow().words != words {
            self.model.borrow_mut().words = words;
            self.draw();
        }
    }

    /// Does what the clicked control is there for.
    pub fn clicked(&self, click: &Click) {
        let target = click.target().and_then(|target| target.dyn_into::<Element>().ok());
        let control = target.and_then(|target| target.closest(&format!("[{ACT}]")).ok().flatten());
        // What the merchant put into our slots is not ours.
        let Some(control) = control.filter(|control| self.root.contains(Some(control))) else {
            return;
        };
        let number = control.get_attribute(ACT).and_then(|number| number.parse::<usize>().ok());
        let act = number.and_then(|number| self.acts.borrow().get(number).cloned());
        if let Some(act) = act {
            self.act(act, click, &control);
        }
    }

    fn act(&self, act: Act, click: &Click, control: &Element) {
        match act {
            Act::Send(event) => self.shell.send(event),
            Act::Follow(url) => {
                if self.shell.may_follow(&url) {
                    self.shell.send(Event::Followed);
                } else {
                    click.prevent_default();
                }
            }
            Act::Submit(url) => {
                click.prevent_default();
                if self.shell.may_follow(&url) {
                    // First, since a form that has left the page is not sent.
                    submit(control);
                    self.shell.send(Event::Followed);
                }
            }
            Act::Resize => {
                self.model.borrow_mut().size.toggle();
                self.draw();
            }
            Act::Save(text) => picture::save(&text),
            Act::Copy(link) => self.copy(link),
            Act::Share(link) => copy_link::share(&link),
        }
    }

    fn copy(&self, link: String) {
        let card = self.itself.clone();
        spawn_local(async move {
            let copying = copy_link::copy(link).await;
            if let Some(card) = card.upgrade() {
                card.model.borrow_mut().copying = copying;
                card.draw();
            }
        });
    }

    fn draw(&self) {
        let had_focus = self.focused().is_some();
        let model = self.model.borrow();
        let mut sheet = Sheet::new(&model.words, self.shell.target());
        let drawn = drawing(&mut sheet, &model);
        *self.acts.borrow_mut() = sheet.into_acts();
        if let (Some(shown), Some(drawn)) = (self.root.first_element_child(), drawn.dyn_ref()) {
            patch::patch(&shown, drawn);
        }
        if had_focus && self.focused().is_none() {
            self.keep_the_place();
        }
    }

    fn count(&self) {
        let model = self.model.borrow();
        let rest = model.view.rest;
        let until = countdown::until(&model.words, rest);
        for (place, text) in [(countdown::DIGITS, countdown::written(rest)), (countdown::UNTIL, until)] {
            let place = self.root.query_selector(place).ok().flatten();
            if let Some(place) = place.filter(|place| place.text_content().as_ref() != Some(&text)) {
                place.set_text_content(Some(&text));
            }
        }
    }

    fn focused(&self) -> Option<Element> {
        self.root.get_root_node().dyn_ref::<ShadowRoot>()?.active_element()
    }

    /// Where the focused control has gone with its view, the heading of the new view takes the focus, so that the buyer's
    /// place is not lost (WCAG 2.2, 2.4.3).
    fn keep_the_place(&self) {
        let heading = self.root.query_selector("h2").ok().flatten();
        if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
            // A heading that cannot take the focus leaves it where the browser put it.
            let _ = heading.focus();
        }
    }
}

impl Drop for Card {
    fn drop(&mut self) {
        self.root.set_text_content(None);
    }
}

/// The live region stays before what comes and goes, so that it is one and the same for a screen reader.
fn drawing(sheet: &mut Sheet<'_>, model: &Model) -> Node {
    let mut children = vec![
        element("slot", "logo", &[("name", "logo")], &[]),
        scene(sheet, model),
        announcement::region(sheet, &model.view),
    ];
    children.extend(connection::notice(sheet, model.view.link));
    element("section", "card", &[], &children)
}

/// Sends the form of the button that was clicked.
fn submit(button: &Element) {
    let form = button.closest("form").ok().flatten();
    if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
        let _ = form.submit();
    }
}
