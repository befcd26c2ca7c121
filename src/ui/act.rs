//! What the controls of the card do.

use crate::checkout::Event;

/// What a control does when it is clicked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Tells the core.
    Send(Event),
    /// Shows the code larger, or as large as before.
    Resize,
    /// Offers the code as a file.
    Save,
    /// Copies a link.
    Copy(String),
    /// Hands a link to what the buyer's device shares with.
    Share(String),
}
