//! The end of a code: confirming, late words, new codes.

use kaspi_checkout::checkout::{Event, Renewal, Scene};
use kaspi_checkout::error_code::ErrorCode;
use serde_json::json;

use crate::support::merchant::Clock;
use crate::support::story::{minutes, seconds, story};
use crate::support::weather::Weather;
use crate::support::world::START;

#[test]
fn confirming_asks_at_once_and_every_two_seconds_for_half_a_minute() {
    let telling = story().codes_are_never_closed().told();
    telling.passes(&["waiting", "confirming", "expired"]);
    let (from, until) = (telling.states[1].0, telling.states[2].0);
    assert!((seconds(30)..=seconds(34)).contains(&(until - from)), "{}", until - from);
    assert!(telling.asked.iter().any(|asked| (from..=from + 600).contains(asked)));
    let gaps = telling.gaps(from, until);
    assert!(gaps.iter().all(|gap| (1_800..=2_300).contains(gap)), "{gaps:?}");
    assert_eq!(telling.expired, 1);
}

#[test]
fn paid_in_the_last_tenth_of_a_second() {
    let telling = story().buyer_pays_at(minutes(10) - 100).told();
    telling.passes(&["waiting", "confirming", "paid"]);
    assert_eq!(telling.results.len(), 1);
}

#[test]
fn paid_while_confirming_is_paid_late() {
    let telling = story().codes_are_never_closed().buyer_pays_at(minutes(10) + seconds(20)).told();
    telling.passes(&["waiting", "confirming", "paid"]);
    assert!(telling.results[0].late);
}

#[test]
fn when_the_buyer_paid_tells_whether_it_was_late() {
    for (paid, late) in [(minutes(10) - 1, false), (minutes(10), false), (minutes(10) + 1, true)] {
        let telling = story()
            .codes_are_never_closed()
            .buyer_pays_at(minutes(10) + seconds(5))
            .answers_also_say(json!({"paymentTime": START + paid}))
            .told();
        assert_eq!(telling.results[0].late, late, "{paid}");
    }
}

#[test]
fn paid_after_the_expiry_was_shown_is_paid() {
    let telling = story().codes_are_never_closed().buyer_pays_at(minutes(13)).told();
    telling.passes(&["waiting", "confirming", "expired", "paid"]);
    assert!(telling.results[0].late);
    assert!(telling.results[0].onward.is_some());
}

#[test]
fn a_dead_code_is_watched_for_five_minutes_and_then_only_on_demand() {
    let telling = story().told();
    let expired = telling.states[2].0;
    let gaps = telling.gaps(expired, expired + minutes(5));
    assert!(gaps.iter().all(|gap| (seconds(13)..=seconds(17)).contains(gap)), "{gaps:?}");
    assert!(telling.asked.iter().all(|asked| *asked <= expired + minutes(5)));
    let telling = story().codes_are_never_closed().buyer_pays_at(minutes(30)).at(minutes(31), Event::CheckNow).told();
    telling.ends_in("paid");
}

#[test]
fn a_failure_at_the_expiry_is_the_expiry() {
    // Antom closes the code; the page's own estimate is a little behind.
    for early in [0, 300, 900] {
        let telling = story()
            .answers_take(10)
            .server_tells_its_clock_by(Clock::ServerTime)
            .status_becomes(minutes(10) - early, "FAIL")
            .at(minutes(10) - early + 10, Event::CheckNow)
            .told();
        telling.ends_in("expired");
        assert_eq!(telling.results, []);
    }
    story().status_becomes(minutes(10) - seconds(10), "FAIL").told().ends_in("failed");
}

#[test]
fn a_cancelled_payment_is_cancelled_even_while_confirming() {
    let telling = story().codes_are_never_closed().status_becomes(minutes(10) + seconds(10), "CANCELLED").told();
    telling.passes(&["waiting", "confirming", "cancelled"]);
}

#[test]
fn a_code_that_is_closed_after_it_died_stays_expired() {
    let telling = story().codes_are_never_closed().status_becomes(minutes(12), "CANCELLED").told();
    telling.passes(&["waiting", "confirming", "expired"]);
}

#[test]
fn time_offline_does_not_count_against_the_payment() {
    let telling = story()
        .codes_are_never_closed()
        .offline(minutes(9) + seconds(50)..minutes(14))
        .buyer_pays_at(minutes(10) - seconds(5))
        .told();
    telling.passes(&["waiting", "confirming", "paid"]).is_at(minutes(14) - 1, "confirming");
}

#[test]
fn time_of_errors_does_not_count_against_the_payment() {
    let telling = story()
        .codes_are_never_closed()
        .weather(minutes(10)..minutes(14), Weather::Http(500))
        .buyer_pays_at(minutes(13))
        .told();
    telling.passes(&["waiting", "confirming", "paid"]).is_at(minutes(13), "confirming");
}

#[test]
fn a_single_answer_between_errors_does_not_end_the_confirming() {
    let telling = story()
        .codes_are_never_closed()
        .weather(minutes(10)..minutes(11), Weather::Broken)
        .weather(minutes(11) + seconds(5)..minutes(14), Weather::Broken)
        .until(minutes(14))
        .told();
    telling.passes(&["waiting", "confirming"]);
}

#[test]
fn an_old_response_shows_no_code() {
    let telling = story().codes_are_never_closed().page_opens_at(minutes(11)).told();
    telling.passes(&["confirming", "expired"]);
    assert!(telling.seen.iter().all(|seen| !matches!(seen.view.scene, Scene::Waiting(_))));
}

#[test]
fn without_anyone_to_ask_the_expiry_is_all_that_is_known() {
    let telling = story().without_a_status_endpoint().told();
    telling.passes(&["waiting", "expired"]);
    assert!(telling.asked.is_empty(), "{:?}", telling.asked);
}

mod renewing {
    use super::*;

    #[test]
    fn a_new_code_is_asked_for_after_one_more_question() {
        let telling = story().codes_can_be_renewed().wants_a_new_code(minutes(12)).told();
        telling.passes(&["waiting", "confirming", "expired", "waiting", "confirming", "expired"]);
        let [new_code] = &telling.new_codes[..] else { panic!("{:?}", telling.new_codes) };
        assert!(telling.asked.contains(&minutes(12)));
        assert_eq!(*new_code, minutes(12) + 80);
        telling.counts_down_rightly_from(*new_code + 81);
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
        // It is taken all the same if it comes at last.
        telling.is_at(minutes(21) + 100, "waiting");
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
}

mod superseded {
    use super::*;

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
}
