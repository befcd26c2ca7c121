//! Words, amounts and the countdown.

use serde_json::{Value, json};

use super::cards::{LANGUAGES, announced, drawn, drawn_in, rest, view, waiting, words};
use super::drawn::Drawn;
use crate::checkout::{Scene, View, Way};
use crate::language::{Language, Text};
use crate::payment::Amount;
use crate::ui::Words;

fn costs(value: u64, decimals: u8, currency: &str) -> View {
    let amount = Amount { currency: currency.into(), value, decimals };
    View { amount: Some(amount), ..view(Scene::Waiting(waiting(Way::Code))) }
}

/// The amount as the browser is asked to write it.
fn written(language: Language, view: View) -> Value {
    let card = drawn_in(words(language), view);
    Drawn(&card).part("sum").written_by_the_browser().clone()
}

fn at(seconds: i64) -> Value {
    drawn(View { rest: Some(rest(seconds)), ..view(Scene::Waiting(waiting(Way::Code))) })
}

#[test]
fn each_language_has_its_words() {
    let titles = LANGUAGES.map(|language| words(language).say(Text::PaidTitle).to_owned());
    assert_eq!(titles, ["Төленді", "Оплачено", "Paid"]);
}

#[test]
fn the_merchants_own_words_are_said_in_every_language() {
    for language in LANGUAGES {
        let own = vec![("paid_title".to_owned(), "Done!".to_owned()), ("never_heard_of".to_owned(), "x".to_owned())];
        let words = Words::new(language, own);
        assert_eq!((words.say(Text::PaidTitle), words.language()), ("Done!", language));
        assert_eq!(words.say(Text::Title), language.text(Text::Title));
    }
}

#[test]
fn words_that_look_like_markup_stay_words() {
    let own = vec![("title".to_owned(), "<b>\"Pay\"</b> \\ \u{7}".to_owned())];
    let card = drawn_in(Words::new(Language::En, own), view(Scene::Waiting(waiting(Way::Code))));
    assert_eq!(Drawn(&card).part("heading").text(), "<b>\"Pay\"</b> \\ \u{7}");
}

#[test]
fn an_amount_is_written_by_the_browser_of_its_digits() {
    for (value, decimals, currency, number) in [
        (1_500_000, 2, "KZT", "15000.00"),
        (100, 2, "SGD", "1.00"),
        (5, 2, "USD", "0.05"),
        (0, 2, "USD", "0.00"),
        (1_200, 0, "JPY", "1200"),
        (12_345, 3, "KWD", "12.345"),
        (7, 3, "KWD", "0.007"),
        (u64::MAX, 2, "KZT", "184467440737095516.15"),
    ] {
        let sign = if currency == "KZT" { "narrowSymbol" } else { "symbol" };
        let wanted = json!({
            "number": number, "decimals": decimals, "currency": currency, "sign": sign, "language": "en",
        });
        assert_eq!(written(Language::En, costs(value, decimals, currency)), wanted);
    }
}

#[test]
fn kazakh_amounts_are_written_as_russian_ones() {
    let languages = LANGUAGES.map(|language| written(language, costs(100, 2, "KZT"))["language"].clone());
    assert_eq!(languages, ["ru", "ru", "en"]);
}

#[test]
fn who_pays_in_another_currency_is_told_of_tenge() {
    for (currency, told) in [("KZT", false), ("SGD", true)] {
        assert_eq!(Drawn(&drawn(costs(100, 2, currency))).has("tenge"), told);
    }
}

#[test]
fn the_last_minute_is_urgent() {
    for (seconds, urgent) in [(61, false), (60, true), (31, true), (10, true), (1, true)] {
        assert_eq!(Drawn(&at(seconds)).has("urgent"), urgent, "{seconds}");
    }
}

#[test]
fn the_countdown_speaks_at_its_milestones_and_not_each_second() {
    let card = at(400);
    assert_eq!(Drawn(&card).part("digits").attribute("aria-live"), Some("off"));
    for (seconds, said) in [
        (301, ""),
        (300, "Five minutes left to pay"),
        (299, "Five minutes left to pay"),
        (120, "Two minutes left to pay"),
        (60, "One minute left to pay"),
        (30, "Thirty seconds left to pay"),
        (10, "Ten seconds left to pay"),
    ] {
        assert_eq!(announced(&at(seconds)), said);
    }
}

#[test]
fn on_paper_stands_the_time_of_day() {
    let card = at(400);
    let until = Drawn(&card).part("until").written_by_the_browser();
    assert_eq!(until, &json!({"until": "Pay by {time}", "ends": 400_000}));
}

#[test]
fn without_an_end_nothing_is_left() {
    let card = drawn(View { rest: None, ..view(Scene::Waiting(waiting(Way::Code))) });
    assert_eq!(Drawn(&card).part("until").written_by_the_browser()["ends"], 0);
    assert!(!Drawn(&card).has("urgent"));
}
