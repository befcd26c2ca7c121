//! A reload whose page still holds the first pay response of an order that has a new code by now.

use kaspi_checkout::checkout::{Event, Renewal, Scene, View};
use kaspi_checkout::error_code::ErrorCode;
use serde_json::json;

use crate::support::merchant::Clock;
use crate::support::story::{Story, minutes, seconds, story};
use crate::support::weather::Weather;
use crate::support::world::{Happening, START};

/// The buyer got a new code at 12 min, and the page is opened anew at 13 min with the old pay response.
fn reloaded() -> Story {
    story().codes_can_be_renewed().codes_are_never_closed().wants_a_new_code(minutes(12)).reloads(minutes(13))
}

fn code(view: &View) -> Option<&str> {
    match &view.scene {
        Scene::Waiting(waiting) => waiting.payment.codes.text.as_deref(),
        _ => None,
    }
}

#[test]
fn the_payment_of_the_new_code_is_heard() {
    let telling = reloaded().status_of_a_later_payment_becomes(2, minutes(13) + seconds(10), "SUCCESS").told();
    telling.ends_in("paid");
    let [result] = &telling.results[..] else { panic!("{:?}", telling.results) };
    assert_eq!(result.identity.payment_request_id.as_deref(), Some("PAYMENT_2"));
    assert!(result.onward.is_some());
}

#[test]
fn the_payment_of_the_old_code_is_heard_too() {
    let telling = reloaded().status_of_a_later_payment_becomes(1, minutes(13) + seconds(10), "SUCCESS").told();
    telling.ends_in("paid");
    assert_eq!(telling.results[0].identity.payment_request_id.as_deref(), Some("PAYMENT_1"));
    assert!(telling.results[0].late);
}

#[test]
fn the_old_code_is_not_shown_however_long_it_would_have_lived() {
    let telling = story()
        .codes_can_be_renewed()
        .codes_are_never_closed()
        .merchant_creates_another_at(minutes(2))
        .page_refreshes_with(2, minutes(2))
        .reloads(minutes(3))
        .until(minutes(14))
        .told();
    telling.passes(&["waiting", "closed", "confirming", "expired"]).is_at(minutes(12) - 1, "confirming");
    for seen in telling.seen.iter().filter(|seen| seen.at > minutes(2)) {
        assert_ne!(code(&seen.view), Some("https://qr.alipayplus.com/code-1"), "at {}", seen.at);
    }
}

#[test]
fn the_buyer_can_have_another_code_once_the_new_one_is_dead() {
    let telling = reloaded().wants_a_new_code(minutes(14)).wants_a_new_code(minutes(24)).until(minutes(25)).told();
    telling.is_at(minutes(14), "confirming").is_at(minutes(22), "confirming");
    assert_eq!(telling.new_codes.len(), 2);
    assert_eq!(telling.view_at(minutes(24) - 1).scene, Scene::Expired(Renewal::Offered));
    assert_eq!(telling.view_at(minutes(24) - 1).amount, telling.view_at(minutes(1)).amount);
    assert_eq!(code(telling.view_at(minutes(25))), Some("https://qr.alipayplus.com/code-3"));
}

#[test]
fn the_merchant_may_hand_the_new_code_out_again() {
    let telling = reloaded().page_refreshes_with_a_later_payment(2, minutes(14)).until(minutes(15)).told();
    telling.ends_in("waiting").counts_down_rightly_from(minutes(14));
    assert_eq!(code(telling.view_at(minutes(15))), Some("https://qr.alipayplus.com/code-2"));
}

#[test]
fn a_buyer_who_was_taken_to_the_result_of_the_new_code_is_not_taken_again() {
    let telling = story()
        .codes_can_be_renewed()
        .codes_are_never_closed()
        .wants_a_new_code(minutes(12))
        .status_of_a_later_payment_becomes(2, minutes(13), "SUCCESS")
        .reloads(minutes(14))
        .told();
    telling.ends_in("paid");
    let onward: Vec<bool> = telling.results.iter().map(|result| result.onward.is_some()).collect();
    assert_eq!(onward, [true, false]);
}

#[test]
fn a_new_code_that_was_cancelled_is_cancelled() {
    reloaded().status_of_a_later_payment_becomes(2, minutes(13) + seconds(10), "CANCELLED").told().ends_in("cancelled");
}

#[test]
fn what_is_paid_shows_no_code_after_a_reload() {
    for status in ["PENDING", "SUCCESS"] {
        let telling = story().status_becomes(minutes(1), status).reloads(minutes(2)).until(minutes(3)).told();
        for seen in telling.seen.iter().filter(|seen| seen.at > minutes(1) + seconds(6)) {
            assert!(!matches!(seen.view.scene, Scene::Waiting(_)), "{status} at {}", seen.at);
        }
    }
}

