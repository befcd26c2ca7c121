//! Takes a Kaspi payment made through Antom in the buyer's browser.
//!
//! A merchant's server has created the payment and holds the pay response. The element `<kaspi-checkout>` shows its code as
//! a QR or opens Kaspi.kz, asks the merchant's status endpoint until the payment is final, and takes the buyer to the
//! result page. Two sentences rank above the rest: a paid payment is never shown as anything else, and no buyer is ever
//! invited to pay twice.
//!
//! # Layout
//!
//! In reading order. All of it is pure: time, chance, network and page come in as data and go out as data. First what
//! decides:
//!
//! - [`time`]: the clocks, told apart by type
//! - [`payment`]: Antom's words into ours, and which URLs may be followed
//! - [`checkout`]: the state machine: an event in; effects, one deadline and a view out
//! - [`device`]: where the buyer is
//! - [`qr`]: a text into the modules of a QR, as one SVG path
//! - [`language`]: the texts, and which language the buyer reads
//! - [`error_code`]: every code that a `kaspi-error` can carry
//!
//! Then what stands between that and the page:
//!
//! - [`ui`]: the views, one file per visual state: they describe the card
//! - [`bridge`]: text in, text out: what has happened, and what is to be drawn and done
//! - `bindings`: the wasm's face, which exists only there
//!
//! What has the page in its hands is the shell, in JavaScript (`npm/shell/`): the one loop, and one file per effect. It
//! calls `bindings` and does what the answer says; the wasm calls nothing of the page.
//!
//! # Scope
//!
//! The crate shows a payment and finds out how it ended. It does not create payments, verify signatures or talk to Antom:
//! that is the merchant's server, for which `demo/` is the example. Whether something was paid is decided by that server
//! alone.
//!
//! # Example
//!
//! ```
//! use kaspi_checkout::payment::{OriginPattern, Origins, read_pay_response};
//!
//! let origins = Origins {
//!     apps: Origins::BUILT_IN_APPS.split(' ').filter_map(OriginPattern::read).collect(),
//!     ..Origins::default()
//! };
//! let reading = read_pay_response(
//!     r#"{"result": {"resultStatus": "U"}, "applinkUrl": "https://l.kaspi.kz/apm?codeValue=1"}"#,
//!     &origins,
//! );
//! let payment = reading.map(|reading| reading.payment);
//! assert!(payment.is_ok_and(|payment| payment.app_link.is_some()));
//! ```

// What ships never stops on its own account; in tests a failed unwrap is the assertion.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

#[cfg(target_arch = "wasm32")]
pub mod bindings;
pub mod bridge;
pub mod checkout;
pub mod device;
pub mod error_code;
mod json;
pub mod language;
pub mod payment;
pub mod qr;
mod text;
pub mod time;
pub mod ui;
