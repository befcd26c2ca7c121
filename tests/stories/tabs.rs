//! Several tabs of one payment: one asks, all hear, each ends in the same state.

use kaspi_checkout::checkout::{Event, Renewal, Scene};
use kaspi_checkout::error_code::ErrorCode;
use serde_json::json;

use crate::support::story::{Story, hours, minutes, seconds, story};
use crate::support::telling::Telling;
use crate::support::weather::Weather;
use crate::support::world::Happening;

#[test]
fn both_end_in_the_same_state_with_one_result_each() {
    let tellings = story().a_second_tab_opens_at(seconds(20)).buyer_pays_at(minutes(3)).told_of_all_tabs();
    for telling in &tellings {
        telling.passes(&["waiting", "paid"]);
        assert_eq!(telling.results.len(), 1);
        assert!(telling.results[0].onward.is_some());
    }
    assert!((tellings[0].states[1].0 - tellings[1].states[1].0).abs() <= 1);
}

#[test]
fn one_asks_for_both() {
    let tellings = story().a_second_tab_opens_at(seconds(20)).told_of_all_tabs();
    let asked = |tab: usize, from, until| tellings[tab].asked.iter().filter(|at| (from..until).contains(*at)).count();
    // The younger one still asks often for some seconds when the older one does so no more.
    for (from, until) in [(seconds(30), minutes(2)), (minutes(2) + seconds(30), minutes(9))] {
        assert!(asked(0, from, until) > 20);
        assert_eq!(asked(1, from, until), 0);
    }
    // But for its first question, which tells it the server's clock.
    assert_eq!(tellings[1].asked[0], seconds(20));
}

#[test]
fn one_asks_for_both_also_at_the_pace_that_the_server_wishes() {
    let tellings = story()
        .answers_also_say(json!({"pollAfterMs": 5_000}))
        .a_second_tab_opens_at(seconds(21))
        .until(minutes(9))
        .told_of_all_tabs();
    assert_eq!(tellings[1].asked, [seconds(21)]);
    assert!(tellings[0].gaps(seconds(30), minutes(9)).iter().all(|gap| (5_000..=5_080).contains(gap)));
}

#[test]
fn the_second_asks_when_the_first_is_gone() {
    let tellings = story()
        .a_second_tab_opens_at(seconds(20))
        .happens(minutes(1), Happening::Close)
        .buyer_pays_at(minutes(2))
        .told_of_all_tabs();
    tellings[1].passes(&["waiting", "paid"]);
    assert!(tellings[1].states[1].0 < minutes(2) + seconds(4));
}

#[test]
fn the_second_asks_by_itself_when_the_first_falls_silent() {
    let tellings = story()
        .a_second_tab_opens_at(seconds(20))
        .happens(minutes(1), Happening::Freeze(minutes(20)))
        .buyer_pays_at(minutes(2))
        .told_of_all_tabs();
    tellings[1].passes(&["waiting", "paid"]);
    assert!(tellings[1].states[1].0 < minutes(2) + seconds(7), "{:?}", tellings[1].states);
}

#[test]
fn both_find_what_was_paid_while_the_machine_slept_though_the_endpoint_is_down_when_it_wakes() {
    let asleep = minutes(3);
    let awake = asleep + hours(1);
    let dead_by_then: &[&str] = &["waiting", "confirming", "paid"];
    for (lives, states) in [(minutes(10), dead_by_then), (hours(2), &["waiting", "paid"])] {
        let tellings = story()
            .code_lives(lives)
            .a_second_tab_opens_at(seconds(20))
            .happens(asleep, Happening::Sleep { ms: hours(1), counts: false })
            .buyer_pays_at(minutes(5))
            .weather(awake..awake + seconds(20), Weather::Http(503))
            .told_of_all_tabs();
        for telling in &tellings {
            telling.passes(states).reports(&[ErrorCode::StatusHttp5xx]);
            // The next question comes half a minute after an error at the latest.
            let (paid, _) = *telling.states.last().unwrap();
            assert!((awake + seconds(20)..awake + seconds(51)).contains(&paid), "{:?}", telling.states);
            assert_eq!(telling.results.len(), 1);
        }
    }
}