#[test]
fn a_pending_payment_that_failed_before_a_reload_has_failed() {
    story()
        .status_becomes(minutes(1), "PENDING")
        .status_becomes(minutes(2), "FAIL")
        .reloads(minutes(3))
        .told()
        .ends_in("failed");
}

#[test]
fn what_is_paid_is_known_though_the_page_tells_fewer_names() {
    for name in ["paymentId", "paymentRequestId"] {
        let pending = || story().status_becomes(minutes(1), "PENDING").reloads_without(name, minutes(2));
        pending().reloads(minutes(3)).until(minutes(4)).told().ends_in("pending");
        pending().status_becomes(minutes(3), "FAIL").told().ends_in("failed");
        pending()
            .weather(minutes(2)..minutes(5), Weather::Silent)
            .reloads(minutes(3))
            .until(minutes(4))
            .told()
            .passes(&["waiting", "pending", "closed", "pending", "closed", "pending"]);
    }
}

#[test]
fn what_was_kept_of_a_payment_with_one_name_is_known_of_it_with_two() {
    for name in ["paymentId", "paymentRequestId"] {
        let telling = story()
            .reloads_without(name, 1_000)
            .status_becomes(minutes(1), "PENDING")
            .weather(minutes(2)..minutes(5), Weather::Silent)
            .happens(minutes(2), Happening::ReloadWith(story().pay_response_of(1)))
            .until(minutes(4))
            .told();
        telling.passes(&["waiting", "closed", "waiting", "pending", "closed", "pending"]);
    }
}

#[test]
fn what_is_settled_fails_by_one_word_of_the_server_after_a_reload_too() {
    let settled = json!({"result": {"resultStatus": "S"}, "paymentId": "1"}).to_string();
    let telling = story()
        .with_pay_response(settled)
        .answers_name_no_payment()
        .reloads(minutes(1))
        .status_becomes(minutes(2), "FAIL")
        .told();
    telling.ends_in("failed");
}

#[test]
fn a_code_that_is_known_by_its_name_alone_is_asked_about_as_if_it_were_on_show() {
    let telling = reloaded().until(minutes(20)).told();
    let gaps = telling.gaps(minutes(16), minutes(20));
    assert!(gaps.len() > 10 && gaps.iter().all(|gap| (13_500..=16_600).contains(gap)), "{gaps:?}");
}

#[test]
fn a_corrected_expiry_is_kept() {
    // Told once, by an answer of which the page after the reload knows nothing.
    let told =
        |expires: i64| Event::HeardFromTab(json!({"status": "PROCESSING", "expireTime": START + expires}).to_string());
    let telling = story()
        .server_tells_its_clock_by(Clock::DateHeader)
        .at(minutes(1), told(minutes(5)))
        .reloads(minutes(2))
        .until(minutes(7))
        .told();
    telling.is_at(minutes(5) - seconds(2), "waiting").is_at(minutes(5) + seconds(2), "confirming");
}

#[test]
fn a_life_that_the_server_has_lengthened_is_not_cut_by_a_reload_without_answers() {
    let telling = story()
        .answers_also_say(json!({"expireTime": START + minutes(20)}))
        .weather(minutes(2)..minutes(30), Weather::Broken)
        .reloads(minutes(3))
        .until(minutes(22))
        .told();
    telling.is_at(minutes(20) - seconds(2), "waiting").is_at(minutes(20) + seconds(2), "confirming");
}

#[test]
fn what_is_paid_is_not_rejected_for_a_pay_response_that_shows_nothing() {
    let empty = json!({"result": {"resultStatus": "U"}, "paymentRequestId": "PAYMENT_1", "paymentId": "20260126194010800100188550244310001"});
    let telling = story()
        .status_becomes(minutes(1), "PENDING")
        .happens(minutes(2), Happening::ReloadWith(empty.to_string()))
        .status_becomes(minutes(3), "SUCCESS")
        .told();
    telling.passes(&["waiting", "pending", "closed", "pending", "paid"]);
    let telling = story().happens(minutes(2), Happening::ReloadWith(empty.to_string())).told();
    telling.passes(&["waiting", "closed", "rejected"]).reports(&[ErrorCode::PayResponseNothingToShow]);
}

