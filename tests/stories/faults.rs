//! What goes wrong, what the buyer sees of it, and what the merchant's developer is told.

use kaspi_checkout::checkout::{Event, Link, Scene};
use kaspi_checkout::error_code::ErrorCode;
use kaspi_checkout::payment::Address;
use serde_json::json;

use crate::support::messages::message;
use crate::support::story::{hours, minutes, seconds, story};
use crate::support::weather::{Weather, reply};
use crate::support::world::Happening;

#[test]
fn each_fault_of_the_endpoint_has_its_code_and_the_code_stays() {
    for (weather, code) in [
        (Weather::Slow(seconds(20)), ErrorCode::StatusTimeout),
        (Weather::Silent, ErrorCode::StatusTimeout),
        (Weather::Broken, ErrorCode::StatusNetwork),
        (Weather::Http(500), ErrorCode::StatusHttp5xx),
        (Weather::Http(599), ErrorCode::StatusHttp5xx),
        (Weather::Http(600), ErrorCode::StatusHttpOther),
        (Weather::Http(302), ErrorCode::StatusHttpOther),
        (Weather::Http(408), ErrorCode::StatusHttpOther),
        (Weather::Http(401), ErrorCode::StatusHttp401),
        (Weather::Http(403), ErrorCode::StatusHttp403),
        (Weather::Http(404), ErrorCode::StatusHttp404),
        (Weather::Http(410), ErrorCode::StatusHttp410),
        (Weather::Busy(seconds(5)), ErrorCode::StatusHttp429),
        (Weather::LoginPage, ErrorCode::StatusNotJson),
        (Weather::Truncated, ErrorCode::StatusNotJson),
        (Weather::Endless, ErrorCode::StatusTooLarge),
        (Weather::OtherPayments, ErrorCode::StatusOtherPayment),
    ] {
        let telling =
            story().weather(seconds(30)..minutes(4), weather).buyer_pays_at(minutes(2)).until(minutes(6)).told();
        telling.is_at(minutes(3) + seconds(30), "waiting").passes(&["waiting", "paid"]).reports(&[code]);
        assert!(!code.is_fatal(), "{code:?}");
        assert!(telling.states[1].0 < minutes(4) + seconds(45), "{weather:?}: {:?}", telling.states);
        let link = |at| telling.view_at(at).link;
        assert_eq!((link(seconds(29)), link(minutes(3) + seconds(55))), (Link::Ok, Link::Unsteady), "{weather:?}");
    }
}

#[test]
fn an_answer_without_a_status_has_its_code() {
    let telling = story().answers_also_say(json!({"paymentStatus": null})).until(minutes(1)).told();
    telling.reports(&[ErrorCode::StatusMissing]).passes(&["waiting"]);
}

#[test]
fn the_third_failure_in_a_row_makes_the_connection_unsteady_and_an_answer_mends_it() {
    let telling = story().weather(seconds(20)..minutes(2), Weather::Broken).told();
    let failed: Vec<i64> = telling.asked.iter().copied().filter(|asked| *asked >= seconds(20)).collect();
    assert_eq!(telling.view_at(failed[1] + 90).link, Link::Ok);
    assert_eq!(telling.view_at(failed[2] + 90).link, Link::Unsteady);
    let mended = *failed.iter().find(|asked| **asked >= minutes(2)).unwrap();
    assert_eq!(telling.view_at(mended + 90).link, Link::Ok);
}

#[test]
fn a_storm_of_errors_and_its_end_are_told_once_each_time() {
    let telling = story()
        .weather(minutes(1)..minutes(2), Weather::Http(502))
        .weather(minutes(4)..minutes(5), Weather::Http(504))
        .told();
    telling.reports(&[ErrorCode::StatusHttp5xx, ErrorCode::StatusHttp5xx]);
}

#[test]
fn offline_is_said_and_nothing_is_lost() {
    let telling = story().offline(seconds(61)..minutes(3)).buyer_pays_at(minutes(2)).told();
    telling.passes(&["waiting", "paid"]);
    assert_eq!(telling.view_at(minutes(2)).link, Link::Offline);
    assert!(telling.states[1].0 < minutes(3) + 700, "{:?}", telling.states);
    assert_eq!(telling.view_at(minutes(4)).link, Link::Ok);
}

