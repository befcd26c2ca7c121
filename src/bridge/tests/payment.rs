//! A payment from its beginning to its end.

use serde_json::json;

use super::page::{PAYMENT, Page, REQUEST, new_pay_response, pay_response_with};

#[test]
fn it_begins_with_a_card_and_a_question() {
    let mut page = Page::with(json!({}));
    let answer = page.begins();
    assert_eq!(answer.state(), "waiting");
    assert_eq!((&answer.0["begun"], &answer.0["frame"]), (&json!(1), &json!("_self")));
    assert_eq!((&answer.0["key"], &answer.0["awake"]), (&json!(PAYMENT), &json!(1)));
    assert_eq!(answer.fired("kaspi-statechange"), Some(&json!({"state": "waiting", "previous": "idle"})));
    assert!(answer.effect("ask").is_some() && answer.effect("remember").is_some(), "{answer:?}");
    let card = page.card();
    assert_eq!(card.part("scene").attribute("data-state"), Some("waiting"));
    assert_eq!(card.part("until").written_by_the_browser()["ends"], 601_000);
    assert_eq!(answer.0["ends"], 601_000);
    assert!(card.has("code"));
}

#[test]
fn without_a_pay_response_nothing_is_to_be_done_but_to_draw_the_place() {
    let mut page = Page::with(json!({"payResponse": null}));
    let answer = page.begins();
    assert_eq!((answer.state(), answer.effects()), ("idle", vec![]));
    for absent in ["key", "frame", "awake", "wait"] {
        assert!(!answer.says(absent), "{absent}");
    }
    assert!(answer.says("begun"));
    assert_eq!(page.card().part("scene").children().count(), 0);
    assert!(!page.after(1_000).draws());
}

#[test]
fn a_pay_response_that_is_none_is_rejected_and_reported() {
    let mut page = Page::with(json!({"payResponse": "soon"}));
    let answer = page.begins();
    assert_eq!(answer.state(), "rejected");
    assert_eq!(answer.fired("kaspi-error").unwrap()["code"], "pay-response-not-json");
    assert_eq!(answer.fired("kaspi-error").unwrap()["fatal"], true);
    assert!(page.card().has("fallback") && !answer.says("key"));
}

#[test]
fn attributes_that_cannot_be_used_are_reported_before_all_else() {
    let mut page = Page::with(json!({"mode": "sideways"}));
    let answer = page.begins();
    assert_eq!(answer.effects()[..3], ["remember", "fire", "fire"]);
    assert_eq!(answer.0["effects"][1][2]["code"], "attribute-invalid");
    assert_eq!(answer.state(), "waiting");
}

#[test]
fn attributes_that_cannot_be_used_are_reported_where_they_are_set_later() {
    let mut page = Page::begun(json!({}));
    let answer = page.changes(json!({"resultUrl": "javascript:0"}));
    assert_eq!(answer.fired("kaspi-error").unwrap()["code"], "result-url-refused");
    assert!(page.changes(json!({"resultUrl": "javascript:0", "mode": "qr"})).fired("kaspi-error").is_none());
}

#[test]
fn success_is_concluded_at_the_place_that_the_author_names() {
    let mut page = Page::begun(json!({}));
    let answer = page.hears(&json!({"status": "SUCCESS"}));
    assert_eq!(answer.state(), "paid");
    let [_, detail, onward] = &answer.effect("conclude").unwrap().as_array().unwrap()[..] else { panic!("{answer:?}") };
    assert_eq!((&detail["status"], &detail["state"]), (&json!("SUCCESS"), &json!("paid")));
    assert_eq!((&detail["late"], &detail["paymentId"]), (&json!(false), &json!(PAYMENT)));
    assert_eq!(onward, "/thanks");
    assert!(!answer.says("awake") && !answer.says("wait"));
    assert_eq!(page.card().part("continue").attribute("href"), Some("/thanks"));
}

#[test]
fn where_nothing_leads_on_nobody_is_taken_anywhere() {
    let mut page = Page::begun(json!({"resultUrl": null}));
    let answer = page.hears(&json!({"status": "FAIL"}));
    assert_eq!(answer.effect("conclude").unwrap()[2], json!(null));
    assert!(!page.card().has("continue"));
}

