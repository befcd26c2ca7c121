//! How payments end.

use kaspi_checkout::checkout::{Event, Link, Scene, Way};
use serde_json::json;

use crate::support::story::{hours, minutes, seconds, story};

#[test]
fn a_buyer_who_pays_is_taken_to_the_result() {
    let telling = story().buyer_pays_at(minutes(3)).told();
    telling.passes(&["waiting", "paid"]).reports(&[]);
    let [result] = &telling.results[..] else { panic!("{:?}", telling.results) };
    assert_eq!((result.status, result.state, result.late), ("SUCCESS", "paid", false));
    assert_eq!(result.onward.as_ref().unwrap().as_str(), "/thanks");
    assert_eq!(result.identity.payment_request_id.as_deref(), Some("PAYMENT_1"));
    let (paid, _) = telling.states[1];
    assert!((minutes(3)..minutes(3) + seconds(6)).contains(&paid), "{paid}");
}

#[test]
fn the_servers_place_wins_over_the_pages() {
    let telling = story().buyer_pays_at(0).answers_also_say(json!({"redirectUrl": "/orders/7"})).told();
    assert_eq!(telling.results[0].onward.as_ref().unwrap().as_str(), "/orders/7");
}

#[test]
fn a_failed_or_cancelled_payment_leads_to_the_failure_page() {
    for (status, state) in [("FAIL", "failed"), ("CANCELLED", "cancelled")] {
        let telling = story().status_becomes(minutes(1), status).told();
        telling.passes(&["waiting", state]);
        let [result] = &telling.results[..] else { panic!("{:?}", telling.results) };
        assert_eq!((result.status, result.state), (status, state));
        assert_eq!(result.onward.as_ref().unwrap().as_str(), "/sorry");
    }
}

#[test]
fn a_pending_payment_shows_no_code_until_its_final_word() {
    let telling = story().status_becomes(minutes(1), "PENDING").status_becomes(minutes(3), "SUCCESS").told();
    telling.passes(&["waiting", "pending", "paid"]);
    assert_eq!(telling.view_at(minutes(2)).scene, Scene::Pending);
}

#[test]
fn a_pending_payment_outlives_its_code() {
    let telling = story().status_becomes(minutes(9), "PENDING").status_becomes(minutes(15), "SUCCESS").told();
    telling.passes(&["waiting", "pending", "paid"]);
    assert!(telling.results[0].late);
}

#[test]
fn a_pending_payment_may_still_fail() {
    let telling = story().status_becomes(minutes(1), "PENDING").status_becomes(minutes(3), "FAIL").told();
    telling.passes(&["waiting", "pending", "failed"]);
}

#[test]
fn the_end_is_the_end() {
    let telling = story()
        .buyer_pays_at(minutes(1))
        .status_becomes(minutes(2), "FAIL")
        .at(minutes(3), Event::CheckNow)
        .returns(minutes(4))
        .at(minutes(5), Event::HeardFromTab(json!({"status": "CANCELLED"}).to_string()))
        .at(minutes(6), Event::StreamSaid(json!({"status": "FAIL"}).to_string()))
        .wants_a_new_code(minutes(7))
        .told();
    telling.passes(&["waiting", "paid"]);
    assert_eq!(telling.results.len(), 1);
    assert!(telling.asked.iter().all(|asked| *asked < minutes(1) + seconds(6)));
}

#[test]
fn a_buyer_who_comes_back_by_the_back_button_is_not_sent_away_again() {
    let telling = story().buyer_pays_at(minutes(1)).reloads(minutes(2)).told();
    telling.ends_in("paid");
    let onward: Vec<bool> = telling.results.iter().map(|result| result.onward.is_some()).collect();
    assert_eq!(onward, [true, false]);
    let Scene::Paid(ending) = &telling.view_at(minutes(5)).scene else { panic!() };
    assert_eq!(ending.onward.as_ref().unwrap().as_str(), "/thanks");
}

