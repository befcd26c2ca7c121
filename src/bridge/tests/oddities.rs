//! What nobody tells: any text and any JSON, in any order. It is answered, and a payment that is underway is not harmed.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::page::{Answer, PAY_RESPONSE, Page};
use crate::bridge::Bridge;
use crate::time::{EpochMs, Now, PageMs};

/// Names that mean something, so that chance comes upon them.
const NAMES: [&str; 23] = [
    "event",
    "text",
    "number",
    "http",
    "lost",
    "date",
    "retryAfter",
    "payResponse",
    "status",
    "stream",
    "renewal",
    "mode",
    "texts",
    "memories",
    "languages",
    "locale",
    "touchPoints",
    "seed",
    "share",
    "pageOrigin",
    "appOrigins",
    "resultUrl",
    "userAgent",
];
/// Texts that mean something.
const TEXTS: [&str; 16] = [
    "woken",
    "answered",
    "heard-from-tab",
    "renewed",
    "renewal-answered",
    "copied",
    "returned",
    "hidden",
    "online",
    "followed",
    "null",
    "app",
    "top",
    "kk",
    "title",
    PAY_RESPONSE,
];

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (0..3_i64).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        prop::sample::select(&TEXTS[..]).prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 8, |inner| {
        let name = prop_oneof![4 => prop::sample::select(&NAMES[..]).prop_map(str::to_owned), 1 => any::<String>()];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..10).prop_map(|fields| fields.into_iter().collect()),
        ]
    })
}

/// JSON, or anything.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![4 => any_json().prop_map(|value| value.to_string()), 1 => any::<String>()]
}

/// Anything, but oftener what begins a payment or clicks on something.
fn any_telling() -> impl Strategy<Value = String> {
    let options = any_json().prop_map(|options| {
        let mut telling = json!({"event": "options", "payResponse": PAY_RESPONSE});
        if let Value::Object(options) = options {
            telling.as_object_mut().unwrap().extend(options);
        }
        telling.to_string()
    });
    let click = (0..12).prop_map(|number| json!({"event": "clicked", "number": number}).to_string());
    prop_oneof![2 => any_text(), 1 => options, 1 => click]
}

proptest! {
    #[test]
    fn whatever_is_told_is_answered(
        tellings in prop::collection::vec((any_telling(), any::<i64>(), any::<i64>()), 1..12)
    ) {
        let mut bridge = Bridge::default();
        for (telling, page, wall) in tellings {
            Answer::read(&bridge.tell(&telling, Now { page: PageMs(page), wall: EpochMs(wall) }));
        }
    }

    #[test]
    fn options_of_any_type_are_read(field in prop::sample::select(&NAMES[..]), value in any_json()) {
        let mut page = Page::with(json!({}));
        page.begins();
        page.changes(json!({field: value}));
        page.after(1_000);
    }

    #[test]
    fn noise_does_not_harm_a_payment(noise in any::<String>()) {
        let mut bridge = Bridge::default();
        let now = Now { page: PageMs(0), wall: EpochMs(1_769_408_173_000) };
        let options = json!({"event": "options", "payResponse": PAY_RESPONSE, "status": 1}).to_string();
        let begun = Answer::read(&bridge.tell(&options, now));
        prop_assert_eq!(begun.state(), "waiting");
        let answer = Answer::read(&bridge.tell(&noise, now));
        prop_assert_eq!((answer.state(), answer.draws()), ("waiting", false));
    }
}

#[test]
fn half_a_character_of_the_page_costs_only_itself() {
    // JavaScript's texts may hold one half of a pair, which JSON.stringify writes as an escape.
    let mut bridge = Bridge::default();
    let now = Now { page: PageMs(0), wall: EpochMs(1_769_408_173_000) };
    let options = json!({"event": "options", "payResponse": PAY_RESPONSE, "locale": "en", "texts": {"title": "HALF"}})
        .to_string();
    let answer = Answer::read(&bridge.tell(&options.replace("HALF", "\\ud83d!"), now));
    assert_eq!(answer.state(), "waiting");
    assert!(answer.0["card"].to_string().contains("\u{fffd}!"));
}
