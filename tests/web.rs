//! The core in a real browser: what goes in and out as text, where a machine word has 32 bits.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs)]

use kaspi_checkout::bindings::Core;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const PAY_RESPONSE: &str = include_str!("fixtures/antom/KASPI_KZ__pay_response_WAP.json");

/// The time at which the fixture was created in ms, a second later.
const CREATED: f64 = 1_769_408_174_000.0;

/// The options of a page that asks, with this pay response.
fn options(pay_response: &str) -> String {
    let quoted: String = pay_response.escape_default().collect();
    // Rust writes letters beyond ASCII otherwise than JSON does, and a quote within a name as well; the fixture has none.
    format!(
        r#"{{"event":"options","status":1,"visible":1,"online":1,"locale":"en","pageOrigin":"https://shop.example","payResponse":"{}"}}"#,
        quoted.replace("\\'", "'")
    )
}

fn begun() -> (Core, String) {
    let mut core = Core::new();
    let answer = core.tell(&options(PAY_RESPONSE), 0.0, CREATED);
    (core, answer)
}

#[wasm_bindgen_test]
fn a_payment_begins_with_its_card_and_its_first_question() {
    let (_, answer) = begun();
    assert!(answer.contains(r#""state":"waiting""#), "{answer}");
    assert!(answer.contains(r#""shape-rendering":"crispEdges""#), "{answer}");
    assert!(answer.contains(r#"["ask",1]"#), "{answer}");
}

#[wasm_bindgen_test]
fn a_final_word_ends_it() {
    let (mut core, _) = begun();
    let told = r#"{"event":"answered","number":1,"text":"{\"status\":\"SUCCESS\"}"}"#;
    let answer = core.tell(told, 500.0, CREATED + 500.0);
    assert!(answer.contains(r#""state":"paid""#), "{answer}");
    assert!(answer.contains(r#"["conclude",{"#) && answer.contains(r#""status":"SUCCESS""#), "{answer}");
    assert!(!answer.contains("crispEdges"), "no code is left: {answer}");
}

#[wasm_bindgen_test]
fn a_second_draws_nothing_and_the_end_is_told() {
    let (mut core, _) = begun();
    let answer = core.tell(r#"{"event":"woken"}"#, 1_500.0, CREATED + 1_500.0);
    assert!(answer.contains(r#""ends":"#), "{answer}");
    assert!(!answer.contains(r#""card""#), "{answer}");
}

#[wasm_bindgen_test]
fn any_text_gets_an_answer() {
    let (mut core, _) = begun();
    for text in ["", "{", "[]", "null", r#"{"event":7}"#, r#"{"event":"answered"}"#, "\u{1f600}"] {
        assert!(core.tell(text, f64::NAN, f64::INFINITY).contains(r#""state""#), "{text}");
    }
    assert!(core.tell(r#"{"event":"clicked","number":4000000000}"#, -1e300, 1e300).contains(r#""effects":[]"#));
    assert!(core.tell(r#"{"event":"options"}"#, 0.0, 0.0).contains(r#""state":"idle""#));
}
