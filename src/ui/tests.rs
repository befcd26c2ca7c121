//! What the views draw, read as the shell reads it.
//!
//! - [`drawn`]: reads a description
//! - [`cards`]: cards of every state, and the pay response that they are made of
//! - [`scenes`]: what each state shows, and lets the buyer do
//! - [`changes`]: what is drawn again when something has changed
//! - [`texts`]: words, amounts and the countdown

mod cards;
mod changes;
pub(crate) mod drawn;
mod scenes;
mod texts;
