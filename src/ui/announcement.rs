//! The one polite live region: what a screen reader says without being asked.
//!
//! It speaks of each new state, of the countdown's milestones and of the connection, never of single seconds
//! (WCAG 2.2, 4.1.3).

use super::sheet::Sheet;
use crate::checkout::{Handoff, Link, Milestone, Renewal, Scene, View};
use crate::language::Text;

/// The region.
pub(super) fn region(sheet: &mut Sheet<'_>, view: &View) {
    let mut spoken = String::new();
    // What is most urgent comes first, since each change has all of it said again.
    for text in [time(view), state(view), warning(view), connection(view)].into_iter().flatten() {
        spoken += match spoken.bytes().last() {
            None => "",
            // The last byte of an ellipsis.
            Some(b'.' | 0xA6) => " ",
            Some(_) => ". ",
        };
        spoken += sheet.say(text);
    }
    sheet.element("p", "announcement", &[("role", "status"), ("aria-live", "polite")], &spoken);
}

fn state(view: &View) -> Option<Text> {
    Some(match &view.scene {
        Scene::Waiting(waiting) => return handing(waiting.handoff),
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

/// Nobody who may have paid is to hear less than what others read: not to pay again.
fn warning(view: &View) -> Option<Text> {
    Some(match &view.scene {
        Scene::Pending => Text::PendingText,
        Scene::Confirming => Text::ConfirmingText,
        Scene::Expired(Renewal::Unavailable | Renewal::Offered) => Text::ExpiredText,
        _ => return None,
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

/// Which milestone of the countdown was passed. What had been passed before says how much time was left then, not now.
fn time(view: &View) -> Option<Text> {
    Some(match view.rest.filter(|rest| rest.is_news)?.milestone? {
        Milestone::FiveMinutes => Text::LeftFiveMinutes,
        Milestone::TwoMinutes => Text::LeftTwoMinutes,
        Milestone::OneMinute => Text::LeftOneMinute,
        Milestone::ThirtySeconds => Text::LeftThirtySeconds,
        Milestone::TenSeconds => Text::LeftTenSeconds,
    })
}

fn connection(view: &View) -> Option<Text> {
    match (&view.scene, view.link) {
        (Scene::Waiting(_) | Scene::Pending | Scene::Confirming, Link::Offline) => Some(Text::Offline),
        (Scene::Waiting(_) | Scene::Pending | Scene::Confirming, Link::Unsteady) => Some(Text::Unsteady),
        _ => None,
    }
}
