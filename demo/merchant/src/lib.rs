//! A merchant's server: makes orders, pays for them through Antom, and tells the
//! buyer's page how the payment stands.
//!
//! # Scope of this crate
//!
//! What `<kaspi-checkout>` needs of a server, and what a payment needs of one: an
//! order is paid when Antom says so and never because a browser does, a payment
//! that is paid is never shown as anything else, and nobody is asked to pay twice.
//! What is bought, and what it costs, is the shop's own business.
//!
//! # Layout
//!
//! - [`state`]: how a payment stands, and what each word of Antom's does to it. Pure.
//! - [`ledger`]: the record of orders and payments, as a trait; [`sqlite`] keeps it in a file.
//! - [`bell`]: who waits for news of an order, as a trait.
//! - [`merchant`]: the doings, each in a file of its own: makes orders; [`paying`]: sends `pay`; [`hearing`]: notes
//!   what Antom says, and closes; [`renewal`]: makes a new code; [`follow_up`]: what is done when nobody asks.
//! - [`refusal`]: why a wish could not be met.
//! - [`api`], [`events`]: what the shop's page and the element ask, and hear.
//! - [`notification`]: what Antom tells by itself.
//! - [`result_page`]: where the buyer ends.
//! - [`terminal`], [`headers`], [`limits`]: the buyer's device; the policy of the pages; how often.
//! - [`start`]: puts it all together, with the simulator inside or with Antom itself.
//!
//! # What a log may hold
//!
//! A payment's own name (`paymentRequestId`), by which it is found in the ledger and at Antom. Never an order's id,
//! since whoever has that sees the order; never a key, a signature, a code, or a message of Antom's.
//!
//! # Routes
//!
//! | route | what |
//! | --- | --- |
//! | `POST /api/orders` | makes an order; body `{"amount": …, "description": …}` or none; header `Idempotency-Key` |
//! | `GET /api/orders/{id}` | the order again, for a reload |
//! | `GET /api/orders/{id}/status` | `status-url` of the element |
//! | `GET /api/orders/{id}/events` | `events-url` |
//! | `POST /api/orders/{id}/refresh` | `refresh-url` |
//! | `GET /orders/{id}` | the result page |
//! | `POST /antom/notifications` | `notifyPayment` |
//! | everything else | the shop's files; with the simulator inside, its routes too |

// What ships never stops on its own account; in tests a failed unwrap is the assertion.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

pub mod api;
pub mod bell;
pub mod events;
pub mod follow_up;
pub mod headers;
pub mod hearing;
pub mod ledger;
pub mod limits;
pub mod merchant;
pub mod notification;
pub mod paying;
pub mod refusal;
pub mod renewal;
pub mod result_page;
pub mod sqlite;
pub mod start;
pub mod state;
pub mod terminal;
