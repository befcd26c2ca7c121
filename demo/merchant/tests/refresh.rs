//! A new code, and every way in which the old one may still be paid.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a failed unwrap is the assertion")]

mod support;

use kaspi_merchant::state::State;
use support::{World, renewed};

#[tokio::test]
async fn an_unpaid_code_is_closed_before_a_new_one_is_made() {
    let world = World::new().await;
    let page = world.order().await;
    let next = renewed(&page, world.refresh(&page).await).await;
    assert_ne!(next.request_id(), page.request_id());
    assert_ne!(next.code(), page.code());
    assert_eq!(world.states(&page).await, [State::Cancelled, State::Open]);
    let at_antom: Vec<_> = world.antoms_payments().await.iter().map(|one| one["paymentStatus"].clone()).collect();
    assert_eq!(at_antom, ["CANCELLED", "PROCESSING"]);
    world.phone(next.code(), "approve", "normal").await;
    world.until(&page, &[State::Cancelled, State::Paid]).await;
    let status = world.status(&page).await;
    assert_eq!(status["status"], "SUCCESS");
    assert_eq!(status.get("paymentId"), None, "a tab with the old code must hear it too");
}

#[tokio::test]
async fn asked_twice_or_by_eight_tabs_at_once_it_makes_one() {
    let world = World::new().await;
    let page = world.order().await;
    let answers = futures_util::future::join_all((0..8).map(|_| world.refresh(&page))).await;
    let mut codes = Vec::new();
    for answer in answers {
        codes.push(renewed(&page, answer).await.code().to_owned());
    }
    codes.dedup();
    assert_eq!(codes.len(), 1);
    assert_eq!(world.antoms_payments().await.len(), 2);
    assert_eq!(renewed(&page, world.refresh(&page).await).await.code(), codes[0]);
}

#[tokio::test]
async fn a_payment_that_nobody_told_of_is_found_and_no_new_code_is_made() {
    let world = World::new().await;
    let page = world.order().await;
    world.phone(page.code(), "approve", "lost").await;
    assert_eq!(world.refresh(&page).await.status(), 409);
    assert_eq!(world.status(&page).await["status"], "SUCCESS");
    assert_eq!(world.antoms_payments().await.len(), 1);
}

#[tokio::test]
async fn a_pending_payment_is_not_replaced() {
    let world = World::new().await;
    let page = world.order().await;
    world.phone(page.code(), "approve-pending", "lost").await;
    assert_eq!(world.refresh(&page).await.status(), 409);
    assert_eq!(world.status(&page).await["status"], "PENDING");
}

#[tokio::test]
async fn while_antom_cannot_be_asked_there_is_no_new_code() {
    let world = World::new().await;
    for (operation, times) in [("inquiryPayment", 3), ("cancel", 3)] {
        let page = world.order().await;
        world.plan_fault(operation, "broken", times).await;
        let refused = world.refresh(&page).await;
        assert_eq!(refused.status(), 503);
        assert_eq!(refused.headers()["retry-after"], "2");
        renewed(&page, world.refresh(&page).await).await;
        assert_eq!(world.states(&page).await, [State::Cancelled, State::Open], "{operation}");
    }
}

#[tokio::test]
async fn a_closing_that_was_interrupted_is_concluded_later() {
    let world = World::new().await;
    let page = world.order().await;
    world.plan_fault("cancel", "broken", 3).await;
    assert_eq!(world.refresh(&page).await.status(), 503);
    assert_eq!(world.states(&page).await, [State::Closing]);
    world.advance(16);
    assert_eq!(world.merchant.follow_up().await.unwrap(), 1);
    assert_eq!(world.states(&page).await, [State::Cancelled]);
}

#[tokio::test]
async fn a_payment_during_the_closing_ends_as_antom_says() {
    let world = World::new().await;
    let page = world.order().await;
    world.plan_fault("cancel", "broken", 3).await;
    assert_eq!(world.refresh(&page).await.status(), 503);
    // The word of the payment arrives while the closing is under way: it is closed, and the money goes back.
    world.phone(page.code(), "approve", "normal").await;
    world.until(&page, &[State::Cancelled]).await;
    assert_eq!(world.antoms_payments().await[0]["paymentStatus"], "CANCELLED");
    assert_eq!(world.status(&page).await["status"], "CANCELLED");
}

#[tokio::test]
async fn an_old_code_that_turns_out_paid_pays_the_order_and_closes_the_new_one() {
    let world = World::new().await;
    let page = world.order().await;
    world.advance(601);
    world.until(&page, &[State::Failed]).await;
    let next = renewed(&page, world.refresh(&page).await).await;
    world.phone(page.code(), "approve-late", "normal").await;
    world.until(&page, &[State::Paid, State::Open]).await;
    assert_eq!(world.status(&page).await["status"], "SUCCESS");
    assert_eq!(world.refresh(&next).await.status(), 409);
    assert_eq!(world.merchant.follow_up().await.unwrap(), 1);
    assert_eq!(world.states(&page).await, [State::Paid, State::Cancelled]);
    assert_eq!(world.status(&page).await["status"], "SUCCESS");
}

#[tokio::test]
async fn of_two_payments_the_second_goes_back() {
    let world = World::new().await;
    let page = world.order().await;
    world.advance(601);
    world.until(&page, &[State::Failed]).await;
    let next = renewed(&page, world.refresh(&page).await).await;
    world.phone(next.code(), "approve", "normal").await;
    world.until(&page, &[State::Failed, State::Paid]).await;
    world.phone(page.code(), "approve-late", "normal").await;
    world.until(&page, &[State::Paid, State::Paid]).await;
    assert_eq!(world.merchant.follow_up().await.unwrap(), 1);
    assert_eq!(world.states(&page).await, [State::Cancelled, State::Paid]);
    let at_antom: Vec<_> = world.antoms_payments().await.iter().map(|one| one["paymentStatus"].clone()).collect();
    assert_eq!(at_antom, ["CANCELLED", "SUCCESS"]);
    assert_eq!(world.status(&page).await["status"], "SUCCESS");
}

#[tokio::test]
async fn a_stranger_to_the_order_gets_no_code() {
    let world = World::new().await;
    let (page, other) = (world.order().await, world.order().await);
    let mut mixed = page.0.clone();
    mixed["payResponse"] = other.0["payResponse"].clone();
    assert_eq!(world.refresh(&support::Page(mixed)).await.status(), 404);
}