#[test]
fn an_answer_that_changes_nothing_draws_nothing() {
    let mut page = Page::begun(json!({}));
    assert!(!page.hears(&json!({"status": "PROCESSING"})).draws());
    assert!(!page.after(0).draws());
}

#[test]
fn a_second_draws_nothing_and_moves_no_end() {
    let mut page = Page::begun(json!({}));
    let ends = page.after(0).0["ends"].clone();
    for _ in 0..3 {
        let answer = page.after(1_000);
        assert!(!answer.draws());
        assert_eq!(answer.0["ends"], ends);
    }
}

#[test]
fn where_nothing_is_counted_down_no_end_is_told() {
    let mut page = Page::begun(json!({}));
    assert!(!page.hears(&json!({"status": "PENDING"})).says("ends"));
}

#[test]
fn a_milestone_is_announced_on_the_whole_card() {
    let mut page = Page::begun(json!({}));
    page.after(300_000);
    let answer = page.after(1_000);
    assert!(answer.says("card"));
    assert_eq!(page.card().part("announcement").text(), "Five minutes left to pay");
}

#[test]
fn where_nothing_is_asked_the_core_wants_to_be_woken_at_the_milestones_and_at_the_end() {
    let mut page = Page::begun(json!({"status": null}));
    let mut answer = page.after(1_000);
    for next in [300_000, 180_000, 60_000, 30_000, 20_000, 10_000] {
        assert_eq!((answer.state(), &answer.0["wait"]), ("waiting", &json!(next)));
        answer = page.after(next);
    }
    assert_eq!(answer.state(), "expired");
}

#[test]
fn the_screen_stays_awake_for_a_code_that_is_seen_alone() {
    let mut page = Page::begun(json!({}));
    assert!(!page.tells(&json!({"event": "hidden"})).says("awake"));
    assert!(page.tells(&json!({"event": "returned"})).says("awake"));
    page.clicks("to-page");
    assert!(!page.after(0).says("awake"));
}

#[test]
fn another_pay_response_begins_anew_and_the_same_one_does_not() {
    let mut page = Page::begun(json!({}));
    assert!(!page.begins().says("begun"));
    assert!(!page.changes(json!({"resultUrl": "/other", "mode": "app"})).says("begun"));
    let answer = page.changes(json!({"payResponse": new_pay_response()}));
    assert_eq!((&answer.0["begun"], &answer.0["key"]), (&json!(1), &json!("another-payment")));
    let answer = page.changes(json!({"payResponse": null}));
    assert_eq!((&answer.0["begun"], answer.state()), (&json!(1), "idle"));
    assert!(!page.begins().says("begun"));
}

#[test]
fn other_app_origins_are_read_anew() {
    let mut page = Page::begun(json!({}));
    assert!(page.card().has("to-app"));
    let answer = page.changes(json!({"appOrigins": "https://*.alipayplus.com"}));
    assert!(answer.says("begun"));
    assert_eq!(answer.fired("kaspi-error").unwrap()["code"], "applink-refused");
    assert!(!page.card().has("to-app") && page.card().has("to-page"));
}

#[test]
fn a_new_result_url_holds_for_the_payment_that_is_underway() {
    let mut page = Page::begun(json!({}));
    page.changes(json!({"resultUrl": "/other"}));
    assert_eq!(page.hears(&json!({"status": "SUCCESS"})).effect("conclude").unwrap()[2], "/other");
}

#[test]
fn the_whole_tab_is_left_where_the_author_wants_it() {
    let mut page = Page::with(json!({"redirectTarget": "top"}));
    assert_eq!(page.begins().0["frame"], "_top");
    page.clicks("to-page");
    assert_eq!(page.card().part("page-link").attribute("target"), Some("_top"));
    let answer = page.changes(json!({"redirectTarget": "self"}));
    assert!(answer.says("card"));
    assert_eq!(page.card().part("page-link").attribute("target"), Some("_self"));
}

#[test]
fn what_was_remembered_is_known_after_a_reload() {
    let mut page = Page::begun(json!({}));
    let answer = page.hears(&json!({"status": "SUCCESS"}));
    let [_, memory, keys] = &answer.effect("remember").unwrap().as_array().unwrap()[..] else { panic!("{answer:?}") };
    assert_eq!(keys, &json!([PAYMENT, REQUEST]));
    let mut reloaded = Page::with(json!({"memories": {REQUEST: memory, "another": 7}}));
    assert_eq!(reloaded.begins().state(), "pending");
    // The buyer was taken to the result once, and may look at this page again.
    let concluded = reloaded.hears(&json!({"status": "SUCCESS"}));
    assert_eq!((concluded.state(), &concluded.effect("conclude").unwrap()[2]), ("paid", &json!(null)));
    assert!(reloaded.card().has("continue"));
}

