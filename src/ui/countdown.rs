//! The time that is left: quiet, with one change of text a second.

use web_sys::Node;

use super::sheet::{Sheet, element, words};
use crate::checkout::{Milestone, Rest};
use crate::language::Text;

/// Where the digits stand.
pub(super) const DIGITS: &str = ".digits span";

/// The countdown; in its last minute it is marked for the styles.
pub(super) fn countdown(sheet: &Sheet<'_>, rest: Option<Rest>) -> Node {
    let label = sheet.say(Text::TimeLeft);
    let last_minute = rest.and_then(|rest| rest.milestone).is_some_and(Milestone::is_within_the_last_minute);
    let digits = element("span", if last_minute { "urgent" } else { "" }, &[], &[words(&written(rest))]);
    let attributes = [("role", "timer"), ("aria-live", "off"), ("aria-label", label.as_str())];
    let children =
        [sheet.paragraph("countdown-label", Text::TimeLeft), element("div", "digits", &attributes, &[digits])];
    element("div", "countdown", &[], &children)
}

/// The rest as hours, minutes and seconds.
pub(super) fn written(rest: Option<Rest>) -> String {
    let seconds = rest.map_or(0, |rest| rest.seconds);
    let two = |number: i64| if number < 10 { format!("0{number}") } else { number.to_string() };
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, two(seconds % 60));
    if hours == 0 { format!("{minutes}:{seconds}") } else { format!("{hours}:{}:{seconds}", two(minutes)) }
}
