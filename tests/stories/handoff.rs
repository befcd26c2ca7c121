//! The way into the app: once, announced, and never more than a hint.

use kaspi_checkout::checkout::{Event, Handoff, Scene, Way};
use serde_json::json;

use crate::support::merchant::Clock;
use crate::support::story::{Story, hours, minutes, seconds, story};
use crate::support::telling::Telling;
use crate::support::world::Happening;

const APP: &str = "https://l.kaspi.kz/apm?codeValue=code-1";
const PAGE: &str = "https://open-sea-global.alipayplus.com/checkout.htm?codeValue=code-1";

fn mode(tale: Story, mode: &str) -> Story {
    tale.attribute(|page| page.mode = Some(mode.into()))
}

#[track_caller]
fn stage(telling: &Telling, at: i64) -> Handoff {
    match &telling.view_at(at).scene {
        Scene::Waiting(waiting) => waiting.handoff,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn opens(telling: &Telling, expected: &[(i64, &str)]) {
    let opened: Vec<(i64, &str)> = telling.handoffs.iter().map(|(at, url)| (*at, url.as_str())).collect();
    assert_eq!(opened, expected);
}

#[test]
fn with_a_fresh_gesture_the_app_is_opened_at_once() {
    let telling = story().on_a_phone().with_a_fresh_gesture().told();
    opens(&telling, &[(500, APP)]);
    assert_eq!(telling.way_at(600), Way::App);
}

#[test]
fn without_one_it_is_announced_for_a_second() {
    let telling = story().on_a_phone().told();
    opens(&telling, &[(1_500, APP)]);
    assert_eq!(stage(&telling, 1_499), Handoff::Announced);
    assert_eq!(stage(&telling, 1_500), Handoff::Opened);
}

#[test]
fn in_that_second_the_buyer_can_choose_otherwise() {
    for way in [Way::Code, Way::Page, Way::App] {
        let telling = story().on_a_phone().chooses(1_000, way).told();
        opens(&telling, &[]);
        assert_eq!((telling.way_at(2_000), stage(&telling, 2_000)), (way, Handoff::Offered));
    }
}

#[test]
fn a_buyer_who_follows_the_link_first_is_not_sent_again() {
    let telling = story().on_a_phone().at(1_000, Event::Followed).told();
    opens(&telling, &[]);
    assert_eq!(stage(&telling, 1_001), Handoff::Opened);
}

#[test]
fn a_page_that_is_still_in_front_gives_a_hint() {
    let telling = story().on_a_phone().with_a_fresh_gesture().told();
    assert_eq!(stage(&telling, 500 + 2_499), Handoff::Opened);
    assert_eq!(stage(&telling, 500 + 2_500), Handoff::Hinted);
}

#[test]
fn a_page_that_went_behind_the_app_gives_none() {
    let telling = story().on_a_phone().with_a_fresh_gesture().hides(1_200).returns(minutes(2)).told();
    assert_eq!(stage(&telling, minutes(3)), Handoff::Opened);
    opens(&telling, &[(500, APP)]);
}

#[test]
fn coming_back_asks_at_once() {
    let telling = story()
        .on_a_phone()
        .with_a_fresh_gesture()
        .hides(1_200)
        .buyer_pays_at(seconds(40) - 200)
        .returns(seconds(40))
        .told();
    telling.passes(&["waiting", "paid"]);
    assert!(telling.states[1].0 <= seconds(40) + 700);
}

#[test]
fn nothing_opens_it_again() {
    let telling = story()
        .on_a_phone()
        .with_a_fresh_gesture()
        .hides(seconds(2))
        .returns(seconds(10))
        .reloads(seconds(20))
        .is_in_the_back_forward_cache(seconds(30)..seconds(60))
        .chooses(seconds(70), Way::Code)
        .chooses(seconds(80), Way::App)
        .reloads(seconds(90))
        .told();
    opens(&telling, &[(500, APP)]);
    assert_eq!(stage(&telling, seconds(25)), Handoff::Opened);
    assert_eq!(stage(&telling, seconds(81)), Handoff::Opened);
}

#[test]
fn a_second_tab_may_open_it_once_more() {
    let tellings = story().on_a_phone().a_second_tab_opens_at(seconds(30)).told_of_all_tabs();
    assert_eq!((tellings[0].handoffs.len(), tellings[1].handoffs.len()), (1, 1));
}

#[test]
fn a_hidden_page_opens_nothing_before_it_is_seen() {
    let telling = story().on_a_phone().with_a_fresh_gesture().opened_hidden().returns(seconds(30)).told();
    opens(&telling, &[(seconds(31), APP)]);
}

#[test]
fn a_page_that_is_hidden_while_it_announces_begins_again() {
    let telling = story().on_a_phone().hides(1_000).returns(seconds(30)).told();
    opens(&telling, &[(seconds(31), APP)]);
    // Hidden for less than what is left of the second: it goes on.
    let telling = story().on_a_phone().hides(1_000).returns(1_200).told();
    opens(&telling, &[(1_500, APP)]);
}

#[test]
fn inside_another_app_nothing_is_opened() {
    for way in ["auto", "app", "redirect"] {
        let telling = mode(story().on_a_phone().inside_another_app().with_a_fresh_gesture(), way).told();
        opens(&telling, &[]);
        let Scene::Waiting(waiting) = &telling.view_at(seconds(5)).scene else { panic!() };
        assert!(waiting.inside_another_app);
        assert_eq!(waiting.handoff, Handoff::Offered);
    }
}

#[test]
fn where_the_buyer_shall_tap_nothing_is_opened() {
    let telling = story().on_a_phone().attribute(|page| page.launch = Some("tap".into())).told();
    opens(&telling, &[]);
    assert_eq!((telling.way_at(seconds(5)), stage(&telling, seconds(5))), (Way::App, Handoff::Offered));
}

#[test]
fn on_a_desktop_the_code_is_shown_and_nothing_is_opened() {
    let telling = story().told();
    opens(&telling, &[]);
    let Scene::Waiting(waiting) = &telling.view_at(seconds(5)).scene else { panic!() };
    assert_eq!((waiting.way, &waiting.other_ways[..]), (Way::Code, &[Way::Page, Way::App][..]));
    assert!(!waiting.inside_another_app);
}

#[test]
fn the_mode_overrules_the_device() {
    let telling = mode(story().on_a_phone(), "qr").told();
    opens(&telling, &[]);
    assert_eq!(telling.way_at(seconds(5)), Way::Code);
    opens(&mode(story(), "app").told(), &[(1_500, APP)]);
    // A page needs no gesture.
    opens(&mode(story(), "redirect").told(), &[(1_500, PAGE)]);
}

#[test]
fn a_prevented_handoff_leaves_the_button_and_is_not_tried_again() {
    let telling = story().on_a_phone().page_prevents_the_handoff().reloads(seconds(20)).told();
    assert_eq!(telling.handoffs.len(), 1);
    assert_eq!(stage(&telling, seconds(5)), Handoff::Offered);
}

#[test]
fn the_buyers_choice_outlives_a_reload() {
    let telling = story().chooses(seconds(5), Way::App).reloads(seconds(10)).told();
    assert_eq!(telling.way_at(seconds(11)), Way::App);
    let telling = story().on_a_phone().chooses(seconds(5), Way::Code).reloads(seconds(10)).told();
    assert_eq!(telling.way_at(seconds(11)), Way::Code);
}

#[test]
fn a_way_that_is_not_offered_cannot_be_chosen() {
    let response = json!({"paymentId": "p", "normalUrl": "https://open.alipayplus.com/x"}).to_string();
    let telling = story()
        .with_pay_response(response)
        .answers_name_no_payment()
        .chooses(seconds(1), Way::Code)
        .chooses(seconds(1), Way::App)
        .told();
    let Scene::Waiting(waiting) = &telling.view_at(seconds(5)).scene else { panic!() };
    assert_eq!((waiting.way, waiting.other_ways.len()), (Way::Page, 0));
}

#[test]
fn an_old_response_opens_nothing_before_the_server_says_that_it_lives() {
    let telling = story().on_a_phone().with_a_fresh_gesture().page_clock_is_ahead_by(hours(5)).told();
    // The gesture is not fresh any more.
    assert_eq!(telling.handoffs.len(), 1);
    assert!(telling.handoffs[0].0 >= 1_500, "{:?}", telling.handoffs);
    let dead = story()
        .on_a_phone()
        .with_a_fresh_gesture()
        .server_tells_its_clock_by(Clock::Hidden)
        .page_opens_at(minutes(11))
        .told();
    opens(&dead, &[]);
}

#[test]
fn a_new_payment_may_be_opened_once_more() {
    let telling = story()
        .on_a_phone()
        .codes_can_be_renewed()
        .codes_are_never_closed()
        .at(minutes(12), Event::WantsNewCode)
        .told();
    let urls: Vec<&str> = telling.handoffs.iter().map(|(_, url)| url.as_str()).collect();
    assert_eq!(urls, [APP, "https://l.kaspi.kz/apm?codeValue=code-2"]);
}

#[test]
fn a_code_that_dies_during_the_announcement_is_not_opened() {
    let telling = story().on_a_phone().page_opens_at(minutes(10) - 300).told();
    opens(&telling, &[]);
}

#[test]
fn a_page_that_was_frozen_while_it_announced_does_not_open_a_dead_code() {
    let telling = story().on_a_phone().happens(1_000, Happening::Freeze(hours(1))).told();
    opens(&telling, &[]);
}

#[test]
fn the_screen_stays_awake_only_while_a_code_is_seen() {
    let telling = story().hides(seconds(10)).returns(seconds(20)).chooses(seconds(30), Way::App).told();
    let awake = |at| telling.seen.iter().rev().find(|seen| seen.at <= at).unwrap().keeps_awake;
    assert_eq!([1, 12, 22, 32, 900].map(|second| awake(seconds(second))), [true, false, true, false, false]);
}

#[test]
fn a_mode_that_changes_shows_its_way_and_opens_the_app_once() {
    let to = |tale: Story, at, set| tale.happens(at, Happening::SetAttributes(set));
    let tale = to(mode(story(), "qr"), seconds(5), |page| page.mode = Some("app".into()));
    let tale = to(tale, seconds(10), |page| page.mode = Some("qr".into()));
    let telling = to(tale, seconds(15), |page| page.mode = Some("app".into())).told();
    assert_eq!([1, 6, 11, 16].map(|at| telling.way_at(seconds(at))), [Way::Code, Way::App, Way::Code, Way::App]);
    opens(&telling, &[(seconds(6), APP)]);
}

#[test]
fn the_buyers_choice_outweighs_a_mode_that_changes() {
    let tale = mode(story(), "qr").chooses(seconds(5), Way::Page);
    let telling = tale.happens(seconds(10), Happening::SetAttributes(|page| page.mode = Some("app".into()))).told();
    assert_eq!([6, 11].map(|at| telling.way_at(seconds(at))), [Way::Page, Way::Page]);
}

#[test]
fn whoever_has_paid_is_not_sent_to_the_page() {
    let telling = mode(story(), "redirect").on_a_phone().with_a_fresh_gesture().buyer_pays_at(0).told();
    opens(&telling, &[]);
    assert_eq!(telling.states.last().unwrap().1, "paid");
}

#[test]
fn a_mode_that_changes_brings_no_code_back() {
    let telling = story()
        .status_becomes(minutes(1), "PENDING")
        .happens(minutes(2), Happening::SetAttributes(|page| page.mode = Some("app".into())))
        .until(minutes(3))
        .told();
    telling.passes(&["waiting", "pending"]);
}

#[test]
fn what_is_postponed_is_announced_anew_when_the_element_is_on_show() {
    let postponed = || story().on_a_phone().at(1_501, Event::HandoffPostponed);
    let telling = postponed().until(minutes(1)).told();
    assert_eq!(stage(&telling, minutes(1)), Handoff::Announced);
    let telling = postponed().at(seconds(20), Event::OnShow).told();
    opens(&telling, &[(1_500, APP), (seconds(21), APP)]);
    // The time that a buyer is given is not made longer by what was on show before.
    opens(&story().on_a_phone().at(1_000, Event::OnShow).told(), &[(1_500, APP)]);
    // After a reload it is announced again: nothing was opened.
    let telling = postponed().reloads(seconds(20)).until(minutes(1)).told();
    opens(&telling, &[(1_500, APP), (seconds(21), APP)]);
}

#[test]
fn a_launch_that_is_changed_within_the_second_holds() {
    let tap = Happening::SetAttributes(|page| page.launch = Some("tap".into()));
    let telling = story().on_a_phone().happens(1_000, tap).until(minutes(1)).told();
    opens(&telling, &[]);
    assert_eq!(stage(&telling, 1_100), Handoff::Offered);
}

#[test]
fn whoever_has_chosen_to_stay_is_not_sent_away_by_a_reload() {
    let telling = story().on_a_phone().chooses(1_000, Way::App).reloads(seconds(20)).until(minutes(1)).told();
    opens(&telling, &[]);
    assert_eq!(stage(&telling, seconds(30)), Handoff::Offered);
}
