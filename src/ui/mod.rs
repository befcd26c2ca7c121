//! Leptos views: they draw the view and send events, and hold no rule.
//!
//! One file per visual state, and one per part that several states share.

mod actions;
mod amount;
mod announcement;
mod app;
mod card;
mod code;
mod connection;
mod copy_link;
mod countdown;
mod element;
mod ended;
mod expired;
mod picture;
mod screen;
mod steps;
mod waiting;
mod words;

pub use actions::Actions;
pub use card::card;
pub use screen::Screen;
pub use words::Words;