#[test]
fn a_page_that_wants_no_navigation_gets_none() {
    let telling = story().buyer_pays_at(minutes(1)).attribute(|page| page.redirect_target = Some("none".into())).told();
    telling.ends_in("paid");
    assert_eq!(telling.results[0].onward, None);
}

#[test]
fn a_word_that_nobody_knows_is_not_known_yet() {
    let telling = story().status_becomes(0, "ABRACADABRA").status_becomes(minutes(1), "SUCCESS").told();
    telling.passes(&["waiting", "paid"]).reports(&[kaspi_checkout::error_code::ErrorCode::StatusUnknown]);
}

#[test]
fn a_word_that_nobody_knows_makes_no_code_dead() {
    let telling = story().status_becomes(0, "COMPLETED").until(hours(1)).told();
    telling.passes(&["waiting", "confirming"]);
    let telling =
        story().status_becomes(0, "COMPLETED").status_becomes(minutes(30), "PROCESSING").until(hours(1)).told();
    telling.passes(&["waiting", "confirming", "expired"]);
}

/// A pay response that names its payment, and has nothing to show.
fn nothing_to_show() -> String {
    let mut pay_response: serde_json::Value = serde_json::from_str(&story().pay_response_of(1)).unwrap();
    let fields = pay_response.as_object_mut().unwrap();
    fields.retain(|name, _| ["result", "paymentId", "paymentRequestId"].contains(&name.as_str()));
    pay_response.to_string()
}

#[test]
fn a_payment_that_cannot_be_shown_is_asked_about_all_the_same() {
    for (word, state) in [("PENDING", "pending"), ("SUCCESS", "paid")] {
        let telling = story().with_pay_response(nothing_to_show()).status_becomes(minutes(1), word).told();
        telling.passes(&["rejected", state]);
    }
    for word in ["FAIL", "CANCELLED", "PROCESSING"] {
        let telling =
            story().with_pay_response(nothing_to_show()).status_becomes(minutes(1), word).until(hours(1)).told();
        telling.passes(&["rejected"]);
        assert!(
            telling.asked.len() > 10 && telling.asked.iter().all(|asked| *asked <= minutes(5)),
            "{:?}",
            telling.asked
        );
        assert_eq!(telling.view_at(minutes(2)).link, Link::Ok);
    }
}

/// A pay response with a hosted picture and no text of the code; with or without links.
fn a_picture(links: bool) -> String {
    let mut pay_response: serde_json::Value = serde_json::from_str(&story().pay_response_of(1)).unwrap();
    pay_response["orderCodeForm"]["codeDetails"] =
        json!([{"codeValue": "https://qr.alipayplus.com/picture", "displayType": "BIGIMAGE"}]);
    let is_link = |name: &str| ["applinkUrl", "normalUrl"].contains(&name);
    pay_response.as_object_mut().unwrap().retain(|name, _| links || !is_link(name));
    pay_response.to_string()
}

#[test]
fn a_picture_that_cannot_be_had_gives_way_to_what_else_is_there() {
    let lost = |links| story().with_pay_response(a_picture(links)).at(seconds(3), Event::PictureLost);
    let telling = lost(true).buyer_pays_at(minutes(1)).told();
    assert_eq!((telling.way_at(seconds(2)), telling.way_at(seconds(4))), (Way::Code, Way::Page));
    telling.passes(&["waiting", "paid"]);
    let nothing = kaspi_checkout::error_code::ErrorCode::PayResponseNothingToShow;
    lost(false).buyer_pays_at(minutes(1)).told().passes(&["waiting", "rejected", "paid"]).reports(&[nothing]);
    // Where a code is drawn, or none is on show, no picture is missed.
    story().at(seconds(3), Event::PictureLost).at(minutes(11), Event::PictureLost).told().reports(&[]);
}

#[test]
fn the_end_says_nothing_of_the_connection() {
    let telling = story().buyer_pays_at(minutes(1)).at(minutes(2), Event::Offline).told();
    assert_eq!(telling.ends_in("paid").view_at(minutes(3)).link, Link::Ok);
}
