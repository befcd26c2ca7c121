//! What is paid, as the buyer's language writes it.

use super::sheet::{Node, Sheet, element, written_by_the_browser};
use crate::json::Object;
use crate::language::{Language, Text};
use crate::payment::Amount;
use crate::text::{decimal, digits};

/// The amount, with a word where Kaspi.kz will show another one: it pays in tenge.
pub(super) fn amount(sheet: &Sheet<'_>, amount: &Amount) -> Node {
    let mut children = vec![sum(sheet, amount)];
    if amount.currency != "KZT" {
        children.push(sheet.paragraph("tenge", Text::Tenge));
    }
    element("div", "amount", &[], &children)
}

/// The amount alone.
pub(super) fn sum(sheet: &Sheet<'_>, amount: &Amount) -> Node {
    element("p", "sum", &[], &[written(amount, sheet.language())])
}

fn written(amount: &Amount, language: Language) -> Node {
    // The signs of other currencies are shared: a lone `$` would not say which dollar.
    let sign = if amount.currency == "KZT" { "narrowSymbol" } else { "symbol" };
    // Browsers come without Kazakh numbers, which are written as Russian ones are.
    let tag = if language == Language::Kk { Language::Ru } else { language }.tag();
    let mut text = Object::new();
    text.set_text("number", &with_point(amount.value, usize::from(amount.decimals)));
    text.set("decimals", &decimal(amount.decimals.into()));
    text.set_text("currency", &amount.currency);
    text.set_text("sign", sign);
    text.set_text("language", tag);
    written_by_the_browser(text)
}

/// The decimal number as text, so that no digit is lost on the way.
fn with_point(value: u64, decimals: usize) -> String {
    let mut number = digits(value);
    if decimals == 0 {
        return number;
    }
    while number.len() <= decimals {
        number.insert(0, '0');
    }
    number.insert(number.len() - decimals, '.');
    number
}
