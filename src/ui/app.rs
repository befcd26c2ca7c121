//! The way into the app on this device: announced, opened, and afterwards never more than a hint.

use super::sheet::{Node, Sheet};
use crate::checkout::{Event, Handoff, Waiting, Way};
use crate::language::Text;
use crate::payment::{AppLink, Method};

/// `waiting`, on this device.
pub(super) fn view(sheet: &mut Sheet<'_>, waiting: &Waiting, link: &AppLink) -> Vec<Node> {
    let open = |text| match &link.method {
        Method::Get => sheet.link("app-link", text, link.address.as_str()),
        Method::Post(fields) => sheet.form("app-link", text, link.address.as_str(), fields),
    };
    let again = match waiting.handoff {
        Handoff::Offered | Handoff::Announced => open(Text::OpenApp),
        Handoff::Opened | Handoff::Hinted => open(Text::OpenAgain),
    };
    let mut children = Vec::new();
    if waiting.inside_another_app {
        children.push(sheet.paragraph("hint", Text::InsideApp));
    }
    match waiting.handoff {
        Handoff::Offered => children.push(again),
        Handoff::Announced => {
            let stay = sheet.button("stay", Text::Stay, Event::Chose(Way::App));
            children.extend([sheet.paragraph("text", Text::Opening), again, stay]);
        }
        Handoff::Opened => {
            children.extend([sheet.paragraph("text", Text::Opened), sheet.paragraph("text", Text::OpenedText), again]);
        }
        Handoff::Hinted => {
            children.extend([sheet.paragraph("text", Text::Opened), again, sheet.paragraph("hint", Text::Hint)]);
        }
    }
    children
}
