//! What the views draw, read as the shell reads it.

pub(crate) mod drawn;