#[test]
fn a_page_that_listens_by_itself_is_left_by_nobody() {
    let mut page = Page::begun(json!({"redirectTarget": "none"}));
    assert_eq!(page.hears(&json!({"status": "SUCCESS"})).effect("conclude").unwrap()[2], json!(null));
}

#[test]
fn a_dead_code_is_replaced_by_a_new_one_after_one_more_question() {
    let mut page = Page::begun(json!({"renewal": 1}));
    let expired = page.lives_on("PROCESSING", |answer| answer.state() == "expired");
    let names = json!({"paymentId": PAYMENT, "paymentRequestId": "PAYMENT_20260126141612922_AUTO"});
    assert_eq!(expired.fired("kaspi-expired"), Some(&names));
    page.clicks("new-code");
    let asked = page.lives_on("PROCESSING", |answer| answer.effect("new-code").is_some());
    let number = asked.effect("new-code").unwrap()[1].clone();
    assert_eq!(asked.effect("new-code").unwrap()[2], names);
    assert!(!page.card().has("new-code"));
    let text = new_pay_response();
    let answer = page.tells(&json!({"event": "renewal-answered", "number": number, "text": text}));
    assert_eq!((answer.state(), &answer.0["key"]), ("waiting", &json!("another-payment")));
    assert!(answer.effect("payment-changed").is_some() && !answer.says("begun"));
    assert!(answer.effect("tell-tabs").unwrap()[1].as_str().unwrap().ends_with(&text));
}

#[test]
fn a_new_code_that_cannot_be_had_is_said() {
    let mut page = Page::begun(json!({"renewal": 1}));
    page.lives_on("PROCESSING", |answer| answer.state() == "expired");
    page.clicks("new-code");
    let asked = page.lives_on("PROCESSING", |answer| answer.effect("new-code").is_some());
    let number = asked.effect("new-code").unwrap()[1].clone();
    let answer = page.tells(&json!({"event": "renewal-answered", "number": number}));
    assert_eq!(answer.fired("kaspi-error").unwrap()["code"], "refresh-failed");
    assert!(page.card().has("new-code") && page.card().has("hint"));
}

#[test]
fn the_shells_word_on_a_question_that_failed_is_understood() {
    for (told, code) in [
        (json!({"http": 503, "retryAfter": 30_000}), "status-http-5xx"),
        (json!({"http": 404}), "status-http-404"),
        (json!({"lost": "network"}), "status-network"),
        (json!({"lost": "too-large"}), "status-too-large"),
        (json!({"lost": "source"}), "status-source-failed"),
        (json!({"text": ""}), "status-not-json"),
    ] {
        let mut page = Page::with(json!({}));
        let mut telling = json!({"event": "answered", "number": page.begins().effect("ask").unwrap()[1]});
        telling.as_object_mut().unwrap().extend(told.as_object().unwrap().clone());
        let mut reported = page.tells(&telling).fired("kaspi-error").cloned();
        // Some are reported when they have happened a few times.
        for _ in 0..20 {
            if reported.is_none() {
                let asked = page.lives_on("", |answer| answer.effect("ask").is_some());
                telling["number"] = asked.effect("ask").unwrap()[1].clone();
                reported = page.tells(&telling).fired("kaspi-error").cloned();
            }
        }
        assert_eq!(reported.expect(code)["code"], code);
    }
}

#[test]
fn the_servers_wish_when_to_ask_again_is_kept() {
    let mut page = Page::with(json!({}));
    let number = page.begins().effect("ask").unwrap()[1].clone();
    page.tells(&json!({"event": "answered", "number": number, "http": 503, "retryAfter": 30_000}));
    for _ in 0..29 {
        assert_eq!(page.after(1_000).effect("ask"), None);
    }
    assert!(page.after(1_000).effect("ask").is_some());
}

