//! The way into the app, as a link and as a form.

use serde_json::{Value, json};

use super::page::{PHONE, Page, pay_response_with};

const APP_LINK: &str = "https://l.kaspi.kz/apm?codeValue=2816660400930m9F9gUlg0a3gn1kpWHv3kvD";

/// A page on a phone.
fn on_a_phone(own: &Value) -> Page {
    let mut options = json!({"userAgent": PHONE, "touchPoints": 5, "coarsePointer": 1});
    options.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
    Page::begun(options)
}

/// A pay response whose link into the app asks for `POST`.
fn posted() -> Value {
    let form = json!({
        "method": "POST", "redirectUrl": "https://l.kaspi.kz/apm", "parameters": {"codeValue": "1", "empty": ""},
    });
    let none = Value::Null;
    let text = pay_response_with(json!({
        "applinkUrl": none, "redirectActionForm": none, "paymentData": none, "paymentActionForm": form.to_string(),
    }));
    json!({"payResponse": text})
}

#[test]
fn on_a_phone_the_app_is_announced_and_then_opened_by_its_link() {
    let mut page = on_a_phone(&json!({}));
    assert!(page.card().has("stay"));
    let answer = page.after(1_000);
    assert_eq!(answer.effect("hand-off"), Some(&json!(["hand-off", APP_LINK])));
    assert!(!page.card().has("stay"));
}

#[test]
fn where_the_link_asks_for_it_by_a_form_with_its_fields() {
    let mut page = on_a_phone(&posted());
    let answer = page.after(1_000);
    let fields = json!([["codeValue", "1"], ["empty", ""]]);
    assert_eq!(answer.effect("hand-off"), Some(&json!(["hand-off", "https://l.kaspi.kz/apm", fields])));
}

#[test]
fn a_form_without_fields_is_one_all_the_same() {
    let text = posted()["payResponse"].as_str().unwrap().replace(r#"{\"codeValue\":\"1\",\"empty\":\"\"}"#, "{}");
    let answer = on_a_phone(&json!({"payResponse": text})).after(1_000);
    assert_eq!(answer.effect("hand-off"), Some(&json!(["hand-off", "https://l.kaspi.kz/apm", []])));
}

#[test]
fn the_buyer_finds_a_real_form_on_the_card() {
    let page = on_a_phone(&posted());
    let form = page.card().part("form");
    let told = ["method", "action", "target"].map(|name| form.attribute(name));
    assert_eq!(told, [Some("post"), Some("https://l.kaspi.kz/apm"), Some("_self")]);
    let fields: Vec<_> =
        form.tagged("input").iter().map(|field| (field.attribute("data-name"), field.attribute("value"))).collect();
    assert_eq!(fields, [(Some("codeValue"), Some("1")), (Some("empty"), Some(""))]);
    let button = form.part("app-link");
    assert_eq!(
        (button.attribute("type"), button.attribute("data-hand-off")),
        (Some("submit"), Some("https://l.kaspi.kz/apm"))
    );
}

#[test]
fn the_buyer_finds_a_real_link_on_the_card() {
    let page = on_a_phone(&json!({}));
    let link = page.card().part("app-link");
    assert_eq!((link.attribute("href"), link.attribute("data-hand-off")), (Some(APP_LINK), Some(APP_LINK)));
    assert_eq!(link.attribute("rel"), Some("noreferrer"));
}

#[test]
fn a_buyer_who_stays_or_follows_the_link_is_not_sent() {
    let mut page = on_a_phone(&json!({}));
    page.clicks("stay");
    assert_eq!(page.after(1_000).effect("hand-off"), None);
    let mut page = on_a_phone(&json!({}));
    page.tells(&json!({"event": "followed"}));
    assert_eq!(page.after(1_000).effect("hand-off"), None);
    assert_eq!(page.card().part("app-link").text(), "Open Kaspi.kz again");
}

#[test]
fn a_page_that_prevents_it_shows_the_button() {
    let mut page = on_a_phone(&json!({"gesture": 1}));
    page.tells(&json!({"event": "hand-off-prevented"}));
    assert_eq!(page.card().part("app-link").text(), "Open Kaspi.kz");
    assert!(!page.card().has("stay"));
}

#[test]
fn a_fresh_gesture_needs_no_announcement() {
    let mut page = Page::with(json!({"userAgent": PHONE, "touchPoints": 5, "gesture": 1}));
    assert!(page.begins().effect("hand-off").is_some());
}

#[test]
fn a_page_that_is_still_in_front_hints() {
    let mut page = on_a_phone(&json!({}));
    page.after(1_000);
    assert!(!page.card().has("hint"));
    page.after(2_500);
    assert!(page.card().has("hint"));
    page.tells(&json!({"event": "hidden"}));
    assert!(page.card().has("hint"));
}

#[test]
fn inside_another_app_nothing_opens_by_itself() {
    let mut page = on_a_phone(&json!({"telegram": 1}));
    assert!(page.card().has("hint") && page.card().has("app-link"));
    assert_eq!(page.after(1_000).effect("hand-off"), None);
}
