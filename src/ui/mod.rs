//! The views: they draw the view and send events, and hold no rule.
//!
//! One file per visual state, and one per part that several states share. A view is a plain function that draws on a
//! [`sheet`]; the [`card`] draws it anew when what it shows has changed, and the page is [`patch`]ed to be alike.

mod act;
mod amount;
mod announcement;
mod app;
mod card;
mod code;
mod connection;
mod copy_link;
mod countdown;
mod ended;
mod expired;
mod patch;
mod picture;
mod scene;
mod sheet;
mod steps;
mod waiting;
mod words;

pub use card::{Card, Shell};
pub use words::Words;
