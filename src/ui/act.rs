//! What the controls of the card do.

use crate::checkout::Event;

/// What a control does when it is clicked.
#[derive(Clone, Debug)]
pub(super) enum Act {
    /// Tells the core.
    Send(Event),
    /// Follows a real link away from the page, unless the page prevents it.
    Follow(String),
    /// Sends a real form away from the page, unless the page prevents it.
    Submit(String),
    /// Shows the code larger, or as large as before.
    Resize,
    /// Offers the code, given as its text, as a file.
    Save(String),
    /// Copies a link.
    Copy(String),
    /// Hands a link to what the buyer's device shares with.
    Share(String),
}
