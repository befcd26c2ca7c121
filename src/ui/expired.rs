//! The dead code, and the way to a new one.

use super::act::Act;
use super::scene::message;
use super::sheet::Sheet;
use crate::checkout::Renewal;
use crate::language::Text;

/// `expired`
pub(super) fn view(sheet: &mut Sheet<'_>, renewal: Renewal) {
    message(sheet, Text::ExpiredTitle, Text::ExpiredText, None);
    match renewal {
        Renewal::Unavailable => {}
        Renewal::Offered => button(sheet),
        Renewal::Underway => sheet.paragraph("text", Text::NewCodeUnderway),
        Renewal::Failed => {
            sheet.paragraph("hint", Text::NewCodeFailed);
            button(sheet);
        }
    }
}

fn button(sheet: &mut Sheet<'_>) {
    sheet.button("new-code", Text::NewCode, Act::GetNewCode);
}
