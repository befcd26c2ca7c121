//! When the endpoint is asked.

use kaspi_checkout::checkout::Event;
use kaspi_checkout::error_code::ErrorCode;
use serde_json::json;

use crate::support::story::{Story, hours, minutes, seconds, story};
use crate::support::weather::Weather;
use crate::support::world::Happening;

/// Whether all gaps lie around `ms`, up to a tenth off, plus the time of an answer.
#[track_caller]
fn are_about(gaps: &[i64], ms: i64) {
    assert!(gaps.len() > 5, "{gaps:?}");
    assert!(gaps.iter().all(|gap| (ms * 9 / 10..=ms * 11 / 10 + 100).contains(gap)), "{gaps:?}");
}

#[test]
fn the_first_question_is_asked_at_once() {
    assert_eq!(story().told().asked[0], 500);
}

#[test]
fn the_page_asks_often_while_buyers_pay() {
    let telling = story().told();
    let first = telling.gaps(0, seconds(10));
    assert!(first.len() >= 2 && first.iter().all(|gap| (3_600..=4_500).contains(gap)), "{first:?}");
    are_about(&telling.gaps(seconds(15), minutes(2)), 2_200);
    are_about(&telling.gaps(minutes(2) + seconds(5), minutes(10) - seconds(15)), seconds(15));
}

#[test]
fn the_gaps_are_never_quite_the_same() {
    let gaps = story().told().gaps(seconds(15), minutes(1));
    let (shortest, longest) = (gaps.iter().min().unwrap(), gaps.iter().max().unwrap());
    assert!(longest - shortest > 150, "{gaps:?}");
    assert_ne!(story().with_seed(1).told().asked, story().with_seed(2).told().asked);
}

#[test]
fn a_hidden_page_asks_slowly_and_at_once_when_it_is_seen_again() {
    let telling = story().hides(seconds(10)).returns(minutes(5)).told();
    are_about(&telling.gaps(seconds(26), minutes(5)), seconds(15));
    assert!(telling.asked.contains(&minutes(5)), "{:?}", telling.asked);
}

#[test]
fn who_comes_back_late_is_served_like_somebody_who_pays() {
    // The merchant's server hears of the payment when the buyer is back already.
    let telling = story().hides(minutes(2)).returns(minutes(5)).told();
    are_about(&telling.gaps(minutes(5), minutes(5) + seconds(30)), 2_200);
    are_about(&telling.gaps(minutes(5) + seconds(36), minutes(10) - seconds(15)), seconds(15));
}

#[test]
fn who_looks_away_for_a_moment_is_served_as_before() {
    let telling = story().hides(seconds(12)).returns(seconds(14)).told();
    are_about(&telling.gaps(seconds(20), minutes(2)), 2_200);
}

#[test]
fn whatever_brings_the_buyer_back_asks_at_once() {
    for event in [Event::Returned, Event::Online, Event::CheckNow] {
        let at = minutes(5) + 1_234;
        let telling = story().at(at, event.clone()).told();
        let prompt = telling.asked.iter().any(|asked| (at..=at + 600).contains(asked));
        assert!(prompt, "{event:?}");
    }
}

#[test]
fn impatience_asks_no_more_than_twice_a_second() {
    let mut tale = story();
    for click in 0..100 {
        tale = tale.at(seconds(5) + click * 50, Event::CheckNow);
    }
    let gaps = tale.told().gaps(0, minutes(1));
    assert!(gaps.iter().all(|gap| *gap >= 500), "{gaps:?}");
}

#[test]
fn errors_are_asked_again_after_a_growing_wait_for_ever() {
    let telling = story().code_lives(hours(1)).weather(0..minutes(50), Weather::Http(503)).until(minutes(50)).told();
    telling.passes(&["waiting"]).reports(&[ErrorCode::StatusHttp5xx]);
    let gaps = telling.gaps(0, minutes(50));
    for (gap, longest) in gaps.iter().zip([2, 4, 8, 16].into_iter().chain(std::iter::repeat(30))) {
        assert!((500..=seconds(longest) + 80).contains(gap), "{gap} of {longest}: {gaps:?}");
    }
    assert!(gaps.iter().any(|gap| *gap > seconds(20)));
    assert!(gaps.len() > 100, "{}", gaps.len());
}

#[test]
fn an_answer_ends_the_waiting_of_errors() {
    let telling = story().code_lives(hours(1)).weather(0..minutes(5), Weather::Broken).until(minutes(8)).told();
    are_about(&telling.gaps(minutes(6), minutes(8)), seconds(15));
}

