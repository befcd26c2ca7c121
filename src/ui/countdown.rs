//! The time that is left: quiet, with one change of text a second; the shell writes the digits. On paper, where they would
//! stand still, the time of day until which the buyer can pay.

use super::sheet::Sheet;
use crate::checkout::{Milestone, Rest};
use crate::language::Text;
use crate::text::decimal;

/// The countdown; in its last minute it is marked for the styles.
pub(super) fn countdown(sheet: &mut Sheet<'_>, rest: Option<Rest>) {
    let label = sheet.say(Text::TimeLeft);
    let last_minute = rest.and_then(|rest| rest.milestone).is_some_and(Milestone::is_within_the_last_minute);
    let (ends, until) = (decimal(rest.map_or(0, |rest| rest.ends.0)), sheet.say(Text::Until));
    sheet.open("div", "countdown", &[]);
    sheet.paragraph("countdown-label", Text::TimeLeft);
    sheet.open("div", "digits", &[("role", "timer"), ("aria-live", "off"), ("aria-label", label)]);
    sheet.element("span", if last_minute { "urgent" } else { "" }, &[], "");
    sheet.close();
    sheet.close();
    sheet.open("p", "until", &[]);
    sheet.written_by_the_browser(&[("ends", &ends)], &[("until", until)]);
    sheet.close();
}
