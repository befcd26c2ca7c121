//! Facts that the merchant's server pushes; asking is the fallback.

use kaspi_checkout::checkout::Event;

use crate::support::story::{Story, minutes, seconds, story};
use crate::support::world::Happening;

#[test]
fn what_the_stream_says_is_heard_at_once() {
    let telling = story().with_a_stream().buyer_pays_at(minutes(3)).told();
    telling.passes(&["waiting", "paid"]);
    assert_eq!(telling.states[1].0, minutes(3) + 40);
}

#[test]
fn beside_a_stream_hardly_anything_is_asked() {
    let telling = story().with_a_stream().told();
    let gaps = telling.gaps(seconds(3), minutes(9));
    assert!(gaps.len() >= 6 && gaps.iter().all(|gap| *gap > seconds(50)), "{gaps:?}");
}

#[test]
fn what_happened_before_the_stream_was_open_is_asked_for() {
    let telling = story().with_a_stream().at(1_500, Event::StreamClosed).told();
    let reopened = telling.streams[1];
    assert!((seconds(31)..seconds(32)).contains(&reopened), "{:?}", telling.streams);
    let since = |asked: &&i64| (reopened + 80..=reopened + seconds(60)).contains(*asked);
    let asked: Vec<i64> = telling.asked.iter().filter(since).copied().collect();
    assert!(asked.len() == 1 && asked[0] <= reopened + seconds(3), "{:?}", telling.asked);
}

#[test]
fn a_stream_that_comes_and_goes_makes_nobody_ask_more_often() {
    let flapping = |mut story: Story| {
        for second in (2..60).step_by(2) {
            story = story.at(seconds(second), Event::StreamOpened).at(seconds(second) + 900, Event::StreamClosed);
        }
        story.until(minutes(1)).told().asked.len()
    };
    let seen = flapping(story().with_a_stream());
    assert!((15..=30).contains(&seen), "{seen}");
    let hidden = flapping(story().with_a_stream().at(1_000, Event::Hidden));
    assert!((3..=6).contains(&hidden), "{hidden}");
}

#[test]
fn a_stream_that_breaks_is_replaced_by_asking_and_opened_again() {
    let telling = story().with_a_stream().at(minutes(1), Event::StreamClosed).until(minutes(5)).told();
    assert!(telling.asked.iter().any(|asked| (minutes(1)..minutes(1) + 600).contains(asked)), "{:?}", telling.asked);
    let gaps = telling.gaps(minutes(1), minutes(1) + seconds(30));
    assert!(gaps.len() >= 8 && gaps.iter().all(|gap| *gap < seconds(4)), "{gaps:?}");
    assert_eq!(telling.streams, [500, minutes(1) + seconds(30)]);
    assert!(telling.gaps(minutes(1) + seconds(32), minutes(5)).iter().all(|gap| *gap > seconds(50)));
}

#[test]
fn a_stream_that_cannot_be_opened_is_tried_again_now_and_then() {
    let telling = story().with_a_stream().stream_is_down().buyer_pays_at(minutes(5)).told();
    telling.passes(&["waiting", "paid"]);
    let gaps: Vec<i64> = telling.streams.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(gaps.len() >= 8 && gaps.iter().all(|gap| *gap == seconds(30) + 80), "{gaps:?}");
}

#[test]
fn a_silent_stream_is_found_out_by_a_question_a_minute() {
    let telling = story().with_a_stream().stream_says_nothing().buyer_pays_at(minutes(3)).told();
    telling.passes(&["waiting", "paid"]);
    assert!(telling.states[1].0 < minutes(4) + seconds(10));
}

#[test]
fn the_stream_is_closed_at_the_end_and_when_a_dead_code_is_no_longer_watched() {
    let paid = story().with_a_stream().buyer_pays_at(minutes(1)).told();
    assert_eq!(paid.stream_closed, [minutes(1) + 40]);
    let expired = story().with_a_stream().told();
    assert_eq!(expired.stream_closed, [expired.states[2].0 + minutes(5)]);
}

#[test]
fn a_new_payment_gets_a_new_stream() {
    let telling = story()
        .with_a_stream()
        .codes_can_be_renewed()
        .codes_are_never_closed()
        .wants_a_new_code(minutes(12))
        .until(minutes(13))
        .told();
    assert_eq!((telling.streams.len(), telling.stream_closed.len()), (2, 1));
    assert_eq!(telling.streams[1], telling.stream_closed[0]);
}

#[test]
fn a_page_with_a_stream_alone_hears_the_result() {
    let telling = story().with_a_stream().without_a_status_endpoint().buyer_pays_at(minutes(3)).told();
    telling.passes(&["waiting", "paid"]);
    assert!(telling.asked.is_empty(), "{:?}", telling.asked);
    let late =
        story().with_a_stream().without_a_status_endpoint().codes_are_never_closed().buyer_pays_at(minutes(12)).told();
    late.passes(&["waiting", "expired", "paid"]);
}

#[test]
fn a_stream_that_is_named_later_is_opened_then() {
    let telling = story()
        .with_a_stream()
        .attribute(|page| page.sources.stream = false)
        .happens(minutes(1), Happening::SetAttributes(|page| page.sources.stream = true))
        .buyer_pays_at(minutes(3))
        .told();
    assert_eq!(telling.streams, [minutes(1)]);
    assert_eq!(telling.states[1], (minutes(3) + 40, "paid"));
}

#[test]
fn a_stream_that_is_named_no_longer_is_closed() {
    let telling = story()
        .with_a_stream()
        .happens(minutes(1), Happening::SetAttributes(|page| page.sources.stream = false))
        .until(minutes(3))
        .told();
    assert_eq!(telling.stream_closed, [minutes(1)]);
    let gaps = telling.gaps(minutes(1) + seconds(10), minutes(2));
    assert!(gaps.len() > 5 && gaps.iter().all(|gap| *gap < seconds(3)), "{gaps:?}");
}