#[test]
fn where_locks_are_unknown_each_asks() {
    let tellings = story().locks_are_unknown().tabs_cannot_speak().a_second_tab_opens_at(seconds(1)).told_of_all_tabs();
    for telling in tellings {
        assert!(telling.gaps(seconds(15), minutes(1)).iter().all(|gap| *gap < seconds(3)));
    }
}

#[test]
fn tabs_that_cannot_speak_each_find_the_result() {
    let tellings =
        story().tabs_cannot_speak().a_second_tab_opens_at(seconds(1)).buyer_pays_at(minutes(3)).told_of_all_tabs();
    for telling in &tellings {
        telling.passes(&["waiting", "paid"]);
    }
    let slower = tellings[1].gaps(seconds(20), minutes(1));
    assert!(slower.iter().all(|gap| (3_960..=4_940).contains(gap)), "{slower:?}");
}

#[test]
fn a_tab_that_cannot_reach_the_server_hears_from_the_other() {
    let tellings = story()
        .a_second_tab_opens_at(seconds(20))
        .in_the_second_tab(minutes(1), Happening::Event(Event::Offline))
        .buyer_pays_at(minutes(2))
        .told_of_all_tabs();
    tellings[1].passes(&["waiting", "paid"]);
}

#[test]
fn both_confirm_and_both_expire() {
    let tellings = story()
        .codes_are_never_closed()
        .a_second_tab_opens_at(minutes(5))
        .weather(minutes(10)..minutes(10) + seconds(10), Weather::Broken)
        .told_of_all_tabs();
    for telling in &tellings {
        telling.passes(&["waiting", "confirming", "expired"]).counts_down_rightly_from(0);
    }
}

/// The codes that are on show at a time.
fn codes(tellings: &[Telling], at: i64) -> Vec<Option<&str>> {
    tellings
        .iter()
        .map(|telling| match &telling.view_at(at).scene {
            Scene::Waiting(waiting) => waiting.payment.codes.text.as_deref(),
            _ => None,
        })
        .collect()
}

#[test]
fn a_new_code_is_that_of_all_tabs() {
    let tellings = story()
        .codes_can_be_renewed()
        .codes_are_never_closed()
        .a_second_tab_opens_at(seconds(20))
        .wants_a_new_code(minutes(12))
        .until(minutes(13))
        .told_of_all_tabs();
    assert_eq!(codes(&tellings, minutes(13)), [Some("https://qr.alipayplus.com/code-2"); 2]);
    for telling in &tellings {
        telling.counts_down_rightly_from(minutes(12) + seconds(1));
    }
}

#[test]
fn a_new_code_that_the_page_brings_is_that_of_all_tabs() {
    let tellings = story()
        .merchant_creates_another_at(minutes(2))
        .a_second_tab_opens_at(seconds(20))
        .page_refreshes_with(2, minutes(2))
        .until(minutes(3))
        .told_of_all_tabs();
    assert_eq!(codes(&tellings, minutes(3)), [Some("https://qr.alipayplus.com/code-2"); 2]);
}

#[test]
fn one_new_code_is_asked_for_though_the_buyer_asks_in_both_tabs() {
    for (first, second) in [(0, 30), (30, 0), (0, 100), (100, 0), (0, 1_000), (1_000, 0), (0, 0)] {
        let tellings = story()
            .codes_can_be_renewed()
            .codes_are_never_closed()
            .new_codes_take(seconds(9))
            .a_second_tab_opens_at(seconds(20))
            .wants_a_new_code(minutes(12) + first)
            .in_the_second_tab(minutes(12) + second, Happening::Event(Event::WantsNewCode))
            .until(minutes(13))
            .told_of_all_tabs();
        let asked: usize = tellings.iter().map(|telling| telling.new_codes.len()).sum();
        assert_eq!(asked, 1, "{first} {second}");
        assert_eq!(codes(&tellings, minutes(13)), [Some("https://qr.alipayplus.com/code-2"); 2]);
        for telling in &tellings {
            assert_eq!(telling.view_at(minutes(12) + seconds(5)).scene, Scene::Expired(Renewal::Underway));
        }
    }
}

