//! The dead code, and the way to a new one.

use leptos::prelude::AnyView;

use super::actions::Stage;
use super::card::message;
use super::element::paragraph;
use crate::checkout::{Event, Renewal};
use crate::language::Text;

/// `expired`
pub(super) fn view(stage: Stage, renewal: Renewal) -> Vec<AnyView> {
    let button = || stage.button("new-code", Text::NewCode, Event::WantsNewCode);
    let mut children = message(stage, Text::ExpiredTitle, Text::ExpiredText);
    match renewal {
        Renewal::Unavailable => {}
        Renewal::Offered => children.push(button()),
        Renewal::Underway => children.push(paragraph("text", stage.say(Text::NewCodeUnderway))),
        Renewal::Failed => {
            children.push(paragraph("hint", stage.say(Text::NewCodeFailed)));
            children.push(button());
        }
    }
    children
}
