//! What each state shows, and lets the buyer do.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::cards::{
    LANGUAGES, WAYS, all, all_waiting, announced, card, drawn, drawn_in, onward, other_scenes, payment, view, waiting,
    words,
};
use super::drawn::Drawn;
use crate::checkout::{Ending, Handoff, Link, Milestone, Renewal, Rest, Scene, View, Waiting, Way};
use crate::payment::{Amount, Codes, Method, Payment};
use crate::time::PageMs;
use crate::ui::{Act, Card};

const PICTURE: &str = "https://qr.alipayplus.com/showQrImage?code=1&picSize=L";

fn every_scene() -> Vec<Scene> {
    all_waiting().into_iter().map(Scene::Waiting).chain(other_scenes()).collect()
}

/// A payment that waits on this device, so many steps into the app.
fn app(handoff: Handoff) -> View {
    view(Scene::Waiting(Waiting { handoff, ..waiting(Way::App) }))
}

/// A payment that waits for its code to be scanned, but for what `change` changes.
fn code(change: impl FnOnce(&mut Payment)) -> View {
    let mut payment = payment();
    change(&mut payment);
    view(Scene::Waiting(Waiting { payment: Arc::new(payment), ..waiting(Way::Code) }))
}

#[test]
fn each_state_is_named_and_has_one_heading_in_each_language() {
    for language in LANGUAGES {
        let mut headings = BTreeSet::new();
        for scene in every_scene() {
            let card = drawn_in(words(language), view(scene.clone()));
            let card = Drawn(&card);
            assert_eq!(card.part("card").attribute("lang"), Some(language.tag()), "the notices are in it, too");
            let shown = card.part("scene");
            assert_eq!(shown.attribute("data-state"), Some(scene.state()));
            let [heading] = shown.tagged("h2")[..] else { panic!("{scene:?}") };
            // Where the place of the buyer is lost, the heading takes the focus.
            assert_eq!(heading.attribute("tabindex"), Some("-1"));
            headings.insert(heading.text());
        }
        assert_eq!(headings.len(), 8, "each state has its own: {headings:?}");
    }
}

#[test]
fn before_there_is_a_payment_the_place_is_quiet() {
    let card = drawn(View::default());
    assert_eq!(Drawn(&card).text(), "");
    assert_eq!(announced(&card), "");
    assert!(Drawn(&card).has("logo"));
}

#[test]
fn who_can_pay_has_something_to_act_on() {
    for waiting in all_waiting() {
        let card = drawn(view(Scene::Waiting(waiting.clone())));
        let way = Drawn(&card).part("way");
        let leads_on = !way.with("data-hand-off").is_empty();
        assert_eq!((leads_on, way.has("code")), (waiting.way != Way::Code, waiting.way == Way::Code));
        for (other, part) in [(Way::Code, "to-code"), (Way::App, "to-app"), (Way::Page, "to-page")] {
            assert_eq!(Drawn(&card).has(part), waiting.other_ways.contains(&other), "{part}");
        }
        assert!(Drawn(&card).has("copy"));
    }
}

#[test]
fn the_controls_are_numbered_and_each_does_something() {
    for scene in every_scene() {
        for can_share in [false, true] {
            let mut card = Card::new(words(LANGUAGES[0]), can_share);
            card.show(View { link: Link::Offline, ..view(scene.clone()) }, "_self");
            let shown = all(&mut card);
            let numbers: Vec<usize> = Drawn(&shown)
                .with("data-act")
                .iter()
                .map(|control| control.attribute("data-act").unwrap().parse().unwrap())
                .collect();
            let mut sorted = numbers.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, (0..numbers.len()).collect::<Vec<_>>());
            assert!(numbers.iter().all(|number| card.act(*number).is_some()));
            assert_eq!(card.act(numbers.len()), None);
        }
    }
}

#[test]
fn each_control_does_what_it_says() {
    let mut card = Card::new(words(LANGUAGES[2]), true);
    card.show(View { link: Link::Unsteady, ..view(Scene::Waiting(waiting(Way::Code))) }, "_self");
    let shown = all(&mut card);
    let link = payment().page_link.unwrap().as_str().to_owned();
    for (part, act) in [
        ("enlarge", Act::Resize),
        ("save", Act::Save),
        ("to-app", Act::Choose(Way::App)),
        ("to-page", Act::Choose(Way::Page)),
        ("copy", Act::Copy(link.clone())),
        ("share", Act::Share(link)),
        ("check-now", Act::CheckNow),
    ] {
        let number = Drawn(&shown).part(part).attribute("data-act").unwrap().parse().unwrap();
        assert_eq!(card.act(number), Some(&act), "{part}");
    }
}

