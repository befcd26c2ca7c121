//! Who may tell the merchant that a payment is paid, and how often it counts.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a failed unwrap is the assertion")]

mod support;

use kaspi_merchant::state::State;
use support::World;

#[tokio::test]
async fn the_word_of_antom_pays_the_order() {
    let world = World::new().await;
    let page = world.order().await;
    assert_eq!(world.status(&page).await["status"], "PROCESSING");
    world.phone(page.code(), "approve", "normal").await;
    world.until(&page, &[State::Paid]).await;
    let status = world.status(&page).await;
    assert_eq!(status["status"], "SUCCESS");
    assert_eq!(status["paymentRequestId"], page.request_id());
    assert_eq!(status["redirectUrl"], page.text("resultUrl"));
}

#[tokio::test]
async fn a_forged_word_is_refused() {
    let world = World::new().await;
    let page = world.order().await;
    let by_another = support::Notice { by_antom: false, ..world.notice(&page, "PAYMENT_RESULT", "S") };
    assert_eq!(world.notify(by_another).await, 401);
    let failed = world.notice(&page, "PAYMENT_RESULT", "F");
    let changed = support::Notice { sent: Some(failed.body.replace("\"F\"", "\"S\"")), ..failed };
    assert_eq!(world.notify(changed).await, 401);
    assert_eq!(world.states(&page).await, [State::Open]);
}

#[tokio::test]
async fn a_word_outside_of_five_minutes_is_refused_both_ways() {
    let world = World::new().await;
    let page = world.order().await;
    let early = world.notice(&page, "PAYMENT_RESULT", "S");
    world.advance(301);
    assert_eq!(world.notify(early).await, 401);
    let future = kaspi_antom::time::universal(world.merchant.after(jiff::SignedDuration::from_secs(301)));
    let from_the_future = support::Notice { time: future, ..world.notice(&page, "PAYMENT_RESULT", "S") };
    assert_eq!(world.notify(from_the_future).await, 401);
    assert_eq!(world.states(&page).await, [State::Open]);
}

#[tokio::test]
async fn a_word_about_an_unknown_payment_is_not_acknowledged() {
    let world = World::new().await;
    let page = world.order().await;
    let mut notice = world.notice(&page, "PAYMENT_RESULT", "S");
    notice.body = notice.body.replace(page.request_id(), "another");
    assert_eq!(world.notify(notice).await, 404);
}

#[tokio::test]
async fn another_amount_or_another_payment_id_is_not_acknowledged() {
    let world = World::new().await;
    let page = world.order().await;
    for (real, other) in [("10000", "1"), ("SGD", "KZT"), (page.payment_id(), "2026")] {
        let mut notice = world.notice(&page, "PAYMENT_RESULT", "S");
        notice.body = notice.body.replace(real, other);
        assert_eq!(world.notify(notice).await, 422, "{real}");
    }
    assert_eq!(world.states(&page).await, [State::Open]);
}

#[tokio::test]
async fn eight_repeats_at_once_are_all_acknowledged_and_count_once() {
    let world = World::new().await;
    let page = world.order().await;
    let mut bell = world.merchant.bell.listen(page.id());
    let notices = (0..8).map(|_| world.notify(world.notice(&page, "PAYMENT_RESULT", "S")));
    assert_eq!(futures_util::future::join_all(notices).await, [200; 8]);
    assert_eq!(world.states(&page).await, [State::Paid]);
    bell.changed().await.unwrap();
    assert_eq!(world.notify(world.notice(&page, "PAYMENT_RESULT", "S")).await, 200);
    assert!(!bell.has_changed().unwrap(), "a repeat is no news");
}

#[tokio::test]
async fn pending_is_not_paid_and_does_not_undo_paid() {
    let world = World::new().await;
    let page = world.order().await;
    assert_eq!(world.notify(world.notice(&page, "PAYMENT_PENDING", "S")).await, 200);
    assert_eq!(world.status(&page).await["status"], "PENDING");
    assert_eq!(world.notify(world.notice(&page, "PAYMENT_RESULT", "S")).await, 200);
    for (late_type, late_verdict) in [("PAYMENT_PENDING", "S"), ("PAYMENT_RESULT", "F")] {
        assert_eq!(world.notify(world.notice(&page, late_type, late_verdict)).await, 200);
        assert_eq!(world.status(&page).await["status"], "SUCCESS");
    }
}

#[tokio::test]
async fn a_signed_success_for_a_failed_payment_counts_only_if_antom_says_so_when_asked() {
    let world = World::new().await;
    let page = world.order().await;
    world.phone(page.code(), "decline", "normal").await;
    world.until(&page, &[State::Failed]).await;
    assert_eq!(world.notify(world.notice(&page, "PAYMENT_RESULT", "S")).await, 200);
    assert_eq!(world.states(&page).await, [State::Failed]);
}

#[tokio::test]
async fn a_word_that_cannot_be_checked_now_is_left_to_be_sent_again() {
    let world = World::new().await;
    let page = world.order().await;
    world.advance(601);
    world.until(&page, &[State::Failed]).await;
    world.plan_fault("inquiryPayment", "broken", 3).await;
    world.phone(page.code(), "approve-late", "lost").await;
    assert_eq!(world.notify(world.notice(&page, "PAYMENT_RESULT", "S")).await, 503);
    assert_eq!(world.notify(world.notice(&page, "PAYMENT_RESULT", "S")).await, 200);
    assert_eq!(world.states(&page).await, [State::Paid]);
}
