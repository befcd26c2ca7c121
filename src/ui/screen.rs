//! What the views read, and how they hear of changes.
//!
//! One stored model and a few triggers do for all of it: a signal for each kind of value would be compiled once for each.

use leptos::prelude::{GetValue, Notify, StoredValue, Track, Trigger, UpdateValue, WithValue};

use super::words::Words;
use crate::checkout::{Link, Rest, Scene, View};
use crate::language::Text;
use crate::payment::Amount;

/// What the views read; written only by the shell.
#[derive(Clone, Copy)]
pub struct Screen {
    model: StoredValue<Model>,
    scene: Trigger,
    link: Trigger,
    rest: Trigger,
}

#[derive(Clone)]
struct Model {
    view: View,
    words: Words,
}

impl Screen {
    /// A screen with its first view; to be made within a reactive owner.
    #[must_use]
    pub fn new(view: View, words: Words) -> Self {
        Self {
            model: StoredValue::new(Model { view, words }),
            scene: Trigger::new(),
            link: Trigger::new(),
            rest: Trigger::new(),
        }
    }

    /// Shows another view: only what differs is drawn again. Says whether the scene is another one.
    #[must_use]
    pub fn show(self, view: View) -> bool {
        let before = self.model.get_value().view;
        let changed = [
            before.scene != view.scene || before.amount != view.amount,
            before.link != view.link,
            before.rest != view.rest,
        ];
        self.model.update_value(|model| model.view = view);
        for (trigger, changed) in [self.scene, self.link, self.rest].into_iter().zip(changed) {
            if changed {
                trigger.notify();
            }
        }
        changed.starts_with(&[true])
    }

    /// Speaks other words.
    pub fn speak(self, words: Words) {
        let changed = self.model.with_value(|model| model.words != words);
        if changed {
            self.model.update_value(|model| model.words = words);
            self.scene.notify();
            self.link.notify();
        }
    }

    pub(super) fn scene(self) -> Scene {
        self.scene.track();
        self.model.with_value(|model| model.view.scene.clone())
    }

    pub(super) fn link(self) -> Link {
        self.link.track();
        self.model.with_value(|model| model.view.link)
    }

    pub(super) fn rest(self) -> Option<Rest> {
        self.rest.track();
        self.model.with_value(|model| model.view.rest)
    }

    pub(super) fn amount(self) -> Option<Amount> {
        self.model.with_value(|model| model.view.amount.clone())
    }

    pub(super) fn words(self) -> Words {
        self.model.with_value(|model| model.words.clone())
    }

    /// The text as the buyer reads it.
    pub(super) fn say(self, text: Text) -> String {
        self.model.with_value(|model| model.words.say(text))
    }
}
