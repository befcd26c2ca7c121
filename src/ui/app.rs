//! The way into the app on this device: announced, opened, and afterwards never more than a hint.

use leptos::prelude::AnyView;

use super::actions::Stage;
use super::element::paragraph;
use crate::checkout::{Event, Handoff, Waiting, Way};
use crate::language::Text;
use crate::payment::{AppLink, Method};

/// `waiting`, on this device.
pub(super) fn view(stage: Stage, waiting: &Waiting, link: &AppLink) -> Vec<AnyView> {
    let open = |text| match &link.method {
        Method::Get => stage.link("app-link", text, link.address.as_str()),
        Method::Post(fields) => stage.form("app-link", text, link.address.to_string(), fields),
    };
    let said = |part, text| paragraph(part, stage.say(text));
    let mut children = Vec::new();
    if waiting.inside_another_app {
        children.push(said("hint", Text::InsideApp));
    }
    match waiting.handoff {
        Handoff::Offered => children.push(open(Text::OpenApp)),
        Handoff::Announced => {
            children.extend([said("text", Text::Opening), open(Text::OpenApp)]);
            children.push(stage.button("stay", Text::Stay, Event::Chose(Way::App)));
        }
        Handoff::Opened => {
            children.extend([said("text", Text::Opened), said("text", Text::OpenedText), open(Text::OpenAgain)]);
        }
        Handoff::Hinted => {
            children.extend([said("text", Text::Opened), open(Text::OpenAgain), said("hint", Text::Hint)]);
        }
    }
    children
}
