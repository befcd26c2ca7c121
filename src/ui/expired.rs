//! The dead code, and the way to a new one.

use super::act::Act;
use super::scene::message;
use super::sheet::{Node, Sheet};
use crate::checkout::Renewal;
use crate::language::Text;

/// `expired`
pub(super) fn view(sheet: &mut Sheet<'_>, renewal: Renewal) -> Vec<Node> {
    let mut children = message(sheet, Text::ExpiredTitle, Text::ExpiredText);
    match renewal {
        Renewal::Unavailable => {}
        Renewal::Offered => children.push(button(sheet)),
        Renewal::Underway => children.push(sheet.paragraph("text", Text::NewCodeUnderway)),
        Renewal::Failed => {
            children.push(sheet.paragraph("hint", Text::NewCodeFailed));
            children.push(button(sheet));
        }
    }
    children
}

fn button(sheet: &mut Sheet<'_>) -> Node {
    sheet.button("new-code", Text::NewCode, Act::GetNewCode)
}
