//! New codes for the same order: asked for once it is known that nobody has paid, and never twice.

use kaspi_checkout::checkout::{Event, Renewal, Scene};
use kaspi_checkout::error_code::ErrorCode;
use serde_json::json;

use crate::support::story::{minutes, seconds, story};
use crate::support::telling::Telling;
use crate::support::weather::Weather;
use crate::support::world::Happening;

#[test]
fn a_new_code_is_asked_for_after_one_more_question() {
    let telling = story().codes_can_be_renewed().wants_a_new_code(minutes(12)).told();
    telling.passes(&["waiting", "confirming", "expired", "waiting", "confirming", "expired"]);
    let [new_code] = &telling.new_codes[..] else { panic!("{:?}", telling.new_codes) };
    assert!(telling.asked.contains(&minutes(12)));
    assert_eq!(*new_code, minutes(12) + 80);
    telling.counts_down_rightly_from(*new_code + 81);
    assert!(telling.asked.iter().any(|asked| (*new_code..*new_code + 600).contains(asked)), "{:?}", telling.asked);
}

#[test]
fn the_buyer_sees_that_it_is_underway_and_is_not_heard_twice() {
    let telling = story()
        .codes_can_be_renewed()
        .answers_take(seconds(1))
        .wants_a_new_code(minutes(12))
        .wants_a_new_code(minutes(12) + 100)
        .wants_a_new_code(minutes(12) + 1_100)
        .told();
    assert_eq!(telling.view_at(minutes(12) - 1).scene, Scene::Expired(Renewal::Offered));
    assert_eq!(telling.view_at(minutes(12) + 500).scene, Scene::Expired(Renewal::Underway));
    assert_eq!(telling.new_codes.len(), 1);
}

#[test]
fn a_payment_that_came_meanwhile_needs_no_new_code() {
    let telling = story()
        .codes_can_be_renewed()
        .codes_are_never_closed()
        .buyer_pays_at(minutes(12) - 1)
        .wants_a_new_code(minutes(12))
        .told();
    telling.ends_in("paid");
    assert!(telling.new_codes.is_empty(), "{:?}", telling.new_codes);
}

#[test]
fn a_payment_that_comes_while_the_new_code_is_made_wins() {
    let telling = story()
        .codes_can_be_renewed()
        .codes_are_never_closed()
        .new_codes_take(seconds(9))
        .wants_a_new_code(minutes(12))
        .at(minutes(12) + seconds(5), Event::HeardFromTab(json!({"status": "SUCCESS"}).to_string()))
        .told();
    telling.ends_in("paid").reports(&[ErrorCode::RefreshAlreadyPaid]);
}

#[test]
fn without_an_answer_there_is_no_new_code() {
    let telling = story()
        .codes_can_be_renewed()
        .weather(minutes(12)..minutes(13), Weather::Http(500))
        .wants_a_new_code(minutes(12))
        .told();
    telling.ends_in("expired");
    assert!(telling.new_codes.is_empty(), "{:?}", telling.new_codes);
    assert!(telling.errors.contains(&ErrorCode::RefreshUnchecked));
    assert_eq!(telling.view_at(minutes(14)).scene, Scene::Expired(Renewal::Failed));
}

#[test]
fn a_strange_word_allows_no_new_code() {
    let telling = story()
        .codes_can_be_renewed()
        .weather(minutes(12)..minutes(13), Weather::StrangeWord)
        .wants_a_new_code(minutes(12))
        .told();
    assert!(telling.new_codes.is_empty(), "{:?}", telling.new_codes);
    assert!(telling.errors.contains(&ErrorCode::RefreshUnchecked));
}

#[test]
fn an_answer_that_was_underway_when_the_buyer_asked_does_not_count() {
    // The watch asks every 15 s; its question is in flight when the buyer asks for a new code.
    let telling = story().codes_can_be_renewed().told();
    let expired = telling.states[2].0;
    let watched = *telling.asked.iter().find(|asked| **asked > expired).unwrap();
    let telling = story().codes_can_be_renewed().wants_a_new_code(watched + 40).told();
    assert!(telling.new_codes[0] > watched + 500, "{:?}", telling.new_codes);
}

