//! What is paid, as the buyer's language writes it.

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Node;

use super::sheet::{Sheet, element, words};
use crate::language::{Language, Text};
use crate::payment::Amount;

/// The amount, with a word where Kaspi.kz will show another one: it pays in tenge.
pub(super) fn amount(sheet: &Sheet<'_>, amount: &Amount) -> Node {
    let mut children = vec![element("p", "sum", &[], &[words(&written(amount, sheet.language()))])];
    if amount.currency != "KZT" {
        children.push(sheet.paragraph("tenge", Text::Tenge));
    }
    element("div", "amount", &[], &children)
}

fn written(amount: &Amount, language: Language) -> String {
    let options = Object::new();
    // The signs of other currencies are shared: a lone `$` would not say which dollar.
    let display = if amount.currency == "KZT" { "narrowSymbol" } else { "symbol" };
    let wishes: [(&str, JsValue); 6] = [
        ("style", "currency".into()),
        ("currency", amount.currency.as_str().into()),
        ("currencyDisplay", display.into()),
        ("minimumFractionDigits", amount.decimals.into()),
        ("maximumFractionDigits", amount.decimals.into()),
        ("trailingZeroDisplay", "stripIfInteger".into()),
    ];
    for (name, value) in wishes {
        let _ = Reflect::set(&options, &name.into(), &value);
    }
    // Browsers come without Kazakh numbers, which are written as Russian ones are.
    let tag = if language == Language::Kk { Language::Ru } else { language }.tag();
    let format = Intl::NumberFormat::new(&Array::of1(&tag.into()), &options);
    let number = with_point(amount.value, usize::from(amount.decimals));
    let write: Function = format.format().unchecked_into();
    let written = write.call1(&JsValue::UNDEFINED, &number.as_str().into()).ok().and_then(|text| text.as_string());
    written.unwrap_or_else(|| format!("{number} {}", amount.currency))
}

/// The decimal number as text, so that no digit is lost on the way.
fn with_point(value: u64, decimals: usize) -> String {
    let mut digits = value.to_string();
    if decimals == 0 {
        return digits;
    }
    while digits.len() <= decimals {
        digits.insert(0, '0');
    }
    digits.insert(digits.len() - decimals, '.');
    digits
}
