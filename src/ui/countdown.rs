//! The time that is left: quiet, with one change of text a second. On paper, where it would stand still, the time of day
//! until which the buyer can pay.

use super::sheet::{Node, Sheet, element, words, written_by_the_browser};
use crate::checkout::{Milestone, Rest};
use crate::json::Object;
use crate::language::Text;
use crate::text::decimal;

/// Where the digits stand, as a selector.
pub(super) const DIGITS: &str = ".digits span";

/// Where the time of day stands, as a selector.
pub(super) const UNTIL: &str = ".until";

/// The countdown; in its last minute it is marked for the styles.
pub(super) fn countdown(sheet: &Sheet<'_>, rest: Option<Rest>) -> [Node; 2] {
    let label = sheet.say(Text::TimeLeft);
    let last_minute = rest.and_then(|rest| rest.milestone).is_some_and(Milestone::is_within_the_last_minute);
    let digits = element("span", if last_minute { "urgent" } else { "" }, &[], &[digits(rest)]);
    let attributes = [("role", "timer"), ("aria-live", "off"), ("aria-label", label)];
    let children =
        [sheet.paragraph("countdown-label", Text::TimeLeft), element("div", "digits", &attributes, &[digits])];
    let until = until(sheet.say(Text::Until), rest);
    [element("div", "countdown", &[], &children), element("p", "until", &[], &[until])]
}

/// The rest as hours, minutes and seconds.
pub(super) fn digits(rest: Option<Rest>) -> Node {
    let seconds = seconds(rest);
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, two(seconds % 60));
    if hours == 0 {
        words(&[&decimal(minutes), ":", &seconds].concat())
    } else {
        words(&[&decimal(hours), ":", &two(minutes), ":", &seconds].concat())
    }
}

/// Until when the buyer can pay, by the clock of this device, right or wrong: the buyer looks at it.
pub(super) fn until(text: &str, rest: Option<Rest>) -> Node {
    let mut until = Object::new();
    until.set_text("until", text);
    until.set("seconds", &decimal(seconds(rest)));
    written_by_the_browser(until)
}

fn seconds(rest: Option<Rest>) -> i64 {
    rest.map_or(0, |rest| rest.seconds)
}

fn two(number: i64) -> String {
    let digits = decimal(number);
    if number < 10 { ["0", &digits].concat() } else { digits }
}
