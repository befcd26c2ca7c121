//! The card: the frame of all states, and what the buyer does on it.

use super::act::Act;
use super::code::{Encoded, Size};
use super::copy_link::Copying;
use super::scene::scene;
use super::sheet::Sheet;
use super::words::Words;
use super::{announcement, connection};
use crate::checkout::{Rest, Scene, View};
use crate::qr::Qr;
use crate::time::SECOND;

/// The card, as far as it is known without a page.
#[derive(Clone, Debug)]
pub struct Card {
    model: Model,
    acts: Vec<Act>,
    /// Whether it is another one than the one that was drawn.
    changed: bool,
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
        Self { model, acts: Vec::new(), changed: true }
    }

    /// Shows another view; its links and forms lead to the browsing context `frame`.
    pub fn show(&mut self, view: View, frame: &'static str) {
        let before = &self.model.view;
        let same = self.model.frame == frame
            && before.scene == view.scene
            && before.link == view.link
            && before.amount == view.amount
            && are_alike(before.rest, view.rest);
        if !same {
            self.model.frame = frame;
            self.model.view = view;
            self.changed = true;
        }
    }

    /// Speaks other words.
    pub fn speak(&mut self, words: Words) {
        if self.model.words != words {
            self.model.words = words;
            self.changed = true;
        }
    }

    /// Shows the code larger, or as large as before.
    pub fn resize(&mut self) {
        self.model.size.toggle();
        self.changed = true;
    }

    /// Says how the copying of a link went.
    pub fn say_copied(&mut self, copying: Copying) {
        self.model.copying = copying;
        self.changed = true;
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

    /// The description of the whole card, as JSON text; nothing where it is the one that was drawn last.
    pub fn draw(&mut self) -> Option<String> {
        if !std::mem::replace(&mut self.changed, false) {
            return None;
        }
        let code = match &self.model.view.scene {
            Scene::Waiting(waiting) => waiting.payment.codes.text.as_deref(),
            _ => None,
        };
        self.model.encoded.follow(code);
        let mut sheet = Sheet::new(&self.model.words, self.model.frame);
        card(&mut sheet, &self.model);
        let (drawn, acts) = sheet.finish();
        self.acts = acts;
        Some(drawn)
    }
}

/// Whether a card that was drawn for the one rest holds for the other: the shell counts it down by itself, and is told of
/// each correction, but the time of day on the card is drawn.
fn are_alike(one: Option<Rest>, other: Option<Rest>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            (one.milestone, one.is_news) == (other.milestone, other.is_news)
                && one.ends.since(other.ends).unsigned_abs() < SECOND.unsigned_abs()
        }
        _ => one == other,
    }
}

/// The live region stays before what comes and goes, so that it is one and the same for a screen reader. All that is said is in
/// one language, which is not always the page's.
fn card(sheet: &mut Sheet<'_>, model: &Model) {
    sheet.open("section", "card", &[("lang", sheet.language().tag())]);
    sheet.empty("slot", "logo", &[("name", "logo")]);
    scene(sheet, model);
    announcement::region(sheet, &model.view);
    connection::notice(sheet, model.view.link);
    sheet.close();
}
