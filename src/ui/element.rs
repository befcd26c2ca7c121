//! The few shapes that all views are built from.
//!
//! They are one function each and generic over nothing, since each type of view is compiled anew: a card of typed elements
//! was several times as large. Nothing here writes markup as text, so the views hold under Trusted Types.

use leptos::ev::{MouseEvent, click};
use leptos::html::custom;
use leptos::prelude::{AddAnyAttr, AnyView, ElementChild, IntoAny, OnAttribute};
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;

/// An attribute's name and value.
pub(super) type Attribute<'a> = (&'static str, &'a str);

/// An element. `part` names it for the page's styles (`::part`) and for ours.
pub(super) fn element(
    tag: &'static str,
    part: &'static str,
    attributes: &[Attribute<'_>],
    children: Vec<AnyView>,
) -> AnyView {
    custom(tag).child(children).add_any_attr(all(part, attributes)).into_any()
}

/// An element that does something when it is clicked.
pub(super) fn clickable(
    tag: &'static str,
    part: &'static str,
    attributes: &[Attribute<'_>],
    label: String,
    act: Box<dyn FnMut(MouseEvent)>,
) -> AnyView {
    custom(tag).child(label).add_any_attr(all(part, attributes)).on(click, act).into_any()
}

/// A paragraph.
pub(super) fn paragraph(part: &'static str, text: String) -> AnyView {
    element("p", part, &[], vec![text.into_any()])
}

/// A heading; it can take the focus when the place of the buyer is lost.
pub(super) fn heading(text: String) -> AnyView {
    element("h2", "heading", &[("tabindex", "-1")], vec![text.into_any()])
}

/// A view that is drawn again when what it reads has changed.
pub(super) fn live(mut view: Box<dyn FnMut() -> AnyView + Send>) -> AnyView {
    (move || view()).into_any()
}

/// A text that is written again when what it reads has changed.
pub(super) fn live_text(mut text: Box<dyn FnMut() -> String + Send>) -> AnyView {
    (move || text()).into_any()
}

fn all(part: &'static str, attributes: &[Attribute<'_>]) -> Vec<AnyAttribute> {
    let named = [("class", part), ("part", part)];
    let named = named.into_iter().filter(|(_, part)| !part.is_empty());
    named
        .chain(attributes.iter().copied())
        .map(|(name, value)| custom_attribute(name, value.to_owned()).into_any_attr())
        .collect()
}
