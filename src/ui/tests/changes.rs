//! What is drawn again when something has changed.

use serde_json::json;

use super::cards::{LANGUAGES, all, card, payment, texts, view, waiting, words};
use super::drawn::Drawn;
use crate::checkout::{Link, Rest, Scene, View, Way};
use crate::ui::{Card, Copying, Words};

fn at(seconds: i64) -> View {
    View { rest: Some(Rest::of(seconds * 1_000)), ..view(Scene::Waiting(waiting(Way::Code))) }
}

/// A card that shows the view, and was drawn.
fn shown(view: View) -> Card {
    let mut card = card();
    card.show(view, "_self");
    let _ = all(&mut card);
    card
}

#[test]
fn what_was_drawn_is_not_drawn_again() {
    let mut card = shown(at(500));
    assert_eq!(card.draw(), None);
    card.show(at(500), "_self");
    card.speak(words(LANGUAGES[2]));
    assert_eq!(card.draw(), None);
}

#[test]
fn a_second_is_written_in_its_place_alone() {
    let mut card = shown(at(500));
    card.show(at(499), "_self");
    assert_eq!(texts(&mut card), json!([[".digits span", "8:19"]]));
    assert_eq!(card.draw(), None);
}

#[test]
fn another_rest_is_written_in_both_its_places() {
    for rest in [498, 501] {
        let mut card = shown(at(500));
        card.show(at(rest), "_self");
        // The second that passes before it is drawn does not hide the leap.
        card.show(at(rest - 1), "_self");
        let changed = texts(&mut card);
        assert_eq!((&changed[1][0], &changed[1][1]["seconds"]), (&json!(".until"), &json!(rest - 1)));
        assert_eq!(card.draw(), None);
    }
}

#[test]
fn the_places_of_the_seconds_are_on_the_card() {
    let mut card = card();
    card.show(at(500), "_self");
    let whole = all(&mut card);
    card.show(at(490), "_self");
    let changed = texts(&mut card);
    let places: Vec<_> = changed.as_array().unwrap().iter().map(|place| place[0].as_str().unwrap()).collect();
    assert_eq!(places, [".digits span", ".until"]);
    let [digits] = Drawn(&whole).part("digits").tagged("span")[..] else { panic!("{whole}") };
    assert_eq!((digits.text().as_str(), digits.children().count()), ("8:20", 1));
    assert_eq!(Drawn(&whole).part("until").children().count(), 1);
}

#[test]
fn a_second_after_a_change_does_not_hide_it() {
    let mut card = shown(at(500));
    card.resize();
    card.show(at(499), "_self");
    let whole = all(&mut card);
    assert_eq!(Drawn(&whole).part("digits").text(), "8:19");
    assert_eq!(Drawn(&whole).part("enlarge").attribute("aria-pressed"), Some("true"));
}

#[test]
fn a_change_after_a_second_does_not_hide_it_either() {
    let mut card = shown(at(500));
    card.show(at(499), "_self");
    card.show(View { link: Link::Offline, ..at(499) }, "_self");
    assert_eq!(Drawn(&all(&mut card)).part("digits").text(), "8:19");
}

#[test]
fn all_else_draws_the_whole_card() {
    let refused = Copying::Refused(payment().page_link.unwrap().as_str().to_owned());
    let changes: [fn(&mut Card, Copying); 8] = [
        |card, _| card.show(at(300), "_self"),
        |card, _| card.show(View { link: Link::Unsteady, ..at(500) }, "_self"),
        |card, _| card.show(View { amount: None, ..at(500) }, "_self"),
        |card, _| card.show(view(Scene::Pending), "_self"),
        |card, _| card.show(at(500), "_top"),
        |card, _| card.speak(words(LANGUAGES[0])),
        |card, _| card.resize(),
        Card::say_copied,
    ];
    for change in changes {
        let mut card = shown(at(500));
        change(&mut card, refused.clone());
        let _ = all(&mut card);
        assert_eq!(card.draw(), None);
    }
}

#[test]
fn other_words_of_the_same_language_are_spoken() {
    let mut card = shown(at(500));
    card.speak(Words::new(LANGUAGES[2], vec![("title".into(), "Pay here".into())]));
    assert_eq!(Drawn(&all(&mut card)).part("heading").text(), "Pay here");
}

#[test]
fn the_code_follows_the_payment() {
    let mut card = shown(at(500));
    let before = card.code().cloned().unwrap();
    let mut other = waiting(Way::Code);
    let mut payment = payment();
    payment.codes.text = Some("https://qr.alipayplus.com/another".into());
    other.payment = payment.into();
    card.show(view(Scene::Waiting(other)), "_self");
    let _ = all(&mut card);
    assert_ne!(card.code(), Some(&before));
    card.show(view(Scene::Pending), "_self");
    let _ = all(&mut card);
    assert_eq!(card.code(), None);
}
