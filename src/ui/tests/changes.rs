//! What is drawn again when something has changed.

use super::cards::{LANGUAGES, all, card, payment, rest, view, waiting, words};
use super::drawn::Drawn;
use crate::checkout::{Link, Milestone, Rest, Scene, View, Way};
use crate::time::PageMs;
use crate::ui::{Card, Copying, Words};

fn at(seconds: i64) -> View {
    View { rest: Some(rest(seconds)), ..view(Scene::Waiting(waiting(Way::Code))) }
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

/// A view whose rest is over at that time.
fn ending(ends: i64) -> View {
    View {
        rest: Some(Rest { ends: PageMs(ends), milestone: None, is_news: false }),
        ..view(Scene::Waiting(waiting(Way::Code)))
    }
}

#[test]
fn an_end_that_moves_by_less_than_a_second_draws_nothing() {
    for moved in [499_001, 500_999] {
        let mut card = shown(ending(500_000));
        card.show(ending(moved), "_self");
        assert_eq!(card.draw(), None, "{moved}");
    }
}

#[test]
fn an_end_that_moves_by_a_second_draws_the_card_also_in_small_steps() {
    for steps in [[499_500, 499_000], [500_500, 501_000]] {
        let mut card = shown(ending(500_000));
        for ends in steps {
            card.show(ending(ends), "_self");
        }
        let whole = all(&mut card);
        assert_eq!(Drawn(&whole).part("until").written_by_the_browser()["ends"], steps[1]);
    }
}

#[test]
fn a_rest_that_comes_or_goes_draws_the_card() {
    let without = View { rest: None, ..ending(0) };
    for [before, after] in [[without.clone(), ending(0)], [ending(0), without]] {
        let mut card = shown(before);
        card.show(after, "_self");
        let _ = all(&mut card);
    }
}

#[test]
fn a_milestone_draws_the_card_where_the_end_is_the_same() {
    let mut card = shown(ending(500_000));
    let milestone = Some(Milestone::FiveMinutes);
    card.show(View { rest: Some(Rest { ends: PageMs(500_000), milestone, is_news: true }), ..ending(0) }, "_self");
    assert_eq!(Drawn(&all(&mut card)).part("announcement").text(), "Five minutes left to pay");
}

#[test]
fn the_place_of_the_seconds_is_on_the_card() {
    let mut card = card();
    card.show(at(500), "_self");
    let whole = all(&mut card);
    let [digits] = Drawn(&whole).part("digits").tagged("span")[..] else { panic!("{whole}") };
    assert_eq!((digits.text().as_str(), digits.children().count()), ("", 1));
}

#[test]
fn what_changes_nothing_does_not_hide_a_change() {
    let mut card = shown(at(500));
    card.resize();
    card.show(at(500), "_self");
    let whole = all(&mut card);
    assert_eq!(Drawn(&whole).part("enlarge").text(), "Reduce the code");
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
