//! What a view is drawn on: describes the nodes, and remembers what their controls do.
//!
//! A description is JSON text, which the shell makes nodes of. It is never markup, so the views hold under Trusted Types.

use super::act::Act;
use super::words::Words;
use crate::json::Writer;
use crate::language::{Language, Text};
use crate::text::digits;

/// The attribute that says which act a control does.
const ACT: &str = "data-act";
/// The attribute of controls that lead into the app or to Antom's page.
const HAND_OFF: &str = "data-hand-off";

/// An attribute's name and value.
pub(super) type Attribute<'a> = (&'static str, &'a str);

/// A sheet for one drawing, which is written from its top to its bottom.
pub(super) struct Sheet<'a> {
    words: &'a Words,
    frame: &'static str,
    drawn: Writer,
    acts: Vec<Act>,
}

impl<'a> Sheet<'a> {
    /// An empty sheet; links and forms lead to the browsing context `frame`.
    pub(super) fn new(words: &'a Words, frame: &'static str) -> Self {
        Self { words, frame, drawn: Writer::default(), acts: Vec::new() }
    }

    /// What was drawn, as JSON text, and what its controls do, by the numbers that they carry.
    ///
    /// The text is a list of a tag, its attributes and its children: lists like it, texts, or an object for a text that only the
    /// browser can write.
    pub(super) fn finish(self) -> (String, Vec<Act>) {
        (self.drawn.finish(), self.acts)
    }

    /// The text as the buyer reads it.
    pub(super) fn say(&self, text: Text) -> &'a str {
        self.words.say(text)
    }

    pub(super) fn language(&self) -> Language {
        self.words.language()
    }

    pub(super) fn frame(&self) -> &'static str {
        self.frame
    }

    /// Begins an element: what is drawn until it is [closed](Self::close) stands in it. `part` names it for the page's styles
    /// (`::part`) and for ours.
    pub(super) fn open(&mut self, tag: &str, part: &str, attributes: &[Attribute<'_>]) {
        self.drawn.list();
        self.drawn.text(tag);
        self.drawn.object();
        if !part.is_empty() {
            self.drawn.field("class", part);
            self.drawn.field("part", part);
        }
        for (name, value) in attributes {
            self.drawn.field(name, value);
        }
        self.drawn.end_object();
    }

    /// Ends the element that was begun last.
    pub(super) fn close(&mut self) {
        self.drawn.end_list();
    }

    /// An element with a text in it.
    pub(super) fn element(&mut self, tag: &str, part: &str, attributes: &[Attribute<'_>], text: &str) {
        self.open(tag, part, attributes);
        self.write(text);
        self.close();
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, tag: &str, part: &str, attributes: &[Attribute<'_>]) {
        self.open(tag, part, attributes);
        self.close();
    }

    /// A text.
    pub(super) fn write(&mut self, text: &str) {
        self.drawn.text(text);
    }

    /// A text that only the browser can write, of these facts.
    pub(super) fn written_by_the_browser(&mut self, numbers: &[(&str, &str)], texts: &[(&str, &str)]) {
        self.drawn.object();
        for (name, number) in numbers {
            self.drawn.raw_field(name, number);
        }
        for (name, text) in texts {
            self.drawn.field(name, text);
        }
        self.drawn.end_object();
    }

    /// A paragraph that says a text.
    pub(super) fn paragraph(&mut self, part: &str, text: Text) {
        self.element("p", part, &[], self.say(text));
    }

    /// A heading; it can take the focus when the place of the buyer is lost.
    pub(super) fn heading(&mut self, text: Text) {
        self.element("h2", "heading", &[("tabindex", "-1")], self.say(text));
    }

    /// A button.
    pub(super) fn button(&mut self, part: &str, text: Text, act: Act) {
        let number = digits(self.acts.len() as u64);
        self.acts.push(act);
        self.element("button", part, &[("type", "button"), (ACT, &number)], self.say(text));
    }

    /// A real link away from the page; the page may prevent that it is followed.
    pub(super) fn link(&mut self, part: &str, text: Text, url: &str) {
        let attributes = [(HAND_OFF, url), ("href", url), ("target", self.frame), ("rel", "noreferrer")];
        self.element("a", part, &attributes, self.say(text));
    }

    /// A form away from the page, for a link that asks for `POST`. Its fields bear no names, by which they would hide properties of
    /// the form; the shell sends another one.
    pub(super) fn form(&mut self, part: &str, text: Text, url: &str, fields: &[(String, String)]) {
        self.open("form", "form", &[("method", "post"), ("action", url), ("target", self.frame)]);
        for (name, value) in fields {
            self.empty("input", "", &[("type", "hidden"), ("data-name", name), ("value", value)]);
        }
        self.element("button", part, &[(HAND_OFF, url), ("type", "submit")], self.say(text));
        self.close();
    }
}
