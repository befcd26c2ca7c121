//! The only module that leaves the page. Its addresses have passed [`Origins`](crate::payment::Origins).

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlAnchorElement, HtmlElement, HtmlFormElement, HtmlInputElement};

use crate::checkout::RedirectTarget;
use crate::payment::{Address, AppLink, Method};

/// Goes to the result.
pub(super) fn go(address: &Address, target: RedirectTarget) {
    if let Some(document) = document() {
        follow(&document, address, frame(target));
    }
}

/// Opens the app by a real link, or by a real form where the link asks for `POST`.
pub(super) fn hand_off(link: &AppLink, target: RedirectTarget) {
    if let Some(document) = document() {
        match &link.method {
            Method::Get => follow(&document, &link.address, frame(target)),
            Method::Post(fields) => post(&document, link.address.as_str(), fields, frame(target)),
        }
    }
}

/// The browsing context that `redirect-target` names; a framed page leaves its frame only if told so.
pub(super) fn frame(target: RedirectTarget) -> &'static str {
    if target == RedirectTarget::Top { "_top" } else { "_self" }
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn create<E: JsCast>(document: &Document, tag: &str) -> Option<E> {
    document.create_element(tag).ok()?.dyn_into().ok()
}

fn follow(document: &Document, address: &Address, frame: &str) {
    if let Some(anchor) = create::<HtmlAnchorElement>(document, "a") {
        anchor.set_href(address.as_str());
        anchor.set_target(frame);
        in_the_page(document, &anchor, || anchor.click());
    }
}

fn post(document: &Document, action: &str, fields: &[(String, String)], frame: &str) {
    let Some(form) = create::<HtmlFormElement>(document, "form") else {
        return;
    };
    form.set_method("post");
    form.set_action(action);
    form.set_target(frame);
    for (name, value) in fields {
        if let Some(input) = create::<HtmlInputElement>(document, "input") {
            input.set_type("hidden");
            input.set_name(name);
            input.set_value(value);
            let _ = form.append_child(&input);
        }
    }
    in_the_page(document, &form, || {
        let _ = form.submit();
    });
}

/// Firefox follows no link that is outside of the document.
fn in_the_page(document: &Document, element: &HtmlElement, act: impl FnOnce()) {
    element.set_hidden(true);
    if let Some(body) = document.body() {
        let _ = body.append_child(element);
    }
    act();
    element.remove();
}
