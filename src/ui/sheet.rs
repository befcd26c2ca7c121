//! What a view is drawn on: describes the nodes, and remembers what their controls do.
//!
//! A description is JSON text, which the shell makes nodes of. It is never markup, so the views hold under Trusted Types.

use super::act::Act;
use super::words::Words;
use crate::json::{List, Object, quoted};
use crate::language::{Language, Text};
use crate::text::digits;

/// The attribute that says which act a control does.
const ACT: &str = "data-act";
/// The attribute of controls that lead into the app or to Antom's page.
const HAND_OFF: &str = "data-hand-off";

/// The description of a node and all that is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node(String);

/// An attribute's name and value.
pub(super) type Attribute<'a> = (&'static str, &'a str);

/// A sheet for one drawing.
pub(super) struct Sheet<'a> {
    words: &'a Words,
    frame: &'static str,
    acts: Vec<Act>,
}

impl Node {
    /// The description as JSON text: a text, a list of a tag, its attributes and its children, or an object for a text
    /// that only the browser can write.
    pub(super) fn into_json(self) -> String {
        self.0
    }
}

impl<'a> Sheet<'a> {
    /// An empty sheet; links and forms lead to the browsing context `frame`.
    pub(super) fn new(words: &'a Words, frame: &'static str) -> Self {
        Self { words, frame, acts: Vec::new() }
    }

    /// What the controls of this sheet do, by the numbers that they carry.
    pub(super) fn into_acts(self) -> Vec<Act> {
        self.acts
    }

    /// The text as the buyer reads it.
    pub(super) fn say(&self, text: Text) -> &str {
        self.words.say(text)
    }

    pub(super) fn language(&self) -> Language {
        self.words.language()
    }

    pub(super) fn frame(&self) -> &'static str {
        self.frame
    }

    /// A paragraph that says a text.
    pub(super) fn paragraph(&self, part: &str, text: Text) -> Node {
        element("p", part, &[], &[words(self.say(text))])
    }

    /// A heading; it can take the focus when the place of the buyer is lost.
    pub(super) fn heading(&self, text: Text) -> Node {
        element("h2", "heading", &[("tabindex", "-1")], &[words(self.say(text))])
    }

    /// A button.
    pub(super) fn button(&mut self, part: &str, text: Text, act: Act) -> Node {
        self.button_with(part, &[], text, act)
    }

    /// A button that carries further attributes.
    pub(super) fn button_with(&mut self, part: &str, attributes: &[Attribute<'_>], text: Text, act: Act) -> Node {
        let number = digits(self.acts.len() as u64);
        self.acts.push(act);
        let mut all = vec![("type", "button"), (ACT, number.as_str())];
        all.extend_from_slice(attributes);
        element("button", part, &all, &[words(self.say(text))])
    }

    /// A real link away from the page; the page may prevent that it is followed.
    pub(super) fn link(&self, part: &str, text: Text, url: &str) -> Node {
        let attributes = [(HAND_OFF, url), ("href", url), ("target", self.frame), ("rel", "noreferrer")];
        element("a", part, &attributes, &[words(self.say(text))])
    }

    /// A real form away from the page, for a link that asks for `POST`.
    pub(super) fn form(&self, part: &str, text: Text, url: &str, fields: &[(String, String)]) -> Node {
        let mut children = Vec::new();
        for (name, value) in fields {
            children.push(element("input", "", &[("type", "hidden"), ("data-name", name), ("value", value)], &[]));
        }
        let attributes = [(HAND_OFF, url), ("type", "submit")];
        children.push(element("button", part, &attributes, &[words(self.say(text))]));
        element("form", "form", &[("method", "post"), ("action", url), ("target", self.frame)], &children)
    }
}

/// An element. `part` names it for the page's styles (`::part`) and for ours.
pub(super) fn element(tag: &str, part: &str, attributes: &[Attribute<'_>], children: &[Node]) -> Node {
    let mut written = Object::new();
    if !part.is_empty() {
        written.set_text("class", part);
        written.set_text("part", part);
    }
    for (name, value) in attributes {
        written.set_text(name, value);
    }
    let mut node = List::new();
    node.add_text(tag);
    node.add(&written.finish());
    for child in children {
        node.add(&child.0);
    }
    Node(node.finish())
}

/// A text.
pub(super) fn words(text: &str) -> Node {
    Node(quoted(text))
}

/// A text that only the browser can write.
pub(super) fn written_by_the_browser(text: Object) -> Node {
    Node(text.finish())
}
