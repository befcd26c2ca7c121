//! Antom's payment protocol, from the merchant's side: its messages, their
//! signatures, and a client that sends them.
//!
//! # Scope of this crate
//!
//! The three calls that one Kaspi payment needs (`pay`, `inquiryPayment`,
//! `cancel`) and the one call that comes back (`notifyPayment`). It holds no
//! state and decides nothing about orders: what a message *means* for an order
//! is the merchant server's business.
//!
//! # Layout
//!
//! - [`amount`]: an amount of money in the currency's minor unit.
//! - [`clock`]: where the time comes from, so that tests can steer it.
//! - [`keys`]: RSA keys as Antom hands them out.
//! - [`signing`]: what is signed, and the header that carries the signature.
//! - [`message`]: the bodies of the calls.
//! - [`service`]: where Antom is reached: hosts, sandbox and live paths.
//! - [`client`]: signs, sends, repeats, verifies.

// What ships never stops on its own account; in tests a failed unwrap is the assertion.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

pub mod amount;
pub mod client;
pub mod clock;
pub mod keys;
pub mod message;
pub mod service;
pub mod signing;
pub mod time;