#[test]
fn links_and_forms_lead_where_the_page_wants_them() {
    let mut posted = payment();
    posted.app_link.as_mut().unwrap().method = Method::Post(Vec::new());
    let posted = Waiting { payment: Arc::new(posted), ..waiting(Way::App) };
    let scenes = [
        (Scene::Waiting(posted), "form"),
        (Scene::Waiting(waiting(Way::App)), "app-link"),
        (Scene::Waiting(waiting(Way::Page)), "page-link"),
        (Scene::Paid(onward()), "continue"),
    ];
    for (scene, part) in scenes {
        for frame in ["_self", "_top"] {
            let mut card = card();
            card.show(view(scene.clone()), frame);
            assert_eq!(Drawn(&all(&mut card)).part(part).attribute("target"), Some(frame), "{part}");
        }
    }
}

#[test]
fn the_code_is_black_on_white_and_named() {
    let card = drawn(code(|_| {}));
    let code = Drawn(&card).part("code");
    assert_eq!(code.attribute("role"), Some("img"));
    assert!(code.attribute("aria-label").unwrap().starts_with("QR code to pay with Kaspi.kz"));
    let fills: Vec<_> = code.children().map(|layer| layer.attribute("fill").unwrap()).collect();
    assert_eq!(fills, ["#fff", "#000"]);
}

#[test]
fn without_a_text_the_hosted_picture_is_shown_and_nothing_is_to_be_done_with_it() {
    let card = drawn(code(|payment| payment.codes = Codes { text: None, picture: Some(PICTURE.into()) }));
    let picture = Drawn(&card).part("code");
    assert_eq!(picture.attribute("src"), Some(PICTURE));
    assert_eq!(picture.attribute("referrerpolicy"), Some("no-referrer"));
    assert!(picture.attribute("alt").is_some());
    assert!(!Drawn(&card).has("enlarge") && !Drawn(&card).has("save"));
}

#[test]
fn what_is_copied_is_the_page_else_the_app_else_the_code() {
    let whole = payment();
    let page = whole.page_link.as_ref().unwrap().as_str();
    let app = whole.app_link.as_ref().unwrap().address.as_str();
    let code_text = whole.codes.text.as_deref().unwrap();
    let copied = |change: fn(&mut Payment)| {
        let mut card = card();
        card.show(code(change), "_self");
        let shown = all(&mut card);
        let copy = *Drawn(&shown).parts("copy").first()?;
        card.act(copy.attribute("data-act").unwrap().parse().unwrap()).cloned()
    };
    let act = |link: &str| Some(Act::Copy(link.to_owned()));
    assert_eq!(copied(|_| {}), act(page));
    assert_eq!(copied(|payment| payment.page_link = None), act(app));
    assert_eq!(copied(|payment| (payment.page_link, payment.app_link) = (None, None)), act(code_text));
    let by_a_form = |payment: &mut Payment| {
        payment.page_link = None;
        payment.app_link.as_mut().unwrap().method = Method::Post(Vec::new());
    };
    assert_eq!(copied(by_a_form), act(code_text), "a form's address alone leads nowhere");
    let picture_alone = |payment: &mut Payment| {
        (payment.page_link, payment.app_link) = (None, None);
        payment.codes = Codes { text: None, picture: Some(PICTURE.into()) };
    };
    assert_eq!(copied(picture_alone), None);
}

#[test]
fn a_way_that_the_payment_does_not_offer_falls_back_to_the_code() {
    for way in WAYS {
        let mut bare = payment();
        (bare.app_link, bare.page_link) = (None, None);
        let card = drawn(view(Scene::Waiting(Waiting { payment: Arc::new(bare), ..waiting(way) })));
        assert!(Drawn(&card).has("code"), "{way:?}");
    }
}

