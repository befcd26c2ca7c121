//! The end of a code: confirming, late words, new codes.

use kaspi_checkout::checkout::{Event, Scene};
use serde_json::json;

use crate::support::merchant::Clock;
use crate::support::story::{hours, minutes, seconds, story};
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
    story().status_becomes(minutes(10) - seconds(20), "FAIL").told().ends_in("failed");
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

#[test]
fn answers_between_errors_do_not_add_up_to_the_end_of_the_confirming() {
    // Four seconds of errors and one of answers, for ten minutes.
    let told = (0..120).fold(story().codes_are_never_closed(), |story, cycle| {
        let from = minutes(10) + cycle * seconds(5);
        story.weather(from..from + seconds(4), Weather::Broken)
    });
    told.until(minutes(20)).told().passes(&["waiting", "confirming"]);
}

#[test]
fn a_payment_that_failed_before_its_expiry_has_failed_though_the_pages_clock_says_that_it_is_over() {
    for clock in [Clock::DateHeader, Clock::ServerTime] {
        let telling =
            story().page_clock_is_ahead_by(hours(1)).server_tells_its_clock_by(clock).status_becomes(0, "FAIL").told();
        telling.passes(&["confirming", "failed"]);
    }
}

#[test]
fn an_expiry_that_no_server_can_mean_changes_nothing() {
    for expires in [json!(0), json!(-1), json!(1_800_000_000), json!("0001-01-01T00:00:00Z")] {
        let telling = story().answers_also_say(json!({"expireTime": expires})).told();
        telling.is_at(minutes(10) - seconds(2), "waiting");
    }
}

#[test]
fn a_server_that_wishes_to_be_asked_seldom_is_waited_for_no_longer() {
    for (wish, until) in [(30_000, 35), (60_000, 65)] {
        let telling =
            story().codes_are_never_closed().answers_also_say(json!({"pollAfterMs": wish})).until(minutes(14)).told();
        telling.is_at(minutes(10) + seconds(20), "confirming").is_at(minutes(10) + seconds(until), "expired");
    }
}

#[test]
fn a_question_on_demand_that_fails_is_asked_again_though_the_watch_is_over() {
    let telling = story()
        .codes_are_never_closed()
        .buyer_pays_at(minutes(20))
        .weather(minutes(31)..minutes(31) + seconds(5), Weather::Broken)
        .returns(minutes(31))
        .told();
    telling.ends_in("paid");
    // Whoever does not answer at all is not asked for ever.
    let silent = story().codes_are_never_closed().weather(minutes(20)..minutes(90), Weather::Broken);
    let telling = silent.returns(minutes(31)).told();
    let asked: Vec<_> = telling.asked.iter().filter(|asked| **asked > minutes(20)).collect();
    assert!((4..=6).contains(&asked.len()) && *asked[0] == minutes(31), "{asked:?}");
}
