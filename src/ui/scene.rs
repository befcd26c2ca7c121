//! The visual states, each drawn by its own view.

use super::amount::sum;
use super::card::Model;
use super::sheet::Sheet;
use super::{ended, expired, waiting};
use crate::checkout::{Ending, Scene};
use crate::language::Text;
use crate::payment::Amount;

/// The scene of the model's view.
pub(super) fn scene(sheet: &mut Sheet<'_>, model: &Model) {
    let scene = &model.view.scene;
    let paid = model.view.amount.as_ref();
    sheet.open("div", "scene", &[("data-state", scene.state())]);
    match scene {
        Scene::Idle => {}
        Scene::Waiting(waiting) => waiting::view(sheet, model, waiting),
        Scene::Pending => message(sheet, Text::PendingTitle, Text::PendingText, paid),
        Scene::Confirming => message(sheet, Text::ConfirmingTitle, Text::ConfirmingText, None),
        Scene::Expired(renewal) => expired::view(sheet, *renewal),
        Scene::Paid(ending) => ended::view(sheet, Text::PaidTitle, Text::PaidText, paid, ending),
        Scene::Failed(ending) => ended::view(sheet, Text::FailedTitle, Text::FailedText, None, ending),
        Scene::Cancelled(ending) => ended::view(sheet, Text::CancelledTitle, Text::CancelledText, None, ending),
        Scene::Rejected(ending) => rejected(sheet, ending),
    }
    sheet.close();
}

/// A title and a sentence, with what was paid between them, if anything.
pub(super) fn message(sheet: &mut Sheet<'_>, title: Text, text: Text, paid: Option<&Amount>) {
    sheet.heading(title);
    if let Some(paid) = paid {
        sum(sheet, paid);
    }
    sheet.paragraph("text", text);
}

/// What the merchant put into the element is offered: perhaps another way to pay.
fn rejected(sheet: &mut Sheet<'_>, ending: &Ending) {
    ended::view(sheet, Text::RejectedTitle, Text::RejectedText, None, ending);
    sheet.empty("slot", "fallback", &[]);
}
