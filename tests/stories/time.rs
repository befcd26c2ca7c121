//! No clock can be trusted, and yet the rest is shown right within a second.

use kaspi_checkout::checkout::{Known, Memory, Remembered, Scene};
use kaspi_checkout::payment::Identity;
use kaspi_checkout::time::EpochMs;
use serde_json::json;

use crate::support::iso8601::Form;
use crate::support::merchant::Clock;
use crate::support::story::{hours, minutes, seconds, story};
use crate::support::world::{Happening, START};

#[test]
fn right_clocks_count_down_rightly() {
    story().told().counts_down_rightly_from(0).passes(&["waiting", "confirming", "expired"]);
}

#[test]
fn a_page_clock_that_is_hours_behind_is_put_right_by_the_first_answer() {
    for clock in [Clock::DateHeader, Clock::ServerTime] {
        let telling =
            story().page_opens_at(minutes(4)).page_clock_is_ahead_by(hours(-5)).server_tells_its_clock_by(clock).told();
        telling.counts_down_rightly_from(minutes(4) + 100).passes(&["waiting", "confirming", "expired"]);
    }
}

#[test]
fn a_page_clock_that_is_hours_ahead_shows_no_code_before_the_first_answer() {
    for clock in [Clock::DateHeader, Clock::ServerTime] {
        let telling =
            story().page_opens_at(minutes(4)).page_clock_is_ahead_by(hours(5)).server_tells_its_clock_by(clock).told();
        telling.is_at(minutes(4), "confirming").counts_down_rightly_from(minutes(4)).passes(&[
            "confirming",
            "waiting",
            "confirming",
            "expired",
        ]);
    }
}

#[test]
fn a_page_clock_before_the_creation_means_just_created() {
    let telling = story().page_clock_is_ahead_by(hours(-5)).server_tells_its_clock_by(Clock::Hidden).told();
    assert_eq!(telling.seen_at(600).counted, Some(minutes(10)));
}

#[test]
fn a_server_whose_clock_differs_from_the_worlds_is_right_all_the_same() {
    for ahead in [hours(-5), hours(5)] {
        story().server_clock_is_ahead_by(ahead).told().counts_down_rightly_from(600);
    }
}

#[test]
fn slow_answers_still_tell_the_time() {
    let telling = story().page_clock_is_ahead_by(hours(-5)).page_opens_at(minutes(1)).answers_take(900).told();
    telling.counts_down_rightly_from(minutes(1) + seconds(1));
}

#[test]
fn a_reload_in_the_middle_neither_restarts_nor_skips_anything() {
    for clock in [Clock::DateHeader, Clock::ServerTime, Clock::Hidden] {
        let telling = story().server_tells_its_clock_by(clock).reloads(minutes(3)).reloads(minutes(7)).told();
        telling.counts_down_rightly_from(0).ends_in("expired");
    }
}

#[test]
fn a_reload_keeps_what_was_known_of_the_servers_clock() {
    // The endpoint falls silent before the reload, and the page's clock is five hours behind.
    let telling = story()
        .page_opens_at(minutes(2))
        .page_clock_is_ahead_by(hours(-5))
        .weather(minutes(4)..hours(1), crate::support::weather::Weather::Broken)
        .reloads(minutes(5))
        .told();
    telling.counts_down_rightly_from(minutes(2) + 100).is_at(minutes(10) + seconds(2), "confirming");
}

#[test]
fn an_hour_of_sleep_is_noticed_whether_the_clock_counts_it_or_not() {
    for counts in [false, true] {
        let telling = story()
            .code_lives(hours(2))
            .happens(minutes(3), Happening::Sleep { ms: hours(1), counts })
            .until(hours(1) + minutes(30))
            .told();
        telling.counts_down_rightly_from(0).passes(&["waiting"]);
        let asked_on_waking =
            telling.asked.iter().any(|asked| (hours(1) + minutes(3)..=hours(1) + minutes(3) + 700).contains(asked));
        assert!(asked_on_waking, "{counts}");
    }
}

#[test]
fn a_code_that_died_in_an_hour_of_sleep_is_not_shown_on_waking() {
    for counts in [false, true] {
        let telling = story().happens(minutes(3), Happening::Sleep { ms: hours(1), counts }).told();
        telling.passes(&["waiting", "confirming", "expired"]).is_at(hours(1) + minutes(3), "confirming");
    }
}

#[test]
fn many_short_sleeps_add_up() {
    for (naps, ms) in [(25, 900), (50, 300)] {
        let mut tale = story().server_tells_its_clock_by(Clock::Hidden).codes_are_never_closed().code_lives(minutes(5));
        for nap in 0..naps {
            tale = tale.happens(seconds(5) * nap + 700, Happening::Sleep { ms, counts: false });
        }
        tale.told().counts_down_rightly_from(0).is_at(minutes(5) + seconds(2), "confirming");
    }
}

#[test]
fn a_wall_clock_that_is_set_while_the_page_is_open_is_put_right_by_the_next_answer() {
    for ms in [hours(5), hours(-5)] {
        let telling = story().happens(minutes(2), Happening::SetClock(ms)).told();
        telling.counts_down_rightly_from(minutes(2) + seconds(3)).ends_in("expired");
    }
}

