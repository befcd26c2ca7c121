//! The notifications, and the ways in which they go astray.

use std::sync::Arc;

use jiff::SignedDuration;
use kaspi_antom::{
    clock::Clock,
    keys::SigningKey,
    message::{
        notification::Notification,
        outcome::{Acknowledgement, Outcome, ResultStatus},
    },
    signing::{CLIENT_ID, REQUEST_TIME, SIGNATURE, SignedMessage},
    time::universal,
};
use serde::Deserialize;

use crate::payment::Payment;

/// How the notification of an act reaches the merchant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Delivery {
    /// As documented: resent until it is acknowledged.
    #[default]
    Normal,
    /// It never arrives; the merchant has to ask.
    Lost,
    /// Eight times at once.
    Repeated,
    /// A `PAYMENT_PENDING` arrives after the result.
    OutOfOrder,
    /// Somebody without Antom's key says that the payment succeeded.
    Forged,
}

/// The pauses before each delivery (Antom, `notifyPayment`): eight in 24 hours.
const PAUSES: [SignedDuration; 8] = [
    SignedDuration::ZERO,
    SignedDuration::from_mins(2),
    SignedDuration::from_mins(10),
    SignedDuration::from_mins(10),
    SignedDuration::from_hours(1),
    SignedDuration::from_hours(2),
    SignedDuration::from_hours(6),
    SignedDuration::from_hours(15),
];

/// Carries notifications to the merchant.
#[derive(Clone, Debug)]
pub struct Messenger {
    pub(crate) http: reqwest::Client,
    pub(crate) client_id: Arc<str>,
    pub(crate) antom_key: Arc<SigningKey>,
    pub(crate) clock: Clock,
    pub(crate) notify_after: SignedDuration,
}

impl Messenger {
    /// Tells the merchant how `payment` stands, in the given manner, later.
    pub fn send(&self, payment: &Payment, delivery: Delivery) {
        let address = payment.request.payment_notify_url.clone();
        match (delivery, payment.notification(self.clock.now())) {
            (Delivery::Forged, _) => self.spawn_forged(address, payment),
            (Delivery::Lost, _) | (_, None) => {}
            (Delivery::Normal, Some(notification)) => self.spawn(address, vec![notification]),
            (Delivery::Repeated, Some(notification)) => {
                for _ in PAUSES {
                    self.spawn(address.clone(), vec![notification.clone()]);
                }
            }
            (Delivery::OutOfOrder, Some(notification)) => {
                let pending = Notification {
                    notify_type: "PAYMENT_PENDING".to_owned(),
                    result: Outcome::success(),
                    ..notification.clone()
                };
                self.spawn(address, vec![notification, pending]);
            }
        }
    }

    fn spawn(&self, address: String, notifications: Vec<Notification>) {
        let messenger = self.clone();
        tokio::spawn(async move {
            messenger.clock.sleep(messenger.notify_after).await;
            for notification in notifications {
                messenger.deliver(&address, &notification).await;
            }
        });
    }

    async fn deliver(&self, address: &str, notification: &Notification) {
        for pause in PAUSES {
            self.clock.sleep(pause).await;
            if self.post(address, notification, &self.client_id).await {
                return;
            }
            tracing::warn!(request = notification.payment_request_id, "a notification was not acknowledged");
        }
    }

    // The forger knows everything but the key: it signs for another client's
    // content, so the signature does not fit what is sent.
    fn spawn_forged(&self, address: String, payment: &Payment) {
        let messenger = self.clone();
        let notification = Notification {
            notify_type: "PAYMENT_RESULT".to_owned(),
            result: Outcome::success(),
            payment_request_id: payment.request.payment_request_id.clone(),
            payment_id: payment.payment_id.clone(),
            payment_amount: payment.request.payment_amount.clone(),
            payment_create_time: None,
            payment_time: Some(universal(self.clock.now())),
        };
        tokio::spawn(async move {
            messenger.clock.sleep(messenger.notify_after).await;
            messenger.post(&address, &notification, "ANOTHER_CLIENT").await;
        });
    }

    async fn post(&self, address: &str, notification: &Notification, signed_for: &str) -> bool {
        let (Ok(url), Ok(body)) = (reqwest::Url::parse(address), serde_json::to_string(notification)) else {
            return false;
        };
        let time = universal(self.clock.now());
        let message = SignedMessage { path: url.path(), client_id: signed_for, time: &time, body: body.as_bytes() };
        let Ok(signature) = message.sign(&self.antom_key) else {
            return false;
        };
        let request = self
            .http
            .post(url)
            .header("content-type", "application/json; charset=UTF-8")
            .header(CLIENT_ID, &*self.client_id)
            .header(REQUEST_TIME, &time)
            .header(SIGNATURE, signature)
            .body(body);
        match request.send().await {
            Ok(answer) if answer.status() == reqwest::StatusCode::OK => {
                let body = answer.bytes().await.unwrap_or_default();
                serde_json::from_slice::<Acknowledgement>(&body)
                    .is_ok_and(|answer| answer.result.result_status == ResultStatus::S)
            }
            _ => false,
        }
    }
}
