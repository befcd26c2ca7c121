//! Earlier payments of an order that has a new code: they may have been paid in their last second.

use kaspi_checkout::checkout::{Event, Scene};
use kaspi_checkout::error_code::ErrorCode;
use serde_json::{Value, json};

use crate::support::merchant::Merchant;
use crate::support::story::{minutes, seconds, story};
use crate::support::world::{Happening, START};

#[test]
fn an_old_payment_that_was_paid_in_its_last_second_ends_the_order() {
    let telling = story()
        .codes_can_be_renewed()
        .codes_are_never_closed()
        .wants_a_new_code(minutes(12))
        .buyer_pays_at(minutes(13))
        .told();
    telling.ends_in("paid");
    let [result] = &telling.results[..] else { panic!("{:?}", telling.results) };
    assert_eq!(result.identity.payment_request_id.as_deref(), Some("PAYMENT_1"));
    assert!(result.late, "its code had died long before");
}

#[test]
fn an_old_payment_that_was_paid_in_its_time_is_not_late() {
    let telling = story()
        .merchant_creates_another_at(minutes(9))
        .page_refreshes_with(2, minutes(9))
        .buyer_pays_at(minutes(11))
        .answers_also_say(json!({"paymentTime": START + minutes(10)}))
        .told();
    assert!(!telling.results[0].late);
}

#[test]
fn an_old_payment_that_was_paid_after_its_time_is_late() {
    let telling = story()
        .merchant_creates_another_at(minutes(9))
        .page_refreshes_with(2, minutes(9))
        .buyer_pays_at(minutes(11))
        .answers_also_say(json!({"paymentTime": START + minutes(10) + 1}))
        .told();
    assert!(telling.results[0].late);
}

#[test]
fn an_old_payment_that_is_heard_of_before_its_time_is_over_is_not_late() {
    let paid = |at: i64| {
        story().merchant_creates_another_at(minutes(9)).page_refreshes_with(2, minutes(9)).buyer_pays_at(at).told()
    };
    assert!(!paid(minutes(9) + seconds(5)).results[0].late);
    assert!(paid(minutes(10) + seconds(5)).results[0].late);
}

fn about(number: usize, status: &str) -> Event {
    let id = format!("2026012619401080010018855024431{number:04}");
    Event::HeardFromTab(json!({"paymentStatus": status, "paymentId": id}).to_string())
}

#[test]
fn the_end_of_the_new_payment_does_not_end_an_old_one_that_is_paid() {
    for word in ["FAIL", "CANCELLED"] {
        let telling = story()
            .merchant_creates_another_at(minutes(1))
            .page_refreshes_with(2, minutes(1))
            .at(minutes(2), about(1, "PENDING"))
            .at(minutes(2) + 1, about(2, word))
            .at(minutes(2) + 2, about(1, "SUCCESS"))
            .told();
        telling.passes(&["waiting", "pending", "paid"]);
    }
}

#[test]
fn an_old_payment_that_failed_after_all_gives_the_new_code_back() {
    for word in ["FAIL", "CANCELLED"] {
        let telling = story()
            .merchant_creates_another_at(minutes(1))
            .page_refreshes_with(2, minutes(1))
            .at(minutes(2), about(1, "PENDING"))
            .at(minutes(2) + 1, about(1, word))
            .until(minutes(3))
            .told();
        telling.passes(&["waiting", "pending", "waiting"]);
    }
}

