//! The visual states, each drawn by its own view.

use super::amount::sum;
use super::card::Model;
use super::sheet::{Node, Sheet, element};
use super::{ended, expired, waiting};
use crate::checkout::Scene;
use crate::language::Text;

/// The scene of the model's view.
pub(super) fn scene(sheet: &mut Sheet<'_>, model: &Model) -> Node {
    let scene = &model.view.scene;
    let mut children = match scene {
        Scene::Idle => Vec::new(),
        Scene::Waiting(waiting) => waiting::view(sheet, model, waiting),
        Scene::Pending => message(sheet, Text::PendingTitle, Text::PendingText),
        Scene::Confirming => message(sheet, Text::ConfirmingTitle, Text::ConfirmingText),
        Scene::Expired(renewal) => expired::view(sheet, *renewal),
        Scene::Paid(ending) => ended::view(sheet, Text::PaidTitle, Text::PaidText, ending),
        Scene::Failed(ending) => ended::view(sheet, Text::FailedTitle, Text::FailedText, ending),
        Scene::Cancelled(ending) => ended::view(sheet, Text::CancelledTitle, Text::CancelledText, ending),
        Scene::Rejected(_) => rejected(sheet),
    };
    // What was paid follows the title.
    if let (Scene::Pending | Scene::Paid(_), Some(amount)) = (scene, &model.view.amount) {
        children.insert(1, sum(sheet, amount));
    }
    element("div", "scene", &[("data-state", scene.state()), ("lang", sheet.language().tag())], &children)
}

/// A title and a sentence.
pub(super) fn message(sheet: &Sheet<'_>, title: Text, text: Text) -> Vec<Node> {
    vec![sheet.heading(title), sheet.paragraph("text", text)]
}

/// What the merchant put into the element is offered: perhaps another way to pay.
fn rejected(sheet: &Sheet<'_>) -> Vec<Node> {
    let mut children = message(sheet, Text::RejectedTitle, Text::RejectedText);
    children.push(element("slot", "fallback", &[], &[]));
    children
}