#[test]
fn times_may_be_written_in_any_form() {
    for form in [
        Form { offset: 0, suffix: "Z", basic: false },
        Form { offset: 0, suffix: "z", basic: true },
        Form { offset: 360, suffix: "+06", basic: false },
        Form { offset: 360, suffix: "+0600", basic: true },
        Form { offset: 510, suffix: "+08:30", basic: false },
        Form { offset: -210, suffix: "-03:30", basic: false },
        Form { offset: -210, suffix: "\u{2212}0330", basic: false },
    ] {
        story().times_are_written(form).told().counts_down_rightly_from(0).reports(&[]);
    }
}

#[test]
fn a_corrected_expiry_moves_the_end() {
    let later = json!({"expireTime": START + minutes(20)});
    story()
        .codes_are_never_closed()
        .answers_also_say(later.clone())
        .told()
        .is_at(minutes(19), "waiting")
        .is_at(minutes(20) + 100, "confirming");
    // Even where nobody tells the server's clock.
    let telling =
        story().codes_are_never_closed().server_tells_its_clock_by(Clock::Hidden).answers_also_say(later).told();
    telling.is_at(minutes(19), "waiting").is_at(minutes(20) + 100, "confirming");
    let earlier = json!({"expireTime": START + minutes(5)});
    story()
        .codes_are_never_closed()
        .answers_also_say(earlier)
        .told()
        .is_at(minutes(4), "waiting")
        .is_at(minutes(5) + seconds(1), "confirming");
}

#[test]
fn an_expiry_that_only_the_server_knows_counts_as_soon_as_it_is_told() {
    let mut response: serde_json::Value =
        serde_json::from_str(&crate::support::messages::message("KASPI_KZ__pay_response_WAP")).unwrap();
    response["orderCodeForm"]["expireTime"] = json!(null);
    response["paymentCreateTime"] = json!(null);
    for clock in [Clock::DateHeader, Clock::Hidden] {
        let telling = story()
            .answers_name_no_payment()
            .codes_are_never_closed()
            .server_tells_its_clock_by(clock)
            .with_pay_response(response.to_string())
            .answers_also_say(json!({"expireTime": START + minutes(3)}))
            .told();
        telling.is_at(minutes(2), "waiting").is_at(minutes(3) + seconds(1), "confirming");
    }
}

#[test]
fn a_code_of_which_nothing_is_known_lives_ten_minutes() {
    let response = json!({"applinkUrl": "https://l.kaspi.kz/apm", "paymentId": "p"}).to_string();
    let telling = story().answers_name_no_payment().codes_are_never_closed().with_pay_response(response).told();
    telling.is_at(minutes(10), "waiting").is_at(minutes(10) + 600, "confirming");
}

#[test]
fn the_code_is_gone_in_the_moment_it_dies() {
    for latency in [80, 500, 950] {
        let telling = story().answers_take(latency).server_tells_its_clock_by(Clock::ServerTime).told();
        let (confirming, _) = telling.states[1];
        assert!((minutes(10) - 500..=minutes(10) + 500).contains(&confirming), "{confirming}");
        let last = telling.seen.iter().rfind(|seen| matches!(seen.view.scene, Scene::Waiting(_))).unwrap();
        assert!(last.counted.unwrap() > 0);
    }
}

#[test]
fn an_absurd_memory_harms_nobody() {
    for deadline in [i64::MIN, -1, 0, i64::MAX] {
        let payment_id = Some("20260126194010800100188550244310001".into());
        let known = Remembered { identity: Identity { payment_id, payment_request_id: None }, known: Known::Named };
        let memory = Memory {
            kept: EpochMs(deadline),
            expires: None,
            deadline: EpochMs(deadline),
            handed_off: false,
            chosen: None,
            concluded: false,
            order: vec![known],
        };
        let telling = story().remembering(memory).told();
        telling.counts_down_rightly_from(700).ends_in("expired");
    }
}

#[test]
fn the_memory_of_another_order_counts_for_nothing() {
    let known = Remembered {
        identity: Identity { payment_id: Some("another".into()), ..Identity::default() },
        known: Known::Paid,
    };
    let memory = Memory {
        kept: EpochMs(START),
        deadline: EpochMs(START),
        expires: None,
        handed_off: true,
        chosen: None,
        concluded: true,
        order: vec![known],
    };
    let telling = story().remembering(memory).buyer_pays_at(minutes(1)).told();
    telling.passes(&["waiting", "paid"]);
    assert!(telling.results[0].onward.is_some());
}

#[test]
fn a_time_that_no_server_shows_does_not_hide_the_date_header() {
    // Seconds for milliseconds, and microseconds.
    for odd in [START / 1_000, START * 1_000] {
        let telling = story()
            .answers_also_say(json!({"serverTime": odd}))
            .page_clock_is_ahead_by(hours(5))
            .until(minutes(5))
            .told();
        telling.passes(&["confirming", "waiting"]).counts_down_rightly_from(seconds(2));
    }
}

#[test]
fn a_clock_that_was_set_back_lengthens_no_life_that_was_kept() {
    // The payment itself tells no times, so that nothing else bounds it.
    let mut timeless: serde_json::Value = serde_json::from_str(&story().pay_response_of(1)).unwrap();
    for field in ["orderCodeForm", "paymentCreateTime"] {
        timeless.as_object_mut().unwrap().remove(field);
    }
    let telling = story()
        .with_pay_response(timeless.to_string())
        .server_tells_its_clock_by(Clock::Hidden)
        .codes_are_never_closed()
        .happens(minutes(4), Happening::Close)
        .happens(minutes(4), Happening::SetClock(hours(-5)))
        .happens(minutes(5), Happening::Open)
        .until(minutes(20))
        .told();
    telling.is_at(minutes(14), "waiting").is_at(minutes(15) + seconds(2), "confirming");
}
