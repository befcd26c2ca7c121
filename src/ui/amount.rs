//! What is paid, as the buyer's language writes it.

use super::sheet::{Node, Sheet, element, written_by_the_browser};
use crate::json::quoted;
use crate::language::{Language, Text};
use crate::payment::Amount;
use crate::text::{decimal, digits};

/// The amount, with a word where Kaspi.kz will show another one: it pays in tenge.
pub(super) fn amount(sheet: &Sheet<'_>, amount: &Amount) -> Node {
    let mut children = vec![element("p", "sum", &[], &[written(amount, sheet.language())])];
    if amount.currency != "KZT" {
        children.push(sheet.paragraph("tenge", Text::Tenge));
    }
    element("div", "amount", &[], &children)
}

fn written(amount: &Amount, language: Language) -> Node {
    // The signs of other currencies are shared: a lone `$` would not say which dollar.
    let sign = if amount.currency == "KZT" { "narrowSymbol" } else { "symbol" };
    // Browsers come without Kazakh numbers, which are written as Russian ones are.
    let tag = if language == Language::Kk { Language::Ru } else { language }.tag();
    written_by_the_browser(&[
        ("number", quoted(&with_point(amount.value, usize::from(amount.decimals)))),
        ("decimals", decimal(amount.decimals.into())),
        ("currency", quoted(&amount.currency)),
        ("sign", quoted(sign)),
        ("language", quoted(tag)),
    ])
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