#[test]
fn a_browser_that_forgets_to_say_that_it_is_online_is_corrected_by_an_answer() {
    let telling = story().at(seconds(61), Event::Offline).happens(minutes(2), Happening::NetworkIsBack).told();
    assert_eq!(telling.view_at(minutes(2) - 1).link, Link::Offline);
    assert_eq!(telling.view_at(minutes(3)).link, Link::Ok);
}

#[test]
fn a_captive_portal_is_no_answer() {
    let telling = story().weather(0..minutes(5), Weather::LoginPage).buyer_pays_at(minutes(1)).told();
    telling.is_at(minutes(4), "waiting").ends_in("paid");
}

#[test]
fn a_redirect_that_is_not_allowed_is_reported_and_the_pages_own_place_is_gone_to() {
    for place in ["https://evil.example/", "javascript:alert(1)", "http://shop.example/", "//evil.example"] {
        let telling = story().buyer_pays_at(0).answers_also_say(json!({"redirectUrl": place})).told();
        telling.reports(&[ErrorCode::RedirectRefused]);
        assert_eq!(telling.results[0].onward.as_ref().unwrap().as_str(), "/thanks");
        let alone = story()
            .attribute(|page| (page.result_url, page.failure_url) = (None, None))
            .buyer_pays_at(0)
            .answers_also_say(json!({"redirectUrl": place}))
            .told();
        alone.ends_in("paid").reports(&[ErrorCode::RedirectRefused]);
        assert_eq!(alone.results[0].onward, None);
    }
}

#[test]
fn a_redirect_to_an_allowed_origin_is_gone_to() {
    let telling = story()
        .attribute(|page| page.allowed_origins = Some("https://thanks.example".into()))
        .buyer_pays_at(0)
        .answers_also_say(json!({"redirectUrl": "https://thanks.example/7"}))
        .told();
    assert_eq!(telling.results[0].onward.as_ref().unwrap().as_str(), "https://thanks.example/7");
}

