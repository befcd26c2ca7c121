//! What a view is drawn on: makes the nodes, and remembers what their controls do.
//!
//! Nothing here writes markup as text, so the views hold under Trusted Types.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, Node};

use super::act::Act;
use super::words::Words;
use crate::checkout::Event;
use crate::language::{Language, Text};

/// The attribute that says which act a control does.
pub(super) const ACT: &str = "data-act";

const HTML: &str = "http://www.w3.org/1999/xhtml";
const SVG: &str = "http://www.w3.org/2000/svg";

#[wasm_bindgen]
extern "C" {
    /// The page's document. Its methods throw for names that are no names alone, and ours are.
    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static DOCUMENT: Maker;

    type Maker;

    #[wasm_bindgen(method, js_name = createElementNS)]
    fn element(this: &Maker, namespace: &str, tag: &str) -> Element;

    #[wasm_bindgen(method, js_name = createTextNode)]
    fn text(this: &Maker, text: &str) -> Node;
}

/// An attribute's name and value.
pub(super) type Attribute<'a> = (&'static str, &'a str);

/// A sheet for one drawing.
pub(super) struct Sheet<'a> {
    words: &'a Words,
    target: &'static str,
    acts: Vec<Act>,
}

impl<'a> Sheet<'a> {
    /// An empty sheet; links and forms lead to the browsing context `target`.
    pub(super) fn new(words: &'a Words, target: &'static str) -> Self {
        Self { words, target, acts: Vec::new() }
    }

    /// What the controls of this sheet do, by the numbers that they carry.
    pub(super) fn into_acts(self) -> Vec<Act> {
        self.acts
    }

    /// The text as the buyer reads it.
    pub(super) fn say(&self, text: Text) -> String {
        self.words.say(text)
    }

    pub(super) fn words(&self) -> &Words {
        self.words
    }

    pub(super) fn language(&self) -> Language {
        self.words.language()
    }

    pub(super) fn target(&self) -> &'static str {
        self.target
    }

    /// A paragraph that says a text.
    pub(super) fn paragraph(&self, part: &str, text: Text) -> Node {
        element("p", part, &[], &[words(&self.say(text))])
    }

    /// A heading; it can take the focus when the place of the buyer is lost.
    pub(super) fn heading(&self, text: Text) -> Node {
        element("h2", "heading", &[("tabindex", "-1")], &[words(&self.say(text))])
    }

    /// A button that sends an event.
    pub(super) fn button(&mut self, part: &str, text: Text, event: Event) -> Node {
        self.doing(part, &[], text, Act::Send(event))
    }

    /// A button.
    pub(super) fn doing(&mut self, part: &str, attributes: &[Attribute<'_>], text: Text, act: Act) -> Node {
        let attributes: Vec<_> = [("type", "button")].iter().chain(attributes).copied().collect();
        self.control("button", part, &attributes, text, act)
    }

    /// A real link away from the page; the page may prevent that it is followed.
    pub(super) fn link(&mut self, part: &str, text: Text, url: &str) -> Node {
        let attributes = [("href", url), ("target", self.target), ("rel", "noreferrer")];
        self.control("a", part, &attributes, text, Act::Follow(url.to_owned()))
    }

    /// A real form away from the page, for a link that asks for `POST`.
    pub(super) fn form(&mut self, part: &str, text: Text, url: &str, fields: &[(String, String)]) -> Node {
        let hidden = |(name, value): &(String, String)| {
            element("input", "", &[("type", "hidden"), ("name", name), ("value", value)], &[])
        };
        let mut children: Vec<_> = fields.iter().map(hidden).collect();
        children.push(self.control("button", part, &[("type", "submit")], text, Act::Submit(url.to_owned())));
        element("form", "form", &[("method", "post"), ("action", url), ("target", self.target)], &children)
    }

    fn control(&mut self, tag: &str, part: &str, attributes: &[Attribute<'_>], text: Text, act: Act) -> Node {
        let number = self.acts.len().to_string();
        self.acts.push(act);
        let attributes: Vec<_> = [(ACT, number.as_str())].iter().chain(attributes).copied().collect();
        element(tag, part, &attributes, &[words(&self.say(text))])
    }
}

/// An element. `part` names it for the page's styles (`::part`) and for ours.
pub(super) fn element(tag: &str, part: &str, attributes: &[Attribute<'_>], children: &[Node]) -> Node {
    let named = [("class", part), ("part", part)];
    let named = if part.is_empty() { &[] } else { named.as_slice() };
    of_namespace(HTML, tag, named.iter().chain(attributes), children)
}

/// An element of a drawing.
pub(super) fn shape(tag: &str, attributes: &[Attribute<'_>], children: &[Node]) -> Node {
    of_namespace(SVG, tag, attributes.iter(), children)
}

/// A text.
pub(super) fn words(text: &str) -> Node {
    DOCUMENT.with(|document| document.text(text))
}

fn of_namespace<'a>(
    namespace: &str,
    tag: &str,
    attributes: impl Iterator<Item = &'a Attribute<'a>>,
    children: &[Node],
) -> Node {
    let made = DOCUMENT.with(|document| document.element(namespace, tag));
    // Names of attributes are ours, and a new element takes every child.
    for (name, value) in attributes {
        let _: Result<(), JsValue> = made.set_attribute(name, value);
    }
    for child in children {
        let _: Result<Node, JsValue> = made.append_child(child);
    }
    made.into()
}
