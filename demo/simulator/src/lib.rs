//! An Antom for the desk: the same signed HTTP protocol, and the buyer's phone
//! as a page.
//!
//! # Scope of this crate
//!
//! What a merchant can see of Antom during one Kaspi payment: `pay`,
//! `inquiryPayment`, `cancel`, `notifyPayment` with its eight deliveries, codes
//! that expire, and everything that can go wrong on the way. It keeps nothing
//! on disk: a simulator that is restarted has forgotten its payments.
//!
//! # Layout
//!
//! - [`phase`]: how one payment stands, and what the buyer's phone may do to it.
//! - [`payment`]: one payment, with the words in which Antom speaks of it.
//! - [`book`]: all payments of one simulator.
//! - [`numbers`]: ids and codes in Antom's form, from a seed.
//! - [`response`]: the pay response, in the form of Antom's own Kaspi sample.
//! - [`protocol`]: the signed calls.
//! - [`delivery`]: the notifications, and the ways in which they go astray.
//! - [`fault`]: a service that is slow, broken or silent.
//! - [`phone`]: the buyer's phone.
//! - [`control`]: what a test turns: the clock, the faults, the list of payments.
//! - [`keys`]: fresh key pairs.
//!
//! # Routes
//!
//! | route | what |
//! | --- | --- |
//! | `POST /ams/sandbox/api/v1/payments/{pay,inquiryPayment,cancel}` | the signed protocol; `/ams/api/…` too |
//! | `GET /phone?code=…` | the buyer's phone: a form for the code, then the payment |
//! | `POST /phone` | form fields `code`, `act`, `delivery`: what the buyer does |
//! | `GET /simulator/payments` | all payments, as JSON |
//! | `POST /simulator/clock` | `{"advanceMs": 600000}` moves the shared clock |
//! | `POST /simulator/faults` | `{"operation": "pay", "fault": "broken", "times": 2}` |
//! | `GET /simulator/faults?operation=pay` | how many calls are still to be hit |

// What ships never stops on its own account; in tests a failed unwrap is the assertion.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

pub mod book;
pub mod control;
pub mod delivery;
pub mod fault;
pub mod keys;
pub mod numbers;
pub mod payment;
pub mod phase;
pub mod phone;
pub mod protocol;
pub mod response;

use std::{sync::Arc, time::Duration};

use axum::Router;
use jiff::SignedDuration;
use kaspi_antom::{
    client::CallError,
    clock::Clock,
    keys::{SigningKey, VerifyingKey},
};

use crate::{book::Book, delivery::Messenger, fault::Faults};

/// What a simulator is made of.
#[derive(Debug)]
pub struct Setup {
    /// The one client that it serves.
    pub client_id: String,
    /// Verifies that client's requests.
    pub merchant_key: VerifyingKey,
    /// Signs answers and notifications.
    pub antom_key: SigningKey,
    /// How long a code works; Kaspi's own is ten minutes.
    pub code_lifetime: SignedDuration,
    /// How long after the buyer's act its notification is sent; Antom's own is 3 to 5 s.
    pub notify_after: SignedDuration,
    /// Where ids and codes start from: the same seed gives the same ones in the same order.
    pub seed: u64,
    /// The clock, shared with whoever has to agree on the time.
    pub clock: Clock,
}

/// One simulator; its clones share everything.
#[derive(Clone, Debug)]
pub struct Simulator {
    pub(crate) client_id: Arc<str>,
    pub(crate) merchant_key: VerifyingKey,
    pub(crate) antom_key: Arc<SigningKey>,
    pub(crate) clock: Clock,
    pub(crate) book: Arc<Book>,
    pub(crate) faults: Arc<Faults>,
    pub(crate) messenger: Messenger,
}

impl Simulator {
    /// Makes a simulator without any payment.
    ///
    /// # Errors
    /// Where no HTTP client for its notifications can be made.
    pub fn new(setup: Setup) -> Result<Self, CallError> {
        let antom_key = Arc::new(setup.antom_key);
        let http = kaspi_antom::client::http_client(Duration::from_secs(10))?;
        let client_id: Arc<str> = setup.client_id.into();
        Ok(Self {
            messenger: Messenger {
                http,
                client_id: Arc::clone(&client_id),
                antom_key: Arc::clone(&antom_key),
                clock: setup.clock.clone(),
                notify_after: setup.notify_after,
            },
            client_id,
            merchant_key: setup.merchant_key,
            antom_key,
            book: Arc::new(Book::new(setup.seed, setup.code_lifetime)),
            faults: Arc::new(Faults::default()),
            clock: setup.clock,
        })
    }

    /// Every route of the simulator.
    pub fn router(&self) -> Router {
        Router::new().merge(protocol::routes()).merge(phone::routes()).merge(control::routes()).with_state(self.clone())
    }
}
