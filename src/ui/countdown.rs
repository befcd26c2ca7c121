//! The time that is left: quiet, with one change of text a second; the shell writes the digits. On paper, where they would
//! stand still, the time of day until which the buyer can pay.

use super::sheet::{Node, Sheet, element, words, written_by_the_browser};
use crate::checkout::{Milestone, Rest};
use crate::json::Object;
use crate::language::Text;
use crate::text::decimal;

/// The countdown; in its last minute it is marked for the styles.
pub(super) fn countdown(sheet: &Sheet<'_>, rest: Option<Rest>) -> [Node; 2] {
    let label = sheet.say(Text::TimeLeft);
    let last_minute = rest.and_then(|rest| rest.milestone).is_some_and(Milestone::is_within_the_last_minute);
    let digits = element("span", if last_minute { "urgent" } else { "" }, &[], &[words("")]);
    let attributes = [("role", "timer"), ("aria-live", "off"), ("aria-label", label)];
    let children =
        [sheet.paragraph("countdown-label", Text::TimeLeft), element("div", "digits", &attributes, &[digits])];
    let mut until = Object::new();
    until.set("ends", &decimal(rest.map_or(0, |rest| rest.ends.0)));
    until.set_text("until", sheet.say(Text::Until));
    let until = element("p", "until", &[], &[written_by_the_browser(until)]);
    [element("div", "countdown", &[], &children), until]
}
