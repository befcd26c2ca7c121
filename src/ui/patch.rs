//! Makes what is on the page alike to what was drawn, with as few changes as it takes: what stays keeps its focus, its
//! place in a screen reader and its running animation, and a link that is just being followed stays in the page.

use std::iter::successors;

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// Makes `shown` alike to `drawn`, which is used up.
pub(super) fn patch(shown: &Element, drawn: &Element) {
    patch_attributes(shown, drawn);
    let (mut place, mut next) = (shown.first_child(), drawn.first_child());
    while let Some(wanted) = next {
        next = wanted.next_sibling();
        // What is not wanted here makes room for what is shown already, further on.
        if !place.as_ref().is_some_and(|node| are_alike(node, &wanted)) && has_alike(place.as_ref(), &wanted) {
            while let Some(node) = place.take_if(|node| !are_alike(node, &wanted)) {
                place = node.next_sibling();
                let _ = shown.remove_child(&node);
            }
        }
        match place.take() {
            Some(node) if are_alike(&node, &wanted) => {
                place = node.next_sibling();
                patch_node(&node, &wanted);
            }
            Some(node) if !has_alike(next.as_ref(), &node) => {
                place = node.next_sibling();
                let _ = shown.replace_child(&wanted, &node);
            }
            // What is wanted further on stays for then.
            later => {
                let _ = shown.insert_before(&wanted, later.as_ref());
                place = later;
            }
        }
    }
    while let Some(node) = place {
        place = node.next_sibling();
        let _ = shown.remove_child(&node);
    }
}

fn patch_node(shown: &Node, drawn: &Node) {
    if let (Some(shown), Some(drawn)) = (shown.dyn_ref(), drawn.dyn_ref()) {
        patch(shown, drawn);
    } else if shown.text_content() != drawn.text_content() {
        shown.set_text_content(drawn.text_content().as_deref());
    }
}

/// Whether one of the siblings from `first` on is alike.
fn has_alike(first: Option<&Node>, wanted: &Node) -> bool {
    successors(first.cloned(), Node::next_sibling).any(|node| are_alike(&node, wanted))
}

/// A part stays what it is. The scene of another state is another one: what stayed and moved would be seen to jump.
fn are_alike(one: &Node, other: &Node) -> bool {
    let named = |node: &Node, name| node.dyn_ref::<Element>().and_then(|element| element.get_attribute(name));
    let same = |name| named(one, name) == named(other, name);
    one.node_name() == other.node_name() && same("part") && same("data-state")
}

fn patch_attributes(shown: &Element, drawn: &Element) {
    for name in names(shown).filter(|name| !drawn.has_attribute(name)) {
        let _ = shown.remove_attribute(&name);
    }
    for name in names(drawn) {
        let value = drawn.get_attribute(&name).unwrap_or_default();
        if shown.get_attribute(&name).as_ref() != Some(&value) {
            let _ = shown.set_attribute(&name, &value);
        }
    }
}

fn names(element: &Element) -> impl Iterator<Item = String> + use<> {
    element.get_attribute_names().into_iter().filter_map(|name| name.as_string())
}
