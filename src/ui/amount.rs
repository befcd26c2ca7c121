//! What is paid, as the buyer's language writes it.

use super::sheet::Sheet;
use crate::language::{Language, Text};
use crate::payment::Amount;
use crate::text::{decimal, digits};

/// The amount, with a word where Kaspi.kz will show another one: it pays in tenge.
pub(super) fn amount(sheet: &mut Sheet<'_>, amount: &Amount) {
    sheet.open("div", "amount", &[]);
    sum(sheet, amount);
    if amount.currency != "KZT" {
        sheet.paragraph("tenge", Text::Tenge);
    }
    sheet.close();
}

/// The amount alone.
pub(super) fn sum(sheet: &mut Sheet<'_>, amount: &Amount) {
    // The signs of other currencies are shared: a lone `$` would not say which dollar.
    let sign = if amount.currency == "KZT" { "narrowSymbol" } else { "symbol" };
    // Browsers come without Kazakh numbers, which are written as Russian ones are.
    let language = if sheet.language() == Language::Kk { Language::Ru } else { sheet.language() };
    let number = with_point(amount.value, usize::from(amount.decimals));
    let decimals = decimal(amount.decimals.into());
    sheet.open("p", "sum", &[]);
    sheet.written_by_the_browser(
        &[("decimals", &decimals)],
        &[("number", &number), ("currency", &amount.currency), ("sign", sign), ("language", language.tag())],
    );
    sheet.close();
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
