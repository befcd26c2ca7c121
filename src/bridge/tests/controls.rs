//! What the controls on the card do, found by their parts and clicked by their numbers.

use serde_json::json;

use super::page::{Page, new_pay_response};

const PAGE_LINK: &str = "https://open-sea-global.alipayplus.com/api/open/v1/ac/cashier/self/codevalue/checkout.htm\
                         ?codeValue=2816660400930m9F9gUlg0a3gn1kpWHv3kvD";

#[test]
fn copy_copies_the_link() {
    let answer = Page::begun(json!({})).clicks("copy");
    assert_eq!(answer.0["effects"], json!([["copy", PAGE_LINK]]));
    assert!(!answer.draws());
}

#[test]
fn how_the_copying_went_is_said() {
    let mut page = Page::begun(json!({}));
    page.tells(&json!({"event": "copied", "text": PAGE_LINK}));
    assert_eq!(page.card().part("copied").text(), "Link copied");
    page.tells(&json!({"event": "not-copied", "text": PAGE_LINK}));
    assert_eq!(page.card().part("copied").text(), "Copy this link:");
    assert_eq!(page.card().part("link").attribute("value"), Some(PAGE_LINK));
}

#[test]
fn what_is_said_of_another_link_is_not_said_of_this_one() {
    let mut page = Page::begun(json!({}));
    for event in ["copied", "not-copied"] {
        page.tells(&json!({"event": event, "text": "https://l.kaspi.kz/other"}));
        assert!(!page.card().has("copied") && !page.card().has("link"), "{event}");
    }
    page.tells(&json!({"event": "copied", "text": PAGE_LINK}));
    page.changes(json!({"payResponse": new_pay_response()}));
    assert!(!page.card().has("copied"));
}

#[test]
fn share_is_there_where_the_browser_can() {
    assert!(!Page::begun(json!({})).card().has("share"));
    let mut page = Page::begun(json!({"share": 1}));
    assert_eq!(page.clicks("share").0["effects"], json!([["share", PAGE_LINK]]));
}

#[test]
fn enlarge_says_what_it_does_next() {
    let mut page = Page::begun(json!({}));
    for (before, after) in [("Enlarge the code", "Reduce the code"), ("Reduce the code", "Enlarge the code")] {
        assert_eq!(page.card().part("enlarge").text(), before);
        let answer = page.clicks("enlarge");
        assert!(answer.says("card") && answer.effects().is_empty());
        assert_eq!(page.card().part("enlarge").text(), after);
    }
}

#[test]
fn an_enlarged_code_stays_so_when_time_has_passed() {
    let mut page = Page::begun(json!({}));
    page.clicks("enlarge");
    assert!(page.after(301_000).says("card"));
    assert_eq!(page.card().part("enlarge").text(), "Reduce the code");
}

#[test]
fn save_offers_the_code_that_is_on_the_card() {
    let mut page = Page::begun(json!({}));
    let answer = page.clicks("save");
    let [_, path, size] = &answer.effect("save").unwrap().as_array().unwrap()[..] else { panic!("{answer:?}") };
    let code = page.card().part("code");
    assert_eq!(code.attribute("viewBox"), Some(format!("0 0 {size} {size}").as_str()));
    let dark = code.children().find(|layer| layer.attribute("fill") == Some("#000")).unwrap();
    assert_eq!(dark.attribute("d"), path.as_str());
}

#[test]
fn the_buyer_switches_between_the_ways() {
    let mut page = Page::begun(json!({}));
    for (switch, shown) in [("to-app", "app-link"), ("to-page", "page-link"), ("to-code", "code")] {
        assert!(!page.card().has(shown), "{shown}");
        let answer = page.clicks(switch);
        assert!(answer.effect("remember").is_some());
        assert!(page.card().has(shown) && !page.card().has(switch), "{shown}");
    }
}

#[test]
fn numbers_are_those_of_the_card_that_was_drawn_last() {
    let mut page = Page::begun(json!({"share": 1}));
    for way in ["to-app", "to-page"] {
        page.clicks(way);
        assert_eq!(page.clicks("copy").effects(), ["copy"]);
        assert_eq!(page.clicks("share").effects(), ["share"]);
    }
}

#[test]
fn a_number_that_no_control_bears_does_nothing() {
    let mut page = Page::begun(json!({}));
    for number in [99, usize::MAX] {
        let answer = page.acts(number);
        assert!(answer.effects().is_empty() && !answer.draws());
    }
}

#[test]
fn what_is_paid_has_no_controls_left() {
    let mut page = Page::begun(json!({}));
    page.hears(&json!({"status": "SUCCESS"}));
    assert!(page.card().with("data-act").is_empty());
    for number in 0..10 {
        assert!(page.acts(number).effects().is_empty());
    }
}