#[test]
fn a_merchant_who_gives_no_new_code_can_be_asked_again() {
    let telling = story()
        .codes_can_be_renewed()
        .merchant_refuses_new_codes()
        .wants_a_new_code(minutes(12))
        .wants_a_new_code(minutes(13))
        .told();
    telling.ends_in("expired").reports(&[ErrorCode::RefreshFailed, ErrorCode::RefreshFailed]);
    assert_eq!(telling.new_codes.len(), 2);
}

#[test]
fn a_new_code_that_never_comes_is_given_up() {
    let telling = story()
        .codes_can_be_renewed()
        .answers_take(20)
        .new_codes_take(minutes(10))
        .wants_a_new_code(minutes(11))
        .told();
    assert_eq!(telling.view_at(minutes(11) + seconds(29)).scene, Scene::Expired(Renewal::Underway));
    assert_eq!(telling.view_at(minutes(11) + seconds(31)).scene, Scene::Expired(Renewal::Failed));
    telling.ends_in("expired").reports(&[ErrorCode::RefreshFailed]);
}

#[test]
fn a_late_answer_to_a_request_that_was_given_up_replaces_no_newer_code() {
    let telling = story()
        .codes_can_be_renewed()
        .codes_are_never_closed()
        .answers_name_no_payment()
        .new_codes_take(seconds(50))
        .wants_a_new_code(minutes(12))
        .happens(minutes(12) + seconds(32), Happening::NewCodesTake(80))
        .wants_a_new_code(minutes(12) + seconds(33))
        .until(minutes(14))
        .told();
    telling.ends_in("waiting").reports(&[ErrorCode::RefreshFailed]);
    assert_eq!(telling.new_codes.len(), 2);
    for at in [minutes(12) + seconds(35), minutes(14)] {
        // The second request was answered first, so its payment was created first.
        assert_eq!(code_at(&telling, at).as_deref(), Some("https://qr.alipayplus.com/code-3"));
    }
}

#[test]
fn a_code_that_was_made_before_the_current_one_is_an_old_code() {
    let telling = story()
        .answers_name_no_payment()
        .merchant_creates_another_at(minutes(1))
        .merchant_creates_another_at(minutes(2))
        .page_refreshes_with(3, minutes(3))
        .page_refreshes_with(2, minutes(4))
        .until(minutes(5))
        .told();
    telling.passes(&["waiting"]).reports(&[ErrorCode::RefreshSameCode]);
    assert_eq!(code_at(&telling, minutes(5)).as_deref(), Some("https://qr.alipayplus.com/code-3"));
}

fn code_at(telling: &Telling, at: i64) -> Option<String> {
    match &telling.view_at(at).scene {
        Scene::Waiting(waiting) => waiting.payment.codes.text.clone(),
        _ => None,
    }
}

#[test]
fn nobody_is_offered_what_cannot_be_had() {
    let telling = story().wants_a_new_code(minutes(12)).told();
    assert_eq!(telling.view_at(minutes(12)).scene, Scene::Expired(Renewal::Unavailable));
    assert!(telling.new_codes.is_empty(), "{:?}", telling.new_codes);
}

#[test]
fn the_page_may_bring_a_new_code_at_any_time() {
    let telling = story().merchant_creates_another_at(minutes(2)).page_refreshes_with(2, minutes(2)).told();
    telling.is_at(minutes(11), "waiting").ends_in("expired").counts_down_rightly_from(minutes(2));
}

#[test]
fn a_failed_payment_may_be_tried_again() {
    let telling = story()
        .status_becomes(minutes(1), "FAIL")
        .merchant_creates_another_at(minutes(2))
        .status_of_payment_becomes(2, minutes(3), "SUCCESS")
        .page_refreshes_with(2, minutes(2))
        .told();
    telling.passes(&["waiting", "failed", "waiting", "paid"]);
    assert_eq!(telling.results.len(), 2);
}