#[test]
fn a_payment_that_is_known_by_its_name_has_its_whole_time_and_then_the_grace_of_any_other() {
    let reloaded = || {
        story()
            .codes_can_be_renewed()
            .codes_are_never_closed()
            .code_lives(minutes(30))
            .merchant_creates_another_at(minutes(2))
            .page_refreshes_with(2, minutes(2))
            .reloads(minutes(3))
    };
    let telling = reloaded().told();
    telling.passes(&["waiting", "closed", "confirming", "expired"]);
    let (expired, _) = *telling.states.last().unwrap();
    assert!((minutes(32) + seconds(29)..minutes(32) + seconds(35)).contains(&expired), "{:?}", telling.states);
    let gaps = telling.gaps(minutes(32) + seconds(1), minutes(32) + seconds(29));
    assert!(gaps.len() > 10 && gaps.iter().all(|gap| *gap < seconds(3)), "{gaps:?}");
    assert!(telling.asked.iter().any(|asked| (minutes(32)..=minutes(32) + 50).contains(asked)), "{:?}", telling.asked);
    // Paid in the last seconds, heard of a little later.
    let telling = reloaded().status_of_payment_becomes(2, minutes(32) + seconds(4), "SUCCESS").told();
    telling.passes(&["waiting", "closed", "confirming", "paid"]);
}

#[test]
fn an_earlier_payment_that_its_own_pay_response_calls_settled_is_paid() {
    let mut settled: serde_json::Value = serde_json::from_str(&story().pay_response_of(1)).unwrap();
    settled["result"]["resultStatus"] = "S".into();
    let telling = story()
        .merchant_creates_another_at(minutes(2))
        .page_refreshes_with(2, minutes(2))
        .happens(minutes(3), Happening::ReloadWith(settled.to_string()))
        .until(minutes(20))
        .told();
    telling.passes(&["waiting", "closed", "pending"]);
}

#[test]
fn what_is_paid_under_one_name_is_so_under_both() {
    for (first, then) in [("paymentId", "paymentRequestId"), ("paymentRequestId", "paymentId")] {
        let mut one_name: serde_json::Value = serde_json::from_str(&story().pay_response_of(1)).unwrap();
        one_name.as_object_mut().unwrap().remove(first);
        // Nothing tells that what has one name and what has the other are the same payment, until both are told.
        let telling = story()
            .with_pay_response(one_name.to_string())
            .reloads_without(then, seconds(20))
            .status_becomes(minutes(1), "PENDING")
            .weather(minutes(2)..minutes(9), Weather::Silent)
            .happens(minutes(3), Happening::ReloadWith(story().pay_response_of(1)))
            .until(minutes(5))
            .told();
        telling.passes(&["waiting", "closed", "waiting", "pending", "closed", "pending"]);
    }
}

#[test]
fn another_payment_that_the_merchant_calls_by_the_same_name_is_another_one() {
    let mut another: serde_json::Value = serde_json::from_str(&story().pay_response_of(1)).unwrap();
    another["paymentId"] = "another".into();
    let telling = story()
        .answers_name_no_payment()
        .status_becomes(minutes(1), "PENDING")
        .weather(minutes(2)..minutes(9), Weather::Silent)
        .happens(minutes(3), Happening::ReloadWith(another.to_string()))
        .until(minutes(4))
        .told();
    telling.passes(&["waiting", "pending", "closed", "waiting"]);
}

#[test]
fn two_payments_that_share_a_name_are_each_known_to_be_paid() {
    let original = story().pay_response_of(1);
    let mut another: serde_json::Value = serde_json::from_str(&original).unwrap();
    another["paymentId"] = "another".into();
    let said = json!({"status": "PENDING", "paymentId": "another"}).to_string();
    let telling = story()
        .status_becomes(minutes(1), "PENDING")
        .weather(minutes(2)..minutes(9), Weather::Silent)
        .happens(minutes(3), Happening::ReloadWith(another.to_string()))
        .at(minutes(4), Event::StreamSaid(said))
        .happens(minutes(5), Happening::ReloadWith(original))
        .until(minutes(6))
        .told();
    telling.passes(&["waiting", "pending", "closed", "waiting", "pending", "closed", "pending"]);
}

#[test]
fn a_code_whose_life_the_server_has_cut_does_not_come_back_with_its_old_expiry() {
    let cut = json!({"expireTime": START + minutes(5)});
    let reloaded = || {
        story()
            .merchant_creates_another_at(minutes(1))
            .page_refreshes_with(2, minutes(1) + seconds(1))
            .answers_also_say(cut.clone())
            .codes_are_never_closed()
            .reloads(minutes(3))
    };
    // While it lives, it is shown as long as the server has said.
    let telling = reloaded().page_refreshes_with(2, minutes(4)).until(minutes(8)).told();
    telling.is_at(minutes(4) + seconds(1), "waiting").is_at(minutes(5) + seconds(1), "confirming").ends_in("expired");
    // Once it is dead, it stays so.
    let telling = reloaded().page_refreshes_with(2, minutes(7)).until(minutes(8)).told();
    telling.ends_in("expired").reports(&[ErrorCode::RefreshSameCode]);
}
