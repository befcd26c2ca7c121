//! The way into the app on this device: announced, opened, and afterwards never more than a hint.

use super::act::Act;
use super::sheet::{Node, Sheet};
use crate::checkout::{Handoff, Waiting, Way};
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
            let stay = sheet.button("stay", Text::Stay, Act::Choose(Way::App));
            children.push(sheet.paragraph("text", Text::Opening));
            children.push(again);
            children.push(stay);
        }
        Handoff::Opened => {
            children.push(sheet.paragraph("text", Text::Opened));
            children.push(sheet.paragraph("text", Text::OpenedText));
            children.push(again);
        }
        Handoff::Hinted => {
            children.push(sheet.paragraph("text", Text::Opened));
            children.push(again);
            children.push(sheet.paragraph("hint", Text::Hint));
        }
    }
    children
}
