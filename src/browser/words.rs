//! Which words the buyer reads: the page's language, or the merchant's own words.

use js_sys::Object;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use super::options::Options;
use super::value;
use crate::language::Language;
use crate::ui::Words;

/// The words for an element at its place in the page.
pub(super) fn words(host: &HtmlElement, options: &Options) -> Words {
    let nearest = host.closest("[lang]").ok().flatten().and_then(|element| element.get_attribute("lang"));
    let languages = web_sys::window().map(|window| window.navigator().languages());
    let languages: Vec<_> = languages.iter().flat_map(js_sys::Array::iter).filter_map(|tag| tag.as_string()).collect();
    let language =
        Language::choose(options.locale.as_deref(), nearest.as_deref(), languages.iter().map(String::as_str));
    Words::new(language, overrides(&options.texts))
}

/// The merchant's own words: an object of texts by their keys.
fn overrides(texts: &JsValue) -> Vec<(String, String)> {
    let Some(object) = texts.dyn_ref::<Object>() else {
        return Vec::new();
    };
    let keys = Object::keys(object);
    let keys = keys.iter().filter_map(|key| key.as_string());
    keys.filter_map(|key| Some((key.clone(), value::text(texts, &key)?))).collect()
}
