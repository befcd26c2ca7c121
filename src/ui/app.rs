//! The way into the app on this device: announced, opened, and afterwards never more than a hint.

use super::act::Act;
use super::sheet::Sheet;
use crate::checkout::{Handoff, Waiting, Way};
use crate::language::Text;
use crate::payment::{AppLink, Method};

/// `waiting`, on this device.
pub(super) fn view(sheet: &mut Sheet<'_>, waiting: &Waiting, link: &AppLink) {
    if waiting.inside_another_app {
        sheet.paragraph("hint", Text::InsideApp);
    }
    // What takes another's place is as high, so that nothing moves under the buyer's finger.
    match waiting.handoff {
        Handoff::Offered => open(sheet, Text::OpenApp, link),
        Handoff::Announced => {
            sheet.paragraph("text", Text::Opening);
            open(sheet, Text::OpenApp, link);
            sheet.button("stay", Text::Stay, Act::Choose(Way::App));
        }
        Handoff::Opened | Handoff::Hinted => {
            sheet.paragraph("text", Text::Opened);
            open(sheet, Text::OpenAgain, link);
            sheet.paragraph("text back", Text::OpenedText);
        }
    }
}

fn open(sheet: &mut Sheet<'_>, text: Text, link: &AppLink) {
    match &link.method {
        Method::Get => sheet.link("app-link", text, link.address.as_str()),
        Method::Post(fields) => sheet.form("app-link", text, link.address.as_str(), fields),
    }
}
