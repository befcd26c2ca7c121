//! The time that is left: quiet, with one change of text a second. On paper, where it would stand still, the time of day
//! until which the buyer can pay.

use js_sys::Date;
use wasm_bindgen::JsValue;
use web_sys::Node;

use super::sheet::{Sheet, element, words};
use super::words::Words;
use crate::checkout::{Milestone, Rest};
use crate::language::Text;

/// Where the digits stand.
pub(super) const DIGITS: &str = ".digits span";

/// Where the time of day stands.
pub(super) const UNTIL: &str = ".until";

/// The countdown; in its last minute it is marked for the styles.
pub(super) fn countdown(sheet: &Sheet<'_>, rest: Option<Rest>) -> [Node; 2] {
    let label = sheet.say(Text::TimeLeft);
    let last_minute = rest.and_then(|rest| rest.milestone).is_some_and(Milestone::is_within_the_last_minute);
    let digits = element("span", if last_minute { "urgent" } else { "" }, &[], &[words(&written(rest))]);
    let attributes = [("role", "timer"), ("aria-live", "off"), ("aria-label", label.as_str())];
    let children =
        [sheet.paragraph("countdown-label", Text::TimeLeft), element("div", "digits", &attributes, &[digits])];
    [element("div", "countdown", &[], &children), element("p", "until", &[], &[words(&until(sheet.words(), rest))])]
}

/// The rest as hours, minutes and seconds.
pub(super) fn written(rest: Option<Rest>) -> String {
    let seconds = rest.map_or(0, |rest| rest.seconds);
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, two(seconds % 60));
    if hours == 0 { format!("{minutes}:{seconds}") } else { format!("{hours}:{}:{seconds}", two(minutes)) }
}

/// Until when the buyer can pay, by the clock of this device, right or wrong: the buyer looks at it.
pub(super) fn until(words: &Words, rest: Option<Rest>) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a few hours")]
    let rest = rest.map_or(0.0, |rest| rest.seconds as f64);
    let end = Date::new(&JsValue::from_f64(Date::now() + 1_000.0 * rest));
    let time = format!("{}:{}", two(end.get_hours().into()), two(end.get_minutes().into()));
    words.say(Text::Until).replace("{time}", &time)
}

fn two(number: i64) -> String {
    if number < 10 { format!("0{number}") } else { number.to_string() }
}