#[test]
fn retry_after_is_obeyed_even_by_the_impatient() {
    let telling = story()
        .weather(seconds(10)..seconds(13), Weather::Busy(seconds(60)))
        .at(seconds(20), Event::CheckNow)
        .at(seconds(25), Event::StreamSaid(r#"{"status": "PROCESSING"}"#.into()))
        .returns(seconds(30))
        .told();
    let put_off = *telling.asked.iter().find(|asked| **asked >= seconds(10)).unwrap();
    let next = *telling.asked.iter().find(|asked| **asked > put_off).unwrap();
    assert_eq!(next, put_off + 80 + seconds(60));
    telling.reports(&[ErrorCode::StatusHttp429]);
}

#[test]
fn an_endpoint_that_says_no_is_asked_slowly() {
    for http in [401, 403, 404, 410] {
        let telling = story().weather(0..minutes(9), Weather::Http(http)).told();
        are_about(&telling.gaps(0, minutes(9)), seconds(30));
    }
}

#[test]
fn the_servers_wish_is_kept_within_its_bounds() {
    for (wish, gap) in [(100, 500), (7_000, 7_000), (600_000, 60_000)] {
        let telling = story().answers_also_say(json!({"pollAfterMs": wish})).told();
        let gaps = telling.gaps(0, minutes(9));
        assert!(gaps.iter().all(|got| (gap..=gap + 80).contains(got)), "{wish}: {gaps:?}");
    }
}

#[test]
fn a_question_is_given_up_after_ten_seconds_and_its_late_answer_is_dropped() {
    // The answer that comes 30 s late was written before the buyer paid; the next one is heard.
    let telling = story().weather(0..seconds(5), Weather::Slow(seconds(30))).buyer_pays_at(seconds(20)).told();
    telling.passes(&["waiting", "paid"]).reports(&[ErrorCode::StatusTimeout]);
    assert!(telling.asked[1] >= 500 + seconds(10) + 500);
    assert!(telling.states[1].0 < seconds(25), "{:?}", telling.states);
}

#[test]
fn an_endpoint_that_never_answers_is_asked_on() {
    let telling = story().weather(0..minutes(5), Weather::Silent).buyer_pays_at(minutes(4)).told();
    telling.passes(&["waiting", "paid"]);
    assert!(telling.states[1].0 < minutes(5) + seconds(41));
}

#[test]
fn nothing_is_asked_after_the_end() {
    let telling = story().status_becomes(minutes(1), "FAIL").at(minutes(2), Event::CheckNow).told();
    assert!(telling.asked.iter().all(|asked| *asked < minutes(1) + seconds(6)));
}

#[test]
fn a_pending_payment_is_asked_about_every_five_seconds() {
    let telling = story().status_becomes(0, "PENDING").until(minutes(5)).told();
    are_about(&telling.gaps(600, minutes(5)), seconds(5));
}

#[test]
fn a_frozen_tab_asks_at_once_when_it_is_thawed() {
    let telling = story().is_in_the_back_forward_cache(minutes(1)..minutes(6)).buyer_pays_at(minutes(2)).told();
    telling.passes(&["waiting", "paid"]);
    assert!(telling.states[1].0 <= minutes(6) + 700, "{:?}", telling.states);
}

#[test]
fn a_status_endpoint_that_is_named_later_is_asked_from_then_on() {
    let telling = story()
        .without_a_status_endpoint()
        .happens(minutes(1), Happening::SetAttributes(|page| page.sources.status = true))
        .buyer_pays_at(minutes(2))
        .told();
    telling.passes(&["waiting", "paid"]);
    assert_eq!(telling.asked[0], minutes(1));
}

#[test]
fn a_tab_that_has_lost_its_turn_leaves_the_asking_to_others_unless_there_can_be_none() {
    let lost = |telling: Story| telling.at(seconds(1), Event::LostTurn).until(minutes(2)).told();
    are_about(&lost(story()).gaps(seconds(12), minutes(2)), 4_400);
    let nameless = json!({"result": {"resultStatus": "U"}, "normalUrl": "https://l.kaspi.kz/page"}).to_string();
    let telling = lost(story().with_pay_response(nameless).answers_name_no_payment());
    are_about(&telling.gaps(seconds(12), minutes(2)), 2_200);
}

#[test]
fn what_one_source_has_wished_for_does_not_hold_for_another() {
    let telling = story()
        .weather(seconds(10)..seconds(13), Weather::Busy(minutes(3)))
        .at(seconds(20), Event::OtherSource)
        .until(minutes(1))
        .told();
    assert!(telling.asked.contains(&seconds(20)), "{:?}", telling.asked);
}

#[test]
fn a_new_code_does_not_make_up_for_retry_after() {
    let telling = story()
        .weather(seconds(10)..seconds(13), Weather::Busy(minutes(1)))
        .merchant_creates_another_at(seconds(20))
        .page_refreshes_with(2, seconds(20))
        .until(minutes(2))
        .told();
    let put_off = *telling.asked.iter().find(|asked| **asked >= seconds(10)).unwrap();
    let next = *telling.asked.iter().find(|asked| **asked > put_off).unwrap();
    assert_eq!(next, put_off + 80 + minutes(1));
}
