//! The bodies of Antom's calls, in the order in which a payment meets them.
//!
//! Only the fields that a Kaspi payment needs are named; every other field is
//! skipped, whatever it holds, since Antom adds fields without notice.

pub mod about;
pub mod cancel;
pub mod inquiry;
pub(crate) mod lenient;
pub mod notification;
pub mod outcome;
pub mod pay;