#[test]
fn a_tab_that_comes_while_a_new_code_is_made_does_not_ask_for_another() {
    for story in [story(), story().locks_are_unknown()] {
        let tellings = story
            .codes_can_be_renewed()
            .new_codes_take(seconds(9))
            .wants_a_new_code(minutes(12))
            .a_second_tab_opens_at(minutes(12) + seconds(1))
            .in_the_second_tab(minutes(12) + seconds(2), Happening::Event(Event::WantsNewCode))
            .until(minutes(13))
            .told_of_all_tabs();
        assert_eq!((tellings[0].new_codes.len(), tellings[1].new_codes.len()), (1, 0));
        assert_eq!(codes(&tellings, minutes(13)), [Some("https://qr.alipayplus.com/code-2"); 2]);
    }
}

#[test]
fn a_tab_that_is_closed_over_its_new_code_leaves_the_button_to_the_other() {
    let tellings = story()
        .codes_can_be_renewed()
        .new_codes_take(seconds(9))
        .a_second_tab_opens_at(seconds(20))
        .wants_a_new_code(minutes(12))
        .happens(minutes(12) + seconds(1), Happening::Close)
        .until(minutes(13))
        .told_of_all_tabs();
    let scene = |at: i64| &tellings[1].view_at(at).scene;
    assert_eq!(*scene(minutes(12) + seconds(39)), Scene::Expired(Renewal::Underway));
    assert_eq!(*scene(minutes(12) + seconds(41)), Scene::Expired(Renewal::Offered));
}

#[test]
fn a_tab_that_comes_late_hears_what_the_others_know_though_nobody_can_be_asked() {
    for (word, state) in [("PENDING", "pending"), ("SUCCESS", "paid")] {
        let tellings = story()
            .status_becomes(minutes(1), word)
            .weather(minutes(2)..hours(1), Weather::Http(500))
            .a_second_tab_opens_at(minutes(3))
            .told_of_all_tabs();
        tellings[1].passes(&["waiting", state]);
        assert!(tellings[1].states[1].0 <= minutes(3) + 2, "{:?}", tellings[1].states);
    }
}

#[test]
fn what_a_tab_knows_from_before_its_reload_is_told_to_those_that_come_late() {
    let tellings = story()
        .status_becomes(minutes(1), "SUCCESS")
        .weather(minutes(2)..hours(1), Weather::Http(500))
        .reloads(minutes(3))
        .a_second_tab_opens_at(minutes(4))
        .until(minutes(30))
        .told_of_all_tabs();
    for telling in &tellings {
        telling.ends_in("pending");
    }
}

#[test]
fn what_one_tab_hears_by_its_stream_all_hear() {
    let tellings = story()
        .a_second_tab_opens_at(seconds(20))
        .at(minutes(1), Event::StreamSaid(json!({"status": "SUCCESS"}).to_string()))
        .told_of_all_tabs();
    for telling in &tellings {
        telling.passes(&["waiting", "paid"]);
    }
}

