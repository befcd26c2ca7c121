//! What to do, in three steps with a small drawing each, for those who have not done it before.

use super::sheet::{Node, Sheet, element, words};
use crate::language::Text;

/// Each text with the lines of its drawing, in a square of 24: a phone, a code in a camera's frame, a phone with a check.
const STEPS: [(Text, &str); 3] = [
    (Text::StepOpen, "M7 2h10v20H7zM11 18h2"),
    (Text::StepScan, "M3 8V3h5M16 3h5v5M21 16v5h-5M8 21H3v-5M8 8h3v3H8zM13 13h3v3h-3zM14 8h2v2M8 14v2h2"),
    (Text::StepConfirm, "M7 2h10v20H7zM9 12l2 3 4-6"),
];

/// Open, scan, confirm.
pub(super) fn steps(sheet: &Sheet<'_>) -> Node {
    let mut steps = Vec::new();
    for (text, lines) in STEPS {
        steps.push(step(sheet, text, lines));
    }
    element("ol", "steps", &[], &steps)
}

fn step(sheet: &Sheet<'_>, text: Text, lines: &str) -> Node {
    let attributes = [("viewBox", "0 0 24 24"), ("aria-hidden", "true")];
    let drawing = element("svg", "drawing", &attributes, &[element("path", "", &[("d", lines)], &[])]);
    element("li", "step", &[], &[drawing, words(sheet.say(text))])
}