#[test]
fn the_old_code_is_never_shown_again() {
    let telling =
        story().codes_can_be_renewed().wants_a_new_code(minutes(12)).page_refreshes_with(1, minutes(13)).told();
    assert!(telling.errors.contains(&ErrorCode::RefreshSameCode));
    assert_eq!(telling.new_codes.len(), 1);
}

#[test]
fn an_old_code_under_a_new_name_is_still_the_old_code() {
    let renamed = |payment_id: &str, code: &str| {
        let mut response: serde_json::Value =
            serde_json::from_str(&crate::support::messages::message("KASPI_KZ__pay_response_WAP")).unwrap();
        response["paymentId"] = json!(payment_id);
        response["paymentRequestId"] = json!(null);
        response["paymentCreateTime"] = json!(null);
        response["orderCodeForm"]["codeDetails"] = json!([{"displayType": "TEXT", "codeValue": code}]);
        response.to_string()
    };
    let telling = story()
        .merchant_creates_another_at(minutes(1))
        .page_refreshes_with(2, minutes(1))
        // Payment 1 again: by its code, and by one of its two names.
        .at(minutes(2), Event::Renewed(renamed("new", "https://qr.alipayplus.com/code-1")))
        .at(minutes(3), Event::Renewed(renamed("20260126194010800100188550244310001", "new")))
        .told();
    telling.is_at(minutes(4), "waiting").reports(&[ErrorCode::RefreshSameCode]);
    for seen in telling.seen.iter().filter(|seen| seen.at > minutes(1)) {
        if let Scene::Waiting(waiting) = &seen.view.scene {
            assert_eq!(waiting.payment.codes.text.as_deref(), Some("https://qr.alipayplus.com/code-2"));
        }
    }
}

#[test]
fn a_paid_order_takes_no_new_code() {
    let telling = story()
        .merchant_creates_another_at(minutes(2) + 1)
        .status_of_payment_becomes(1, minutes(2), "PENDING")
        .page_refreshes_with(2, minutes(3))
        .until(minutes(4))
        .told();
    telling.passes(&["waiting", "pending"]).reports(&[ErrorCode::RefreshAlreadyPaid]);
}

#[test]
fn the_current_code_is_no_new_code() {
    let telling = story().page_refreshes_with(1, minutes(1)).page_refreshes_with(1, minutes(12)).told();
    telling.passes(&["waiting", "confirming", "expired"]).reports(&[ErrorCode::RefreshSameCode]);
}

#[test]
fn a_payment_that_was_not_created_is_no_new_code() {
    let failed = json!({"result": {"resultStatus": "F"}, "paymentId": "new"}).to_string();
    let telling = story().at(minutes(1), Event::Renewed(failed)).until(minutes(2)).told();
    telling.passes(&["waiting"]).reports(&[ErrorCode::RefreshFailed]);
}

#[test]
fn a_code_that_was_made_at_the_same_moment_is_new() {
    let telling = story().merchant_creates_another_at(0).page_refreshes_with(2, minutes(1)).until(minutes(2)).told();
    assert_eq!(code_at(&telling, minutes(2)).as_deref(), Some("https://qr.alipayplus.com/code-2"));
}

#[test]
fn a_server_that_wishes_to_be_left_alone_does_not_keep_the_buyer_from_trying_again() {
    let telling = story()
        .codes_can_be_renewed()
        .codes_are_never_closed()
        .weather(minutes(11)..minutes(12), Weather::Busy(minutes(5)))
        .wants_a_new_code(minutes(12))
        .until(minutes(13))
        .told();
    let scene = |at: i64| &telling.view_at(at).scene;
    assert_eq!(*scene(minutes(12) + seconds(29)), Scene::Expired(Renewal::Underway));
    assert_eq!(*scene(minutes(12) + seconds(31)), Scene::Expired(Renewal::Failed));
    telling.reports(&[ErrorCode::StatusHttp429, ErrorCode::RefreshUnchecked]);
}
