//! What the merchant finds out by itself: lost words, lost answers, expired codes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a failed unwrap is the assertion")]

mod support;

use kaspi_merchant::state::State;
use serde_json::{Value, json};
use support::World;

#[tokio::test]
async fn a_payment_whose_notification_was_lost_is_found_by_asking() {
    let world = World::new().await;
    let page = world.order().await;
    world.phone(page.code(), "approve", "lost").await;
    assert_eq!(world.merchant.follow_up().await.unwrap(), 0, "the notification has its time");
    world.advance(11);
    assert_eq!(world.merchant.follow_up().await.unwrap(), 1);
    assert_eq!(world.status(&page).await["status"], "SUCCESS");
    world.advance(86_400);
    assert_eq!(world.merchant.follow_up().await.unwrap(), 0, "a final payment is left alone");
}

#[tokio::test]
async fn antom_is_asked_ever_more_rarely_and_once_more_after_the_expiry() {
    let world = World::new().await;
    world.order().await;
    let mut asked_at = Vec::new();
    for second in 1..=595_i64 {
        world.advance(1);
        if world.merchant.follow_up().await.unwrap() > 0 {
            asked_at.push(second);
        }
    }
    let pauses: Vec<i64> = asked_at.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(asked_at[0] >= 10 && pauses.is_sorted(), "{asked_at:?}");
    assert!(asked_at.len() <= 10, "{asked_at:?}");
}

#[tokio::test]
async fn an_expired_code_fails_even_if_nobody_tells() {
    let world = World::new().await;
    let page = world.order().await;
    world.advance(601);
    world.until(&page, &[State::Failed]).await;
    assert_eq!(world.status(&page).await["status"], "FAIL");
}

#[tokio::test]
async fn a_lost_answer_to_pay_brings_the_same_payment_on_the_next_try() {
    let world = World::new().await;
    world.plan_fault("pay", "answer-lost", 2).await;
    let page = world.order().await;
    assert_eq!(world.antoms_payments().await.len(), 1);
    assert_eq!(world.states(&page).await, [State::Open]);
}

async fn wish(world: &World, name: &str) -> (u16, Value) {
    let request = world.http.post(format!("{}/api/orders", world.shop)).header("idempotency-key", name);
    let answer = request.json(&json!({"amount": {"currency": "KZT", "value": "150000"}})).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap_or_default())
}

#[tokio::test]
async fn the_same_wish_is_one_order_whatever_is_lost_in_between() {
    let world = World::new().await;
    world.plan_fault("pay", "answer-lost", 3).await;
    assert_eq!(wish(&world, "a wish with a long name").await.0, 503);
    world.plan_fault("pay", "broken", 0).await;
    let (first, second) =
        (wish(&world, "a wish with a long name").await, wish(&world, "a wish with a long name").await);
    assert_eq!(first.0, 200);
    assert_eq!(first, second);
    assert_eq!(world.antoms_payments().await.len(), 1);
    assert_ne!(wish(&world, "another wish with a name").await.1["id"], first.1["id"]);
}

#[tokio::test]
async fn an_unanswered_payment_is_asked_for_again_without_the_buyer() {
    let world = World::new().await;
    world.plan_fault("pay", "answer-lost", 3).await;
    assert_eq!(wish(&world, "a wish with a long name").await.0, 503);
    world.advance(16);
    assert_eq!(world.merchant.follow_up().await.unwrap(), 1);
    let (code, page) = wish(&world, "a wish with a long name").await;
    assert_eq!(code, 200);
    assert_eq!(world.states(&support::Page(page)).await, [State::Open]);
}

#[tokio::test]
async fn an_answer_that_antom_did_not_sign_or_that_is_about_another_payment_is_not_believed() {
    for fault in ["forged", "another-payment"] {
        let world = World::new().await;
        let page = world.order().await;
        world.phone(page.code(), "approve", "lost").await;
        world.advance(11);
        world.plan_fault("inquiryPayment", fault, 1).await;
        world.merchant.follow_up().await.unwrap();
        assert_eq!(world.states(&page).await, [State::Open], "{fault}");
        world.advance(20);
        world.merchant.follow_up().await.unwrap();
        assert_eq!(world.states(&page).await, [State::Paid], "{fault}");
    }
}

#[tokio::test]
async fn an_answer_to_pay_about_another_payment_is_shown_to_nobody() {
    let world = World::new().await;
    world.plan_fault("pay", "another-payment", 1).await;
    assert_eq!(wish(&world, "a wish with a long name").await.0, 503);
    let (code, page) = wish(&world, "a wish with a long name").await;
    assert_eq!(code, 200);
    assert_eq!(world.states(&support::Page(page)).await, [State::Open]);
    assert_eq!(world.antoms_payments().await.len(), 1);
}

#[tokio::test]
async fn a_slow_answer_is_given_up_after_ten_seconds_and_the_same_request_sent_again() {
    let world = World::new().await;
    let page = world.order().await;
    world.phone(page.code(), "approve", "lost").await;
    world.advance(11);
    world.plan_fault("inquiryPayment", "slow", 1).await;
    let merchant = world.merchant.clone();
    let round = tokio::spawn(async move { merchant.follow_up().await });
    world.until_faults_have_hit("inquiryPayment").await;
    world.advance(9);
    assert_eq!(world.status(&page).await["status"], "PROCESSING");
    world.advance(1);
    assert_eq!(round.await.unwrap().unwrap(), 1);
    assert_eq!(world.status(&page).await["status"], "SUCCESS");
}
