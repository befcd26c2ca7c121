//! A quiet word when the merchant's server cannot be reached.

use super::act::Act;
use super::sheet::Sheet;
use crate::checkout::Link;
use crate::language::Text;

/// The notice; nothing while answers come.
pub(super) fn notice(sheet: &mut Sheet<'_>, link: Link) {
    let text = match link {
        Link::Ok => return,
        Link::Unsteady => Text::Unsteady,
        Link::Offline => Text::Offline,
    };
    sheet.open("div", "connection", &[]);
    sheet.paragraph("text", text);
    sheet.button("check-now", Text::CheckNow, Act::CheckNow);
    sheet.close();
}
