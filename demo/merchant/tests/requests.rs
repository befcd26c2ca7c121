//! What the server takes from a page, and how much of it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a failed unwrap is the assertion")]

mod support;

use serde_json::json;
use support::World;

async fn order(world: &World, body: String) -> u16 {
    world.http.post(format!("{}/api/orders", world.shop)).body(body).send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn an_amount_outside_of_kaspis_limits_is_refused_before_antom_hears_of_it() {
    let world = World::new().await;
    for value in ["0", "-1", "1.5", "100000001", "x"] {
        let body = json!({"amount": {"currency": "KZT", "value": value}}).to_string();
        assert_eq!(order(&world, body).await, 400, "{value}");
    }
    assert!(world.antoms_payments().await.is_empty());
    let largest = json!({"amount": {"currency": "KZT", "value": "100000000"}}).to_string();
    assert_eq!(order(&world, largest).await, 200);
}

#[tokio::test]
async fn what_is_unreadable_unknown_or_large_is_refused() {
    let world = World::new().await;
    assert_eq!(order(&world, "{".to_owned()).await, 400);
    assert_eq!(order(&world, r#"{"price": 1}"#.to_owned()).await, 400);
    assert_eq!(order(&world, json!({"description": "x".repeat(101)}).to_string()).await, 400);
    assert_eq!(order(&world, "x".repeat(5000)).await, 413);
    for path in ["/api/orders/1", "/api/orders/1/status", "/api/orders/1/events", "/orders/1"] {
        let answer = world.http.get(format!("{}{path}", world.shop)).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn orders_have_names_that_nobody_guesses() {
    let world = World::new().await;
    let (one, other) = (world.order().await, world.order().await);
    assert_eq!(one.id().len(), 32);
    assert_ne!(one.id(), other.id());
    assert_ne!(one.id(), one.request_id());
}

#[tokio::test]
async fn a_phone_pays_by_its_app_and_a_desktop_by_the_page() {
    let world = World::new().await;
    for (agent, host) in [("Mozilla/5.0 (iPhone)", "l.kaspi.kz"), ("Mozilla/5.0 (X11)", "alipayplus.com")] {
        let request = world.http.post(format!("{}/api/orders", world.shop)).header("user-agent", agent);
        let page: serde_json::Value = request.send().await.unwrap().json().await.unwrap();
        let url = page["payResponse"]["redirectActionForm"]["redirectUrl"].as_str().unwrap();
        assert!(url.contains(host), "{url}");
    }
}

#[tokio::test]
async fn too_many_questions_about_one_order_are_put_off_and_other_orders_are_not() {
    let world = World::new().await;
    let (page, other) = (world.order().await, world.order().await);
    let address = format!("{}{}", world.shop, page.text("statusUrl"));
    let answers = futures_util::future::join_all((0..250).map(|_| world.http.get(&address).send())).await;
    let refused: Vec<_> =
        answers.into_iter().map(|answer| answer.unwrap()).filter(|answer| answer.status() == 429).collect();
    assert!(!refused.is_empty());
    assert!(
        refused.iter().all(|answer| answer.headers()["retry-after"].to_str().unwrap().parse::<u64>().unwrap() >= 1)
    );
    assert_eq!(world.status(&other).await["status"], "PROCESSING");
}

#[tokio::test]
async fn one_address_makes_so_many_orders_at_once_and_then_has_to_wait() {
    let world = World::new().await;
    let body = json!({"amount": {"currency": "KZT", "value": "0"}}).to_string();
    let mut refused = 0;
    // The limit counts the wishes that come to nothing too; these cost Antom nothing.
    for answer in futures_util::future::join_all((0..600).map(|_| order(&world, body.clone()))).await {
        assert!([400, 429].contains(&answer), "{answer}");
        refused += usize::from(answer == 429);
    }
    assert!(refused > 0);
    assert_eq!(world.antoms_payments().await.len(), 0);
}

#[tokio::test]
async fn no_other_site_may_read_an_answer() {
    let world = World::new().await;
    let page = world.order().await;
    let request = world.http.get(format!("{}{}", world.shop, page.text("statusUrl")));
    let answer = request.header("origin", "https://evil.example").send().await.unwrap();
    assert_eq!(answer.headers().get("access-control-allow-origin"), None);
    assert!(answer.headers()["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
}

#[tokio::test]
async fn the_stream_tells_at_once_and_again_when_it_is_paid() {
    let world = World::new().await;
    let page = world.order().await;
    let mut stream = world.http.get(format!("{}{}", world.shop, page.text("eventsUrl"))).send().await.unwrap();
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let first = stream.chunk().await.unwrap().unwrap();
    assert!(first.starts_with(b"data: ") && String::from_utf8_lossy(&first).contains(r#""status":"PROCESSING""#));
    world.phone(page.code(), "approve", "normal").await;
    let second = stream.chunk().await.unwrap().unwrap();
    assert!(String::from_utf8_lossy(&second).contains(r#""status":"SUCCESS""#));
}

#[tokio::test]
async fn an_order_holds_twenty_streams_open_and_one_that_ends_makes_room() {
    let world = World::new().await;
    let (page, other) = (world.order().await, world.order().await);
    let open = async |page: &support::Page| {
        world.http.get(format!("{}{}", world.shop, page.text("eventsUrl"))).send().await.unwrap()
    };
    let mut streams = Vec::new();
    for _ in 0..20 {
        streams.push(open(&page).await);
    }
    let refused = open(&page).await;
    assert_eq!((refused.status().as_u16(), refused.headers()["retry-after"].to_str().unwrap()), (429, "30"));
    assert_eq!(open(&other).await.status(), 200);
    drop(streams);
    // The server notices that they are gone when it speaks to them next.
    while open(&page).await.status() != 200 {
        world.merchant.bell.ring(page.id());
    }
}

#[tokio::test]
async fn the_result_page_trusts_the_record_alone() {
    let world = World::new().await;
    let page = world.order().await;
    let address = format!("{}{}?status=SUCCESS&paymentResult=S", world.shop, page.text("resultUrl"));
    let answer = world.http.get(&address).send().await.unwrap();
    assert_eq!(answer.headers()["refresh"], "3", "it looks again while there is no final word");
    assert!(answer.text().await.unwrap().contains("Not paid yet"));
    world.phone(page.code(), "approve", "normal").await;
    world.until(&page, &[kaspi_merchant::state::State::Paid]).await;
    let answer = world.http.get(&address).send().await.unwrap();
    assert_eq!(answer.headers().get("refresh"), None);
    assert!(answer.text().await.unwrap().contains("Thank you"));
}
