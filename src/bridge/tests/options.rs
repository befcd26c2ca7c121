//! What is read of what the page's author and the page itself tell.

use serde_json::{Value, json};

use super::super::options::Options;
use super::page::PHONE;
use crate::checkout::Sources;
use crate::json;
use crate::language::Language;
use crate::ui::Words;

fn read(options: &Value) -> Options {
    Options::read(&json::parse(&options.to_string()).unwrap())
}

#[test]
fn flags_are_one_or_zero() {
    let told = |flag: Value| read(&json!({"status": flag})).attributes.sources.status;
    assert!(told(json!(1)));
    for other in [json!(0), json!(2), json!(-1), json!(true), json!(null), json!([1]), json!("yes"), json!("")] {
        assert!(!told(other.clone()), "{other}");
    }
}

#[test]
fn each_flag_is_its_own() {
    let sources = |field: &str| read(&json!({field: 1})).attributes.sources;
    let none = Sources::default();
    assert_eq!(sources("status"), Sources { status: true, ..none });
    assert_eq!(sources("stream"), Sources { stream: true, ..none });
    assert_eq!(sources("renewal"), Sources { renewal: true, ..none });
    let situation = |field: &str| {
        let situation = read(&json!({field: 1, "seed": 7})).situation;
        (situation.fresh_gesture, situation.visible, situation.online, situation.asker, situation.seed)
    };
    assert_eq!(situation("gesture"), (true, false, false, true, 7));
    assert_eq!(situation("visible"), (false, true, false, true, 7));
    assert_eq!(situation("online"), (false, false, true, true, 7));
    assert_eq!(situation("locks"), (false, false, false, false, 7));
    assert!(read(&json!({"share": 1})).can_share && !read(&json!({})).can_share);
}

#[test]
fn each_attribute_is_its_own() {
    let told: Vec<_> = ["resultUrl", "failureUrl", "mode", "launch", "redirectTarget", "allowedOrigins", "appOrigins"]
        .map(|field| {
            let of = read(&json!({field: "x"})).attributes;
            [of.result_url, of.failure_url, of.mode, of.launch, of.redirect_target, of.allowed_origins, of.app_origins]
                .iter()
                .position(|text| text.as_deref() == Some("x"))
        })
        .into();
    assert_eq!(told, (0..7).map(Some).collect::<Vec<_>>());
}

#[test]
fn blank_texts_count_as_absent() {
    for blank in ["", " ", "\n\t "] {
        let options = read(&json!({"payResponse": blank, "resultUrl": blank, "mode": blank, "appOrigins": blank}));
        assert_eq!(options.pay_response, None);
        assert_eq!((options.attributes.result_url, options.attributes.mode), (None, None));
        assert_eq!(options.attributes.app_origins, None);
    }
}

#[test]
fn an_opaque_origin_owns_nothing() {
    let origin = |origin: &str| read(&json!({"pageOrigin": origin})).attributes.page_origin;
    assert_eq!(origin("https://shop.example"), "https://shop.example");
    assert_eq!(origin("null"), "");
    assert_eq!(read(&json!({})).attributes.page_origin, "");
}

#[test]
fn the_merchants_own_words_are_those_that_are_text() {
    let texts = json!({"paid_title": "Done!", "title": 7, "expired_title": null, "copy": ["x"], "never_heard_of": ""});
    let words = read(&json!({"locale": "kk", "texts": texts})).words();
    let own = [("paid_title", "Done!"), ("never_heard_of", "")].map(|(key, text)| (key.to_owned(), text.to_owned()));
    // The order of an object is that of its names here.
    let own = own.into_iter().rev().collect();
    assert_eq!(words, Words::new(Language::Kk, own));
    assert_eq!(read(&json!({"texts": ["x"]})).words(), Words::new(Language::Ru, Vec::new()));
}

#[test]
fn the_language_is_the_attributes_else_the_pages_else_the_browsers() {
    let language = |options| read(&options).words().language();
    let browser = json!(["de", 7, "kk-KZ", "en"]);
    assert_eq!(language(json!({"languages": browser})), Language::Kk);
    assert_eq!(language(json!({"languages": browser, "nearestLanguage": "en"})), Language::En);
    assert_eq!(language(json!({"languages": browser, "nearestLanguage": "en", "locale": "ru"})), Language::Ru);
    assert_eq!(language(json!({"languages": "kk"})), Language::Ru);
}

#[test]
fn a_memory_is_found_by_the_payments_name() {
    let options = read(&json!({"memories": {"1": "900,1000 0c0 1:1:", "2": "scribble", "3": 7}}));
    assert_eq!(options.recall("1").unwrap().keys(), ["1"]);
    for absent in ["2", "3", "4", ""] {
        assert_eq!(options.recall(absent), None, "{absent}");
    }
    assert_eq!(read(&json!({"memories": ["1"]})).recall("0"), None);
}

#[test]
fn where_the_buyer_is_is_read_of_the_facts() {
    let place = |options| {
        let situation = read(&options).situation;
        (situation.on_phone, situation.inside_another_app)
    };
    let phone = json!({"userAgent": PHONE, "touchPoints": 5});
    let with = |field: &str, fact: Value| {
        let mut options = phone.clone();
        options[field] = fact;
        options
    };
    assert_eq!(place(phone.clone()), (true, false));
    assert_eq!(place(json!({})), (false, false));
    assert_eq!(place(with("telegram", json!(1))), (true, true));
    assert_eq!(place(with("brands", json!("Chromium;Android WebView"))), (true, true));
    assert_eq!(place(with("hintedPlatform", json!("Windows"))), (false, false));
    // A television has nothing to touch.
    assert_eq!(place(with("touchPoints", json!(0))), (false, false));
    assert_eq!(place(json!({"userAgent": PHONE, "coarsePointer": 1})), (true, false));
    assert_eq!(place(with("touchPoints", json!(-1))), (false, false));
}

#[test]
fn a_desktop_site_on_a_tablet_is_seen_through() {
    let mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) \
               Version/18.0 Safari/605.1.15";
    assert!(!read(&json!({"userAgent": mac})).situation.on_phone);
    assert!(read(&json!({"userAgent": mac, "touchPoints": 5})).situation.on_phone);
    let linux = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";
    let tablet = json!({"userAgent": linux, "platform": "Linux armv81", "coarsePointer": 1});
    assert!(read(&tablet).situation.on_phone);
    assert!(!read(&json!({"userAgent": linux, "platform": "Linux x86_64", "coarsePointer": 1})).situation.on_phone);
}

#[test]
fn a_web_app_on_the_home_screen_is_no_other_app() {
    let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Mobile/15E148";
    assert!(read(&json!({"userAgent": phone})).situation.inside_another_app);
    let installed = json!({"userAgent": phone, "standalone": 1});
    assert!(!read(&installed).situation.inside_another_app);
}

#[test]
fn only_what_decides_which_addresses_may_be_followed_begins_anew() {
    let before = read(&json!({"payResponse": "{}", "appOrigins": "https://a.example"}));
    let begins = |options| before.begins_anew(&read(&options), true);
    assert!(!begins(json!({"payResponse": "{}", "appOrigins": "https://a.example", "mode": "qr", "locale": "kk"})));
    assert!(begins(json!({"payResponse": "{ }", "appOrigins": "https://a.example"})));
    assert!(begins(json!({"payResponse": "{}"})));
    assert!(begins(json!({"appOrigins": "https://a.example"})));
    assert!(!before.begins_anew(&read(&json!({"payResponse": "{}"})), false));
    assert!(before.begins_anew(&read(&json!({"payResponse": "{ }", "appOrigins": "https://a.example"})), false));
}
