//! What the controls of the card do.

use crate::checkout::Way;

/// What a control does when it is clicked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Asks the status endpoint at once.
    CheckNow,
    /// Chooses a way to pay.
    Choose(Way),
    /// Asks for a new code.
    GetNewCode,
    /// Shows the code larger, or as large as before.
    Resize,
    /// Offers the code as a file.
    Save,
    /// Copies a link.
    Copy(String),
    /// Hands a link to what the buyer's device shares with.
    Share(String),
}