#[test]
fn the_way_into_the_app_is_told_step_by_step() {
    for (handoff, link, said) in [
        (Handoff::Offered, "Open Kaspi.kz", ""),
        (Handoff::Announced, "Open Kaspi.kz", "Opening Kaspi.kz…"),
        (Handoff::Opened, "Open Kaspi.kz again", "Continue in Kaspi.kz"),
        (Handoff::Hinted, "Open Kaspi.kz again", "Nothing opened?"),
    ] {
        let card = drawn(app(handoff));
        assert_eq!(Drawn(&card).part("app-link").text(), link);
        assert!(announced(&card).starts_with(said) && announced(&card).is_empty() == said.is_empty(), "{handoff:?}");
        assert_eq!(Drawn(&card).has("stay"), handoff == Handoff::Announced);
        assert_eq!(Drawn(&card).has("hint"), handoff == Handoff::Hinted);
    }
}

#[test]
fn a_dead_code_offers_what_can_be_done() {
    for (renewal, button, hint) in [
        (Renewal::Unavailable, false, false),
        (Renewal::Offered, true, false),
        (Renewal::Underway, false, false),
        (Renewal::Failed, true, true),
    ] {
        let card = drawn(view(Scene::Expired(renewal)));
        assert_eq!((Drawn(&card).has("new-code"), Drawn(&card).has("hint")), (button, hint), "{renewal:?}");
        assert!(!Drawn(&card).has("code") && !Drawn(&card).has("countdown"));
    }
    assert_eq!(announced(&drawn(view(Scene::Expired(Renewal::Underway)))), "Getting a new code…");
}

#[test]
fn an_end_leads_on_where_there_is_a_way() {
    let card = drawn(view(Scene::Cancelled(onward())));
    assert_eq!(Drawn(&card).part("continue").attribute("href"), Some("/thanks"));
    let card = drawn(view(Scene::Cancelled(Ending { onward: None })));
    assert!(!Drawn(&card).has("continue"));
}

#[test]
fn what_cannot_be_shown_gives_the_merchants_own_way() {
    let card = drawn(view(Scene::Rejected(onward())));
    assert_eq!(Drawn(&card).part("fallback").0[0], "slot");
    assert_eq!(Drawn(&card).part("continue").attribute("href"), Some("/thanks"), "and the way back");
}

#[test]
fn nothing_can_be_paid_where_the_payment_does_not_wait() {
    for scene in other_scenes() {
        let card = drawn(view(scene));
        for part in ["code", "app-link", "page-link", "countdown", "amount", "copy"] {
            assert!(!Drawn(&card).has(part), "{part}");
        }
        assert!(Drawn(&card).with("data-hand-off").is_empty());
    }
}

#[test]
fn whoever_may_have_paid_hears_not_to_pay_again() {
    for scene in
        [Scene::Pending, Scene::Confirming, Scene::Expired(Renewal::Unavailable), Scene::Expired(Renewal::Offered)]
    {
        let said = announced(&drawn(view(scene.clone())));
        assert!(said.contains("do not\u{a0}pay again") && !said.contains("…."), "{scene:?}: {said}");
    }
}

#[test]
fn the_time_that_is_left_is_said_before_all_else() {
    let milestone = Some(Milestone::OneMinute);
    let rest = Some(Rest { ends: PageMs(60_000), milestone, is_news: true });
    let said = announced(&drawn(View { rest, link: Link::Unsteady, ..app(Handoff::Hinted) }));
    assert!(said.starts_with("One minute left to pay. Nothing opened?"), "{said}");
    assert!(said.contains("The connection is unsteady."), "{said}");
}

#[test]
fn a_bad_connection_is_told_and_can_be_tried() {
    for (link, said) in [(Link::Unsteady, "The connection is unsteady."), (Link::Offline, "You are offline.")] {
        let card = drawn(View { link, ..view(Scene::Pending) });
        let notice = Drawn(&card).part("connection");
        assert!(notice.text().starts_with(said) && notice.has("check-now"));
        let announced = announced(&card);
        assert!(announced.starts_with("Payment received. ") && announced.contains(said), "{announced}");
    }
    assert!(!Drawn(&drawn(view(Scene::Pending))).has("connection"));
}

#[test]
fn an_unknown_amount_is_not_shown() {
    let card = drawn(View { amount: None::<Amount>, ..code(|_| {}) });
    assert!(!Drawn(&card).has("amount"));
    assert!(!Drawn(&drawn(View { amount: None, ..view(Scene::Pending) })).has("sum"));
}

#[test]
fn what_was_paid_is_said_of_what_was_paid_alone() {
    for scene in other_scenes() {
        let was_paid = matches!(scene, Scene::Pending | Scene::Paid(_));
        let card = drawn(view(scene));
        assert_eq!(Drawn(&card).has("sum"), was_paid);
    }
}
