//! The card: the frame of all states.

use leptos::prelude::AnyView;

use super::actions::{Actions, Stage};
use super::element::{element, heading, live, paragraph};
use super::screen::Screen;
use super::{announcement, connection, ended, expired, waiting};
use crate::checkout::Scene;
use crate::language::Text;

/// The card, to be mounted once.
#[must_use]
pub fn card(screen: Screen, actions: Actions) -> AnyView {
    let stage = Stage::new(screen, actions);
    element(
        "section",
        "card",
        &[],
        vec![
            element("slot", "logo", &[("name", "logo")], Vec::new()),
            live(Box::new(move || scene(stage))),
            live(Box::new(move || connection::notice(stage))),
            announcement::region(screen),
        ],
    )
}

fn scene(stage: Stage) -> AnyView {
    let scene = stage.screen.scene();
    let state = scene.state();
    let children = match scene {
        Scene::Idle => Vec::new(),
        Scene::Waiting(waiting) => waiting::view(stage, &waiting),
        Scene::Pending => message(stage, Text::PendingTitle, Text::PendingText),
        Scene::Confirming => message(stage, Text::ConfirmingTitle, Text::ConfirmingText),
        Scene::Expired(renewal) => expired::view(stage, renewal),
        Scene::Paid(ending) => ended::view(stage, Text::PaidTitle, Text::PaidText, &ending),
        Scene::Failed(ending) => ended::view(stage, Text::FailedTitle, Text::FailedText, &ending),
        Scene::Cancelled(ending) => ended::view(stage, Text::CancelledTitle, Text::CancelledText, &ending),
        Scene::Rejected(_) => rejected(stage),
    };
    element("div", "scene", &[("data-state", state), ("lang", stage.screen.words().language().tag())], children)
}

/// A title and a sentence.
pub(super) fn message(stage: Stage, title: Text, text: Text) -> Vec<AnyView> {
    vec![heading(stage.say(title)), paragraph("text", stage.say(text))]
}

/// What the merchant put into the element is offered: perhaps another way to pay.
fn rejected(stage: Stage) -> Vec<AnyView> {
    let mut children = message(stage, Text::RejectedTitle, Text::RejectedText);
    children.push(element("slot", "fallback", &[], Vec::new()));
    children
}