#[test]
fn a_tab_that_knows_the_new_payment_alone_hears_that_an_old_one_is_paid() {
    for (word, state) in [("PENDING", "pending"), ("SUCCESS", "paid")] {
        let newer = story().merchant_creates_another_at(minutes(1)).pay_response_of(2);
        let told = |name: &str, word: &str| Event::HeardFromTab(json!({"status": word, "paymentId": name}).to_string());
        let opened = || {
            story().merchant_creates_another_at(minutes(1)).page_opens_at(minutes(2)).with_pay_response(newer.clone())
        };
        let telling = opened().at(minutes(3), told("the-old-one", word)).until(minutes(4)).told();
        telling.passes(&["waiting", state]).reports(&[]);
        // That an old one was closed is no news.
        opened().at(minutes(3), told("the-old-one", "FAIL")).until(minutes(4)).told().passes(&["waiting"]).reports(&[]);
    }
}

#[test]
fn a_tab_says_when_it_asks_for_a_new_code_so_that_no_other_one_does() {
    // The first is about to ask before the second can hear of it, and its question takes longer than the second's.
    let wants = minutes(10) + seconds(33);
    let tellings = story()
        .codes_can_be_renewed()
        .codes_are_never_closed()
        .new_codes_take(seconds(9))
        .a_second_tab_opens_at(minutes(10) + seconds(5))
        .weather(wants..wants + 100, Weather::Slow(seconds(9)))
        .wants_a_new_code(wants)
        .in_the_second_tab(wants + seconds(4), Happening::Event(Event::WantsNewCode))
        .until(minutes(11) + seconds(30))
        .told_of_all_tabs();
    let asked: usize = tellings.iter().map(|telling| telling.new_codes.len()).sum();
    assert_eq!(asked, 1);
    assert_eq!(codes(&tellings, minutes(11)), [Some("https://qr.alipayplus.com/code-2"); 2]);
}

#[test]
fn a_tab_that_comes_with_an_older_pay_response_hears_of_the_whole_order() {
    let renewed = || story().merchant_creates_another_at(minutes(1)).page_refreshes_with(2, minutes(1) + seconds(1));
    let come_late = |story: Story| {
        story
            .weather(minutes(2)..hours(1), Weather::Http(500))
            .a_second_tab_opens_at(minutes(3))
            .until(minutes(4))
            .told_of_all_tabs()
    };
    // The old payment or the new one is paid, as the first tab knows; the second one is opened with the old one.
    for (number, word, state) in [(1, "PENDING", "pending"), (2, "PENDING", "pending"), (2, "SUCCESS", "paid")] {
        let of = format!("PAYMENT_{number}");
        let said = json!({"status": word, "paymentRequestId": of}).to_string();
        let tellings = come_late(renewed().at(minutes(1) + seconds(30), Event::StreamSaid(said)));
        tellings[0].ends_in(state);
        assert_eq!(tellings[1].passed().last(), Some(&state), "{number} {word}");
        assert!(tellings[1].states[1].0 <= minutes(3) + 2, "{:?}", tellings[1].states);
    }
    // And the other way round.
    let said = json!({"status": "SUCCESS", "paymentRequestId": "PAYMENT_1"}).to_string();
    let tellings = renewed()
        .weather(minutes(2)..hours(1), Weather::Http(500))
        .a_second_tab_opens_at(minutes(3))
        .in_the_second_tab(minutes(4), Happening::Event(Event::StreamSaid(said)))
        .told_of_all_tabs();
    tellings[0].passes(&["waiting", "paid"]);
    assert!(tellings[0].states[1].0 <= minutes(4) + 2);
}

#[test]
fn what_is_said_of_an_older_payment_without_its_name_ends_no_newer_one() {
    let tellings = story()
        .merchant_creates_another_at(minutes(1))
        .page_refreshes_with(2, minutes(1) + seconds(1))
        .weather(minutes(2)..minutes(5), Weather::Http(500))
        .a_second_tab_opens_at(minutes(3))
        .in_the_second_tab(minutes(4), Happening::Event(Event::StreamSaid(json!({"status": "FAIL"}).to_string())))
        .until(minutes(5))
        .told_of_all_tabs();
    tellings[1].passes(&["waiting", "failed"]);
    tellings[0].passes(&["waiting"]);
}
