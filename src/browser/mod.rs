//! The shell: the one loop between the page and the core.
//!
//! [`session`] turns what the page tells into events, hands them to the [`Checkout`](crate::checkout::Checkout), and does
//! the effects, in order, each in its own file. It decides nothing about payments.

mod device;
mod display;
mod emitting;
mod endpoint;
mod listener;
mod navigation;
mod now;
mod options;
mod page;
mod renewal;
mod session;
mod storage;
mod stream;
mod tabs;
mod value;
mod wake_lock;
mod widget;
mod words;

pub use widget::Widget;
