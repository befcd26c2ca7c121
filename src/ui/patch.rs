//! Makes what is on the page alike to what was drawn, with as few changes as it takes: what stays keeps its focus, its
//! place in a screen reader and its running animation, and a link that is just being followed stays in the page.

use wasm_bindgen::JsCast;
use web_sys::Element;

/// Makes `shown` alike to `drawn`, which is used up.
pub(super) fn patch(shown: &Element, drawn: &Element) {
    patch_attributes(shown, drawn);
    let (mut place, mut next) = (shown.first_child(), drawn.first_child());
    while let Some(wanted) = next {
        next = wanted.next_sibling();
        let Some(node) = place else {
            let _ = shown.append_child(&wanted);
            place = None;
            continue;
        };
        place = node.next_sibling();
        match (node.dyn_ref::<Element>(), wanted.dyn_ref::<Element>()) {
            (Some(node), Some(wanted)) if are_alike(node, wanted) => patch(node, wanted),
            (None, None) => {
                let text = wanted.text_content();
                if node.text_content() != text {
                    node.set_text_content(text.as_deref());
                }
            }
            _ => {
                let _ = shown.replace_child(&wanted, &node);
            }
        }
    }
    while let Some(node) = place {
        place = node.next_sibling();
        let _ = shown.remove_child(&node);
    }
}

/// A part stays what it is. The scene of another state is another one: what stayed and moved would be seen to jump.
fn are_alike(one: &Element, other: &Element) -> bool {
    let same = |name| one.get_attribute(name) == other.get_attribute(name);
    one.tag_name() == other.tag_name() && same("part") && same("data-state")
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
