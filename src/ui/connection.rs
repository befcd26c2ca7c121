//! A quiet word when the merchant's server cannot be reached.

use super::act::Act;
use super::sheet::{Node, Sheet, element};
use crate::checkout::Link;
use crate::language::Text;

/// The notice; nothing while answers come.
pub(super) fn notice(sheet: &mut Sheet<'_>, link: Link) -> Option<Node> {
    let text = match link {
        Link::Ok => return None,
        Link::Unsteady => Text::Unsteady,
        Link::Offline => Text::Offline,
    };
    let check_now = sheet.button("check-now", Text::CheckNow, Act::CheckNow);
    Some(element("div", "connection", &[], &[sheet.paragraph("text", text), check_now]))
}
