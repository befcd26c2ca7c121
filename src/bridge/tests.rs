//! The seam to the shell, told as the shell tells it and read as the shell reads it.
//!
//! - [`page`]: a page with a widget, and what the core answers it
//! - [`types`]: the types of `npm/shell/answer.d.ts`, which every answer must keep to
//! - [`payment`], [`controls`], [`leaving`]: what a buyer lives through
//! - [`options`]: what is read of what the page tells
//! - [`protocol`]: that both sides speak of the same things
//! - [`oddities`]: what nobody tells, and what is not to be harmed by it

mod controls;
mod leaving;
mod oddities;
mod options;
mod page;
mod payment;
mod protocol;
mod types;