#[test]
fn a_late_answer_to_an_older_question_is_dropped() {
    let mut page = Page::begun(json!({}));
    let answer =
        page.tells(&json!({"event": "answered", "number": 7, "text": json!({"status": "SUCCESS"}).to_string()}));
    assert_eq!(answer.state(), "waiting");
}

#[test]
fn where_there_are_locks_the_tab_waits_for_its_turn() {
    // Two tabs that tell each other what they hear: the one whose turn it is asks soon, the other waits longer.
    let wait_until_the_second_question = |own| {
        let mut page = Page::begun(json!({"locks": 1}));
        if own {
            page.tells(&json!({"event": "asker"}));
        }
        page.lives_on("PROCESSING", |answer| answer.effect("ask").is_some());
        page.hears(&json!({"status": "PROCESSING"}));
        let mut waited = 0;
        while page.after(100).effect("ask").is_none() {
            waited += 100;
        }
        waited
    };
    assert!(wait_until_the_second_question(true) < wait_until_the_second_question(false));
}

#[test]
fn other_tabs_and_the_stream_are_heard() {
    for event in ["heard-from-tab", "stream-said"] {
        let mut page = Page::begun(json!({"stream": 1}));
        let answer = page.tells(&json!({"event": event, "text": json!({"status": "SUCCESS"}).to_string()}));
        assert_eq!(answer.state(), "paid", "{event}");
    }
}

#[test]
fn a_stream_is_opened_where_there_is_one() {
    assert!(Page::with(json!({"stream": 1})).begins().effect("open-stream").is_some());
    assert!(Page::with(json!({})).begins().effect("open-stream").is_none());
    let mut page = Page::begun(json!({"stream": 1}));
    assert!(page.hears(&json!({"status": "SUCCESS"})).effect("close-stream").is_some());
}

#[test]
fn without_a_network_the_buyer_is_told_and_can_check() {
    let mut page = Page::begun(json!({}));
    page.tells(&json!({"event": "offline"}));
    assert!(page.card().has("connection"));
    page.clicks("check-now");
    page.tells(&json!({"event": "online"}));
    assert!(!page.card().has("connection"));
    page.hears(&json!({"status": "PROCESSING"}));
    assert!(page.after(500).effect("ask").is_some());
}

#[test]
fn a_page_that_renews_by_itself_is_heard() {
    let mut page = Page::begun(json!({}));
    let answer = page.tells(&json!({"event": "renewed", "text": new_pay_response()}));
    assert_eq!(answer.0["key"], "another-payment");
    let same = page.tells(&json!({"event": "renewed", "text": new_pay_response()}));
    assert_eq!(same.fired("kaspi-error").unwrap()["code"], "refresh-same-code");
}

#[test]
fn a_payment_without_a_name_is_kept_under_none() {
    let text = pay_response_with(json!({"paymentId": null, "paymentRequestId": null}));
    let mut page = Page::with(json!({"payResponse": text}));
    let answer = page.begins();
    assert_eq!((answer.state(), answer.says("key"), answer.says("frame")), ("waiting", false, true));
}

#[test]
fn before_the_first_word_nothing_happens() {
    let mut page = Page::with(json!({}));
    assert_eq!(page.after(1_000).0, json!({"state": "idle", "effects": []}));
    assert_eq!(page.acts(0).0, json!({"state": "idle", "effects": []}));
}

#[test]
fn a_new_pay_response_begins_nothing_anew_when_it_is_among_the_options_later() {
    let mut page = Page::begun(json!({}));
    let renewed = page.tells(&json!({"event": "renewed", "text": new_pay_response()}));
    assert!(renewed.effect("taken").is_some());
    let answer = page.changes(json!({"payResponse": new_pay_response(), "locale": "kk"}));
    assert_eq!((answer.state(), answer.says("begun")), ("waiting", false));
}

#[test]
fn a_new_pay_response_that_was_refused_shows_no_code_when_it_is_among_the_options_later() {
    let mut page = Page::begun(json!({}));
    page.hears(&json!({"status": "PENDING"}));
    let refused = page.tells(&json!({"event": "renewed", "text": new_pay_response()}));
    assert_eq!(refused.fired("kaspi-error").unwrap()["code"], "refresh-already-paid");
    assert!(refused.effect("taken").is_none());
    let remembered = refused.effect("remember").unwrap();
    let mut memories = json!({});
    for key in remembered[2].as_array().unwrap() {
        memories[key.as_str().unwrap()] = remembered[1].clone();
    }
    let options = json!({"payResponse": new_pay_response(), "memories": memories});
    let answer = page.changes(options.clone());
    assert_eq!((answer.state(), answer.says("begun")), ("pending", false));
    assert!(!page.card().has("code"));
    let mut anew = Page::with(options);
    assert_eq!(anew.begins().state(), "pending");
    assert!(!anew.card().has("code"));
}