#[test]
fn an_unusable_pay_response_is_rejected_with_its_code() {
    for (text, code) in [
        ("<html>", ErrorCode::PayResponseNotJson),
        ("[]", ErrorCode::PayResponseNotAnObject),
        ("{}", ErrorCode::PayResponseEmpty),
        (r#"{"result":{"resultStatus":"U"}}"#, ErrorCode::PayResponseNothingToShow),
        (r#"{"result":{},"normalUrl":"http://x.kaspi.kz/"}"#, ErrorCode::PayResponseLinksRefused),
    ] {
        let telling = story().with_pay_response(text.into()).told();
        telling.passes(&["rejected"]).reports(&[code]);
        assert!(code.is_fatal());
        let Scene::Rejected(ending) = &telling.view_at(minutes(1)).scene else { panic!("{code:?}") };
        assert_eq!(ending.onward.as_ref().map(Address::as_str), Some("/sorry"), "the way back");
        assert_eq!((telling.asked.len(), telling.results.len()), (0, 0));
    }
}

#[test]
fn a_rejected_page_takes_a_better_pay_response() {
    let telling = story()
        .with_pay_response("oops".into())
        .merchant_creates_another_at(minutes(1))
        .page_refreshes_with(2, minutes(1))
        .status_of_payment_becomes(2, minutes(2), "SUCCESS")
        .told();
    telling.passes(&["rejected", "waiting", "paid"]);
}

#[test]
fn a_failed_pay_response_has_failed() {
    let telling = story().with_pay_response(message("pay__failed_transaction_exist")).told();
    telling.passes(&["confirming", "failed"]).reports(&[ErrorCode::PayResponseFailed]);
    assert_eq!(telling.results[0].status, "FAIL");
    assert_eq!(telling.results[0].onward.as_ref().unwrap().as_str(), "/sorry");
    assert_eq!(telling.asked.len(), 1);
}

#[test]
fn a_failed_pay_response_has_failed_at_once_where_nobody_can_be_asked() {
    let refused = story().with_pay_response(message("pay__failed_transaction_exist"));
    refused.without_a_status_endpoint().told().passes(&["failed"]);
}

#[test]
fn an_order_that_was_asked_for_twice_may_be_paid() {
    let refused = || story().with_pay_response(message("pay__failed_transaction_exist"));
    refused().buyer_pays_at(0).told().passes(&["confirming", "paid"]);
    refused().status_becomes(0, "FAIL").told().passes(&["confirming", "failed"]);
    refused().status_becomes(0, "PENDING").status_becomes(minutes(1), "SUCCESS").told().passes(&[
        "confirming",
        "pending",
        "paid",
    ]);
}

#[test]
fn an_endpoint_that_does_not_answer_leaves_the_pay_responses_word() {
    let refused = || story().with_pay_response(message("pay__failed_transaction_exist"));
    let telling = refused().weather(0..minutes(5), Weather::Http(500)).told();
    telling.passes(&["confirming", "failed"]);
    assert_eq!(telling.asked.len(), 3);
    let telling = refused().weather(0..minutes(5), Weather::Http(404)).told();
    telling.passes(&["confirming", "failed"]);
    assert_eq!(telling.asked.len(), 1);
}

#[test]
fn as_long_as_the_buyer_is_offline_the_pay_responses_word_is_not_the_last() {
    let refused = story().with_pay_response(message("pay__failed_transaction_exist"));
    refused.offline(0..minutes(1)).buyer_pays_at(0).told().passes(&["confirming", "paid"]);
}

#[test]
fn a_settled_pay_response_is_paid_only_when_the_endpoint_agrees() {
    let settled = json!({"result": {"resultStatus": "S"}}).to_string();
    let telling = story().with_pay_response(settled.clone()).buyer_pays_at(minutes(1)).told();
    telling.passes(&["pending", "paid"]).is_at(minutes(1) - 1, "pending");
    let telling = story().with_pay_response(settled).status_becomes(minutes(1), "FAIL").told();
    telling.passes(&["pending", "failed"]);
}

#[test]
fn without_storage_everything_works_but_the_memory() {
    let telling = story().storage_is_refused().reloads(minutes(3)).buyer_pays_at(minutes(5)).told();
    telling.ends_in("paid").counts_down_rightly_from(0);
}

#[test]
fn an_unreadable_expiry_is_reported_and_ten_minutes_are_taken() {
    let mut response: serde_json::Value = serde_json::from_str(&message("KASPI_KZ__pay_response_WAP")).unwrap();
    response["orderCodeForm"]["expireTime"] = json!("****");
    let telling =
        story().with_pay_response(response.to_string()).answers_name_no_payment().codes_are_never_closed().told();
    telling.is_at(minutes(10) - 1_000, "waiting").is_at(minutes(10) + 1_000, "confirming");
    telling.reports(&[ErrorCode::ExpiryUnreadable]);
}

#[test]
fn strange_messages_between_tabs_and_from_the_stream_change_nothing() {
    let telling = story()
        .at(minutes(1), Event::HeardFromTab("hello".into()))
        .at(minutes(1), Event::StreamSaid("hello".into()))
        .at(minutes(1), Event::StreamSaid("{}".into()))
        .at(minutes(1), Event::StreamSaid(json!({"status": "SUCCESS", "paymentId": "x"}).to_string()))
        .at(minutes(1), Event::Answered { number: 77, outcome: reply(&json!({"status": "SUCCESS"})) })
        .until(minutes(2))
        .told();
    telling.passes(&["waiting"]);
    telling.reports(&[ErrorCode::StatusNotJson, ErrorCode::StatusMissing, ErrorCode::StatusOtherPayment]);
}

#[test]
fn a_payment_that_ends_after_an_hour_of_everything_is_found() {
    let telling = story()
        .code_lives(hours(2))
        .weather(minutes(1)..minutes(50), Weather::Silent)
        .offline(minutes(20)..minutes(40))
        .hides(minutes(2))
        .happens(minutes(51), Happening::Sleep { ms: minutes(5), counts: false })
        .buyer_pays_at(minutes(10))
        .told();
    telling.passes(&["waiting", "paid"]);
}
