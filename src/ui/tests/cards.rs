//! Cards of every state.

use std::sync::Arc;

use serde_json::Value;

use super::drawn::Drawn;
use crate::checkout::{Ending, Handoff, Link, Milestone, Renewal, Rest, Scene, View, Waiting, Way};
use crate::language::Language;
use crate::payment::{OriginPattern, Origins, Payment, read_pay_response};
use crate::time::{PageMs, SECOND};
use crate::ui::{Card, Words};

/// All ways to pay.
pub(super) const WAYS: [Way; 3] = [Way::Code, Way::App, Way::Page];
/// All languages.
pub(super) const LANGUAGES: [Language; 3] = [Language::Kk, Language::Ru, Language::En];

fn origins() -> Origins {
    Origins {
        page: "https://shop.example".into(),
        results: Vec::new(),
        apps: Origins::BUILT_IN_APPS.split(' ').filter_map(OriginPattern::read).collect(),
    }
}

/// Antom's published payment.
pub(super) fn payment() -> Payment {
    let text = include_str!("../../../tests/fixtures/antom/KASPI_KZ__pay_response_WAP.json");
    read_pay_response(text, &origins()).unwrap().payment
}

/// A payment that waits to be paid in one way, with all others beside it, on a desktop.
pub(super) fn waiting(way: Way) -> Waiting {
    Waiting {
        way,
        other_ways: WAYS.into_iter().filter(|other| *other != way).collect(),
        payment: Arc::new(payment()),
        handoff: Handoff::Offered,
        inside_another_app: false,
    }
}

/// So many seconds, on a page that was just opened.
pub(super) fn rest(seconds: i64) -> Rest {
    Rest { ends: PageMs(seconds * SECOND), milestone: Milestone::passed(seconds * SECOND), is_news: true }
}

/// A view of that scene, with the amount and ten minutes left.
pub(super) fn view(scene: Scene) -> View {
    let rest = matches!(scene, Scene::Waiting(_)).then(|| rest(600));
    View { scene, link: Link::Ok, amount: payment().amount, rest }
}

/// The final state's way on.
pub(super) fn onward() -> Ending {
    Ending { onward: Some(origins().author_link("/thanks").unwrap()) }
}

/// Every scene there is but those of `waiting`.
pub(super) fn other_scenes() -> Vec<Scene> {
    let mut scenes = vec![Scene::Pending, Scene::Confirming, Scene::Rejected(onward())];
    scenes.extend(
        [Renewal::Unavailable, Renewal::Offered, Renewal::Underway, Renewal::Failed].into_iter().map(Scene::Expired),
    );
    for ending in [onward(), Ending { onward: None }] {
        scenes.extend([Scene::Paid(ending.clone()), Scene::Failed(ending.clone()), Scene::Cancelled(ending)]);
    }
    scenes
}

/// Every scene of `waiting`.
pub(super) fn all_waiting() -> Vec<Waiting> {
    let mut all = Vec::new();
    for way in WAYS {
        for handoff in [Handoff::Offered, Handoff::Announced, Handoff::Opened, Handoff::Hinted] {
            for inside_another_app in [false, true] {
                all.push(Waiting { handoff, inside_another_app, ..waiting(way) });
            }
        }
    }
    all
}

/// A card on which nothing is yet, in English.
pub(super) fn card() -> Card {
    Card::new(words(Language::En), false)
}

/// The words of a language, as they are.
pub(super) fn words(language: Language) -> Words {
    Words::new(language, Vec::new())
}

/// All that the card shows.
#[track_caller]
pub(super) fn all(card: &mut Card) -> Value {
    let text = card.draw().expect("something has changed");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// What an English card shows of the view.
#[track_caller]
pub(super) fn drawn(view: View) -> Value {
    drawn_in(words(Language::En), view)
}

/// What a card in these words shows of the view.
#[track_caller]
pub(super) fn drawn_in(words: Words, view: View) -> Value {
    let mut card = Card::new(words, false);
    card.show(view, "_self");
    all(&mut card)
}

/// What a screen reader says without being asked.
pub(super) fn announced(card: &Value) -> String {
    let region = Drawn(card).part("announcement");
    assert_eq!(region.attribute("aria-live"), Some("polite"));
    region.text()
}
