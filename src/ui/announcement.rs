//! The one polite live region: what a screen reader says without being asked.
//!
//! It speaks of each new state and of the countdown's milestones, never of single seconds (WCAG 2.2, 4.1.3).

use web_sys::Node;

use super::sheet::{Sheet, element, words};
use crate::checkout::{Link, Milestone, Scene, View};
use crate::language::Text;

/// The region.
pub(super) fn region(sheet: &Sheet<'_>, view: &View) -> Node {
    let text = spoken(view).map(|text| sheet.say(text)).unwrap_or_default();
    element("p", "announcement", &[("role", "status"), ("aria-live", "polite")], &[words(&text)])
}

fn spoken(view: &View) -> Option<Text> {
    Some(match (&view.scene, view.link) {
        (Scene::Waiting(_) | Scene::Pending | Scene::Confirming, Link::Offline) => Text::Offline,
        (Scene::Waiting(_), _) => match view.rest?.milestone? {
            Milestone::FiveMinutes => Text::LeftFiveMinutes,
            Milestone::TwoMinutes => Text::LeftTwoMinutes,
            Milestone::OneMinute => Text::LeftOneMinute,
            Milestone::ThirtySeconds => Text::LeftThirtySeconds,
            Milestone::TenSeconds => Text::LeftTenSeconds,
        },
        (Scene::Idle, _) => return None,
        (Scene::Pending, _) => Text::PendingTitle,
        (Scene::Confirming, _) => Text::ConfirmingTitle,
        (Scene::Expired(_), _) => Text::ExpiredTitle,
        (Scene::Paid(_), _) => Text::PaidTitle,
        (Scene::Failed(_), _) => Text::FailedTitle,
        (Scene::Cancelled(_), _) => Text::CancelledTitle,
        (Scene::Rejected(_), _) => Text::RejectedTitle,
    })
}