#[test]
fn a_word_that_names_the_old_payment_is_about_no_new_one_that_lacks_the_name() {
    for missing in [&["paymentId"][..], &["paymentRequestId"], &["paymentId", "paymentRequestId"]] {
        let mut merchant = Merchant::ordinary();
        merchant.create(START);
        merchant.create(START + minutes(1));
        let mut newer: Value = serde_json::from_str(&merchant.pay_response(2)).unwrap();
        for name in missing {
            newer.as_object_mut().unwrap().remove(*name);
        }
        let renewed = || story().at(minutes(1), Event::Renewed(newer.to_string()));
        for word in ["FAIL", "CANCELLED"] {
            let telling = renewed().at(minutes(2), about(1, word)).until(minutes(3)).told();
            telling.passes(&["waiting"]);
        }
        let paid = renewed().at(minutes(2), about(1, "SUCCESS")).told();
        paid.passes(&["waiting", "paid"]);
        assert_eq!(paid.results[0].identity.payment_request_id.as_deref(), Some("PAYMENT_1"), "{missing:?}");
        let failed = renewed().at(minutes(2), Event::HeardFromTab(r#"{"status": "FAIL"}"#.into())).told();
        failed.passes(&["waiting", "failed"]);
    }
}

#[test]
fn an_old_payment_that_was_closed_changes_nothing() {
    for word in ["FAIL", "CANCELLED", "PROCESSING"] {
        let telling = story()
            .merchant_creates_another_at(minutes(1))
            .page_refreshes_with(2, minutes(1))
            .at(minutes(2), about(1, word))
            .until(minutes(3))
            .told();
        telling.passes(&["waiting"]);
    }
}

#[test]
fn an_endpoint_that_speaks_only_of_an_old_payment_does_not_confirm_for_ever() {
    for word in ["FAIL", "CANCELLED"] {
        let telling = story()
            .merchant_creates_another_at(minutes(1))
            .page_refreshes_with(2, minutes(1))
            .status_becomes(minutes(2), word)
            .answers_speak_of_payment_from(1, minutes(2))
            .told();
        telling.passes(&["waiting", "confirming", "expired"]);
    }
}

#[test]
fn what_is_said_of_an_old_payment_allows_no_new_code() {
    let telling = story()
        .codes_can_be_renewed()
        .codes_are_never_closed()
        .wants_a_new_code(minutes(12))
        .answers_speak_of_payment_from(1, minutes(23))
        .wants_a_new_code(minutes(25))
        .told();
    assert_eq!(telling.new_codes.len(), 1);
    assert!(telling.errors.contains(&ErrorCode::RefreshUnchecked));
}

#[test]
fn a_new_code_that_was_refused_may_come_again_once_the_old_payment_has_failed() {
    for word in ["FAIL", "CANCELLED"] {
        let telling = story()
            .merchant_creates_another_at(minutes(1))
            .at(minutes(2), about(1, "PENDING"))
            .page_refreshes_with(2, minutes(3))
            .at(minutes(4), about(1, word))
            .page_refreshes_with(2, minutes(5))
            .until(minutes(6))
            .told();
        let ended = if word == "FAIL" { "failed" } else { "cancelled" };
        telling.passes(&["waiting", "pending", ended, "waiting"]);
        assert!(telling.errors.contains(&ErrorCode::RefreshAlreadyPaid));
    }
}

#[test]
fn a_new_code_that_was_refused_may_come_again_after_a_reload_too() {
    let telling = story()
        .merchant_creates_another_at(minutes(1))
        .at(minutes(2), about(1, "PENDING"))
        .page_refreshes_with(2, minutes(3))
        .reloads(minutes(4))
        .at(minutes(5), about(1, "FAIL"))
        .page_refreshes_with(2, minutes(6))
        .until(minutes(7))
        .told();
    telling.ends_in("waiting");
    let Scene::Waiting(waiting) = &telling.view_at(minutes(7)).scene else { panic!("no code") };
    assert_eq!(waiting.payment.codes.text.as_deref(), Some("https://qr.alipayplus.com/code-2"));
}

#[test]
fn a_new_code_that_was_refused_begins_a_page_of_its_own_once_the_old_payment_has_failed() {
    let story = story().merchant_creates_another_at(minutes(1));
    let another = story.pay_response_of(2);
    let telling = story
        .at(minutes(2), about(1, "PENDING"))
        .page_refreshes_with(2, minutes(3))
        .at(minutes(4), about(1, "FAIL"))
        .happens(minutes(5), Happening::ReloadWith(another))
        .at(minutes(6), about(2, "SUCCESS"))
        .told();
    telling.passes(&["waiting", "pending", "failed", "closed", "waiting", "paid"]);
}

#[test]
fn the_word_that_was_on_its_way_when_a_new_code_came_counts_if_it_is_good() {
    let with_answer = |word, named: bool| {
        let story = story()
            .status_of_payment_becomes(1, 0, word)
            .answers_take(seconds(3))
            .merchant_creates_another_at(seconds(1))
            .page_refreshes_with(2, seconds(1))
            .answers_speak_of_payment_from(2, seconds(4));
        if named { story.told() } else { story.answers_name_no_payment().told() }
    };
    for named in [true, false] {
        let telling = with_answer("SUCCESS", named);
        telling.passes(&["waiting", "paid"]);
        assert_eq!(telling.results[0].identity.payment_request_id.as_deref(), Some("PAYMENT_1"), "{named}");
        assert!(telling.states[1].0 < seconds(4));
        with_answer("PENDING", named).is_at(minutes(1), "pending");
        with_answer("FAIL", named).is_at(minutes(1), "waiting");
        with_answer("CANCELLED", named).is_at(minutes(1), "waiting");
    }
}

#[test]
fn no_new_code_is_taken_once_another_payment_of_the_order_is_paid_though_the_current_one_has_failed() {
    for word in ["PENDING", "SUCCESS"] {
        let told = json!({"status": word, "paymentId": "an-older-one"}).to_string();
        let telling = story()
            .status_becomes(minutes(1), "FAIL")
            .at(minutes(2), Event::HeardFromTab(told))
            .merchant_creates_another_at(minutes(3))
            .page_refreshes_with(2, minutes(3))
            .told();
        telling.passes(&["waiting", "failed"]).reports(&[ErrorCode::RefreshAlreadyPaid]);
    }
    // What is told of the payment that has failed is no news.
    let telling = story()
        .status_becomes(minutes(1), "FAIL")
        .at(minutes(2), Event::HeardFromTab(json!({"status": "PENDING"}).to_string()))
        .merchant_creates_another_at(minutes(3))
        .page_refreshes_with(2, minutes(3))
        .until(minutes(4))
        .told();
    telling.passes(&["waiting", "failed", "waiting"]).reports(&[]);
}