#[test]
fn what_is_known_to_be_paid_outlasts_what_the_page_says_of_the_same_order() {
    let respelled = pay_response_with(json!({"note": "another spelling"}));
    for (status, state) in [("PENDING", "pending"), ("SUCCESS", "paid")] {
        let mut page = Page::begun(json!({}));
        page.hears(&json!({"status": status}));
        let nameless = ["U", "F", "S"].map(|word| json!({"result": {"resultStatus": word}}).to_string());
        for pay_response in nameless.iter().map(String::as_str).chain([respelled.as_str(), "{"]) {
            let answer = page.changes(json!({"payResponse": pay_response}));
            assert_eq!((answer.state(), answer.says("begun")), (state, false), "{pay_response}");
        }
        let answer = page.changes(json!({"payResponse": new_pay_response()}));
        assert_eq!((answer.state(), answer.says("begun")), ("waiting", true), "another payment");
    }
}

#[test]
fn that_the_old_payment_is_paid_is_told_to_all_tabs_of_the_order_with_its_name() {
    for (status, state) in [("PENDING", "pending"), ("SUCCESS", "paid")] {
        let mut page = Page::begun(json!({}));
        page.after(6_000);
        page.tells(&json!({"event": "renewed", "text": new_pay_response()}));
        let answer = page.hears(&json!({"status": status}));
        assert_eq!(answer.state(), state);
        let told = answer.effect("tell-tabs").unwrap();
        assert_eq!(told[2], 1, "to those too that know another payment of the order alone");
        let told: serde_json::Value = serde_json::from_str(told[1].as_str().unwrap()).unwrap();
        assert_eq!(told, json!({"paymentId": PAYMENT, "paymentRequestId": REQUEST, "status": status}));
    }
}

#[test]
fn what_does_not_concern_the_whole_order_is_told_to_those_who_have_the_same_payment() {
    let mut page = Page::begun(json!({}));
    let answer = page.hears(&json!({"status": "PROCESSING"}));
    assert_eq!(answer.effect("tell-tabs").unwrap().as_array().unwrap().len(), 2);
}

#[test]
fn other_app_origins_are_judged_while_the_code_is_checked_too() {
    let mut page = Page::begun(json!({}));
    page.after(601_000);
    let answer = page.changes(json!({"appOrigins": "https://only.example"}));
    assert_eq!((answer.state(), answer.says("begun")), ("confirming", true));
}

#[test]
fn of_what_was_refused_only_what_is_taken_after_all_stands_in_the_order_otherwise() {
    let third = new_pay_response().replace("another-", "third-");
    let mut page = Page::begun(json!({}));
    page.hears(&json!({"status": "PENDING"}));
    page.tells(&json!({"event": "renewed", "text": new_pay_response()}));
    page.tells(&json!({"event": "renewed", "text": third}));
    page.after(6_000);
    assert_eq!(page.hears(&json!({"status": "FAIL"})).state(), "failed");
    let taken = page.tells(&json!({"event": "renewed", "text": new_pay_response()}));
    assert_eq!(taken.state(), "waiting");
    let names = ["third-payment", "third-request", PAYMENT, REQUEST, "another-payment", "another-request"];
    assert_eq!(taken.effect("remember").unwrap()[2], json!(names));
}

#[test]
fn a_pay_response_without_a_name_that_is_refused_is_not_kept() {
    let mut page = Page::begun(json!({}));
    page.hears(&json!({"status": "PENDING"}));
    let nameless = json!({"result": {"resultStatus": "U"}, "normalUrl": "https://l.kaspi.kz/another"}).to_string();
    let answer = page.tells(&json!({"event": "renewed", "text": nameless}));
    assert_eq!(answer.fired("kaspi-error").unwrap()["code"], "refresh-already-paid");
    assert!(answer.effect("remember").is_none());
}
