//! The one polite live region: what a screen reader says without being asked.
//!
//! It speaks of each new state, of the countdown's milestones and of the connection, never of single seconds
//! (WCAG 2.2, 4.1.3).

use super::sheet::{Node, Sheet, element, words};
use crate::checkout::{Handoff, Link, Milestone, Renewal, Scene, View};
use crate::language::Text;

/// The region.
pub(super) fn region(sheet: &Sheet<'_>, view: &View) -> Node {
    let mut spoken = spoken(view).map(|text| sheet.say(text).to_owned()).unwrap_or_default();
    if let Some(text) = connection(view) {
        spoken += if spoken.is_empty() { "" } else { ". " };
        spoken += sheet.say(text);
    }
    element("p", "announcement", &[("role", "status"), ("aria-live", "polite")], &[words(&spoken)])
}

fn spoken(view: &View) -> Option<Text> {
    Some(match &view.scene {
        Scene::Waiting(waiting) => match view.rest?.milestone {
            None => return handing(waiting.handoff),
            Some(Milestone::FiveMinutes) => Text::LeftFiveMinutes,
            Some(Milestone::TwoMinutes) => Text::LeftTwoMinutes,
            Some(Milestone::OneMinute) => Text::LeftOneMinute,
            Some(Milestone::ThirtySeconds) => Text::LeftThirtySeconds,
            Some(Milestone::TenSeconds) => Text::LeftTenSeconds,
        },
        Scene::Idle => return None,
        Scene::Pending => Text::PendingTitle,
        Scene::Confirming => Text::ConfirmingTitle,
        Scene::Expired(Renewal::Underway) => Text::NewCodeUnderway,
        Scene::Expired(Renewal::Failed) => Text::NewCodeFailed,
        Scene::Expired(_) => Text::ExpiredTitle,
        Scene::Paid(_) => Text::PaidTitle,
        Scene::Failed(_) => Text::FailedTitle,
        Scene::Cancelled(_) => Text::CancelledTitle,
        Scene::Rejected(_) => Text::RejectedTitle,
    })
}

/// What happens without the buyer on the way into the app.
fn handing(handoff: Handoff) -> Option<Text> {
    match handoff {
        Handoff::Offered => None,
        Handoff::Announced => Some(Text::Opening),
        Handoff::Opened => Some(Text::Opened),
        Handoff::Hinted => Some(Text::Hint),
    }
}

fn connection(view: &View) -> Option<Text> {
    match (&view.scene, view.link) {
        (Scene::Waiting(_) | Scene::Pending | Scene::Confirming, Link::Offline) => Some(Text::Offline),
        (Scene::Waiting(_) | Scene::Pending | Scene::Confirming, Link::Unsteady) => Some(Text::Unsteady),
        _ => None,
    }
}
