//! The views: they draw the view, and hold no rule.
//!
//! One file per visual state, and one per part that several states share. A view is a plain function that draws on a
//! [`sheet`]; the [`card`] draws it anew when what it shows has changed. What is drawn is a description, of which the shell
//! makes nodes.

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
mod scene;
mod sheet;
mod steps;
mod waiting;
mod words;

pub use act::Act;
pub use card::Card;
pub use copy_link::Copying;
pub use words::Words;

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::drawn::Drawn;
