//! Takes a Kaspi payment made through Antom in the buyer's browser.

pub mod checkout;
pub mod device;
pub mod error_code;
pub mod payment;
pub mod time;
