//! The card: the frame of all states, and what the buyer does on it.

use super::act::Act;
use super::code::{Encoded, Size};
use super::copy_link::Copying;
use super::scene::scene;
use super::sheet::{Node, Sheet, element};
use super::words::Words;
use super::{announcement, connection, countdown};
use crate::checkout::{Rest, Scene, View};
use crate::json::List;
use crate::language::Text;
use crate::qr::Qr;

/// The card, as far as it is known without a page.
#[derive(Clone, Debug)]
pub struct Card {
    model: Model,
    acts: Vec<Act>,
    change: Change,
}

/// What the views read.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) view: View,
    pub(super) words: Words,
    pub(super) size: Size,
    pub(super) copying: Copying,
    pub(super) encoded: Encoded,
    pub(super) can_share: bool,
    /// Where links and forms lead: `_self` or `_top`.
    pub(super) frame: &'static str,
}

/// What has changed since the card was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Nothing,
    /// Only a second has passed.
    Second,
    /// Only the rest is another: by more than a second, so that it may end at another time of day.
    Rest,
    All,
}

/// What the shell is to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// The description of the whole card, as JSON text.
    Card(String),
    /// A list of places, each a selector and the description of its text, as JSON text.
    Texts(String),
}

impl Card {
    /// A card that nothing is on yet, in words. `can_share` says whether the browser can share links.
    #[must_use]
    pub fn new(words: Words, can_share: bool) -> Self {
        let model = Model {
            view: View::default(),
            words,
            size: Size::default(),
            copying: Copying::default(),
            encoded: Encoded::default(),
            can_share,
            frame: "_self",
        };
        Self { model, acts: Vec::new(), change: Change::All }
    }

    /// Shows another view; its links and forms lead to the browsing context `frame`.
    pub fn show(&mut self, view: View, frame: &'static str) {
        let before = &self.model.view;
        let milestone = |rest: Option<Rest>| rest.map(|rest| rest.milestone);
        let only_seconds = self.model.frame == frame
            && before.scene == view.scene
            && before.link == view.link
            && before.amount == view.amount
            && milestone(before.rest) == milestone(view.rest);
        if !only_seconds {
            self.change = Change::All;
        } else if before.rest != view.rest {
            let seconds = |rest: Option<Rest>| rest.map_or(0, |rest| rest.seconds);
            let passed = seconds(before.rest) - seconds(view.rest);
            let change = if passed == 1 { Change::Second } else { Change::Rest };
            self.change = self.change.max(change);
        }
        self.model.frame = frame;
        self.model.view = view;
    }

    /// Speaks other words.
    pub fn speak(&mut self, words: Words) {
        if self.model.words != words {
            self.model.words = words;
            self.change = Change::All;
        }
    }

    /// Shows the code larger, or as large as before.
    pub fn resize(&mut self) {
        self.model.size.toggle();
        self.change = Change::All;
    }

    /// Says how the copying of a link went.
    pub fn say_copied(&mut self, copying: Copying) {
        self.model.copying = copying;
        self.change = Change::All;
    }

    /// What the control with this number does.
    #[must_use]
    pub fn act(&self, number: usize) -> Option<&Act> {
        self.acts.get(number)
    }

    /// The code on the card.
    #[must_use]
    pub fn code(&self) -> Option<&Qr> {
        self.model.encoded.qr()
    }

    /// What has changed since this was asked last; nothing where nothing has.
    pub fn draw(&mut self) -> Option<Drawing> {
        match std::mem::replace(&mut self.change, Change::Nothing) {
            Change::Nothing => None,
            Change::Second => Some(Drawing::Texts(self.rest(false))),
            Change::Rest => Some(Drawing::Texts(self.rest(true))),
            Change::All => {
                let code = match &self.model.view.scene {
                    Scene::Waiting(waiting) => waiting.payment.codes.text.as_deref(),
                    _ => None,
                };
                self.model.encoded.follow(code);
                let mut sheet = Sheet::new(&self.model.words, self.model.frame);
                let drawn = drawing(&mut sheet, &self.model);
                self.acts = sheet.into_acts();
                Some(Drawing::Card(drawn.into_json()))
            }
        }
    }

    /// The places in which the rest stands; the time of day at which it ends is one of them only where it `may_differ`.
    fn rest(&self, may_differ: bool) -> String {
        let rest = self.model.view.rest;
        let mut places = List::new();
        places.add(&place(countdown::DIGITS, countdown::digits(rest)));
        if may_differ {
            places.add(&place(countdown::UNTIL, countdown::until(self.model.words.say(Text::Until), rest)));
        }
        places.finish()
    }
}

/// A place by its selector, and the text there.
fn place(selector: &str, text: Node) -> String {
    let mut place = List::new();
    place.add_text(selector);
    place.add(&text.into_json());
    place.finish()
}

/// The live region stays before what comes and goes, so that it is one and the same for a screen reader.
fn drawing(sheet: &mut Sheet<'_>, model: &Model) -> Node {
    let mut children = vec![
        element("slot", "logo", &[("name", "logo")], &[]),
        scene(sheet, model),
        announcement::region(sheet, &model.view),
    ];
    if let Some(notice) = connection::notice(sheet, model.view.link) {
        children.push(notice);
    }
    element("section", "card", &[], &children)
}
