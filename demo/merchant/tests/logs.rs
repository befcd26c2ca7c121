//! Nothing secret is logged, whatever goes wrong and however much is logged.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a failed unwrap is the assertion")]

mod support;

use std::{
    io,
    sync::{Arc, Mutex},
};

use support::{Notice, World};

/// What has been logged so far.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_key_no_signature_no_code_and_no_name_of_an_order_is_logged() {
    let log = Log::default();
    let writer = log.clone();
    // The most talkative level there is: what an operator turns on when something is wrong.
    tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone()).init();

    let world = World::new().await;
    let page = world.order().await;
    let forged = Notice { by_antom: false, ..world.notice(&page, "PAYMENT_RESULT", "S") };
    assert_eq!(world.notify(forged).await, 401);
    let mut other_amount = world.notice(&page, "PAYMENT_RESULT", "S");
    other_amount.body = other_amount.body.replace("10000", "1");
    assert_eq!(world.notify(other_amount).await, 422);
    world.plan_fault("inquiryPayment", "broken", 3).await;
    assert_eq!(world.refresh(&page).await.status(), 503);
    for fault in ["forged", "another-payment"] {
        world.advance(60);
        world.plan_fault("inquiryPayment", fault, 1).await;
        assert_eq!(world.merchant.follow_up().await.unwrap(), 1);
    }
    world.phone(page.code(), "approve", "normal").await;
    world.until(&page, &[kaspi_merchant::state::State::Paid]).await;

    let text = log.text();
    for expected in [
        "a notification was not Antom's",
        "a notification speaks of another payment or amount",
        "a wish could not be met",
        "Antom speaks of another payment or amount",
        "a payment stays unsettled for now",
        page.request_id(),
    ] {
        assert!(text.contains(expected), "not logged, so that this test sees too little: {expected}");
    }
    let (merchants, antoms) = support::keys();
    let key_lines = merchants.private.lines().chain(antoms.private.lines()).filter(|line| !line.starts_with("-----"));
    for secret in key_lines.chain([page.id(), page.code(), page.code().rsplit('/').next().unwrap()]) {
        assert!(!text.contains(secret), "logged: {secret}");
    }
    // A signature is 344 characters of base64; no word of a log is so long.
    let words = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || "+/%=_-".contains(letter)));
    let longest = words.max_by_key(|word| word.len()).unwrap();
    assert!(longest.len() < 120, "logged: {longest}");
}
