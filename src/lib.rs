//! Takes a Kaspi payment made through Antom in the buyer's browser.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod checkout;
pub mod device;
pub mod error_code;
pub mod language;
pub mod payment;
pub mod qr;
pub mod time;
#[cfg(target_arch = "wasm32")]
pub mod ui;
