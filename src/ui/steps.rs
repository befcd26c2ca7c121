//! What to do, in three steps with a small drawing each, for those who have not done it before.

use super::sheet::Sheet;
use crate::language::Text;

/// Each text with the lines of its drawing, in a square of 24: a phone, a code in a camera's frame, a phone with a check.
const STEPS: [(Text, &str); 3] = [
    (Text::StepOpen, "M7 2h10v20H7zM11 18h2"),
    (Text::StepScan, "M3 8V3h5M16 3h5v5M21 16v5h-5M8 21H3v-5M8 8h3v3H8zM13 13h3v3h-3zM14 8h2v2M8 14v2h2"),
    (Text::StepConfirm, "M7 2h10v20H7zM9 12l2 3 4-6"),
];

/// Open, scan, confirm.
pub(super) fn steps(sheet: &mut Sheet<'_>) {
    sheet.open("ol", "steps", &[]);
    for (text, lines) in STEPS {
        sheet.open("li", "step", &[]);
        sheet.open("svg", "drawing", &[("viewBox", "0 0 24 24"), ("aria-hidden", "true")]);
        sheet.empty("path", "", &[("d", lines)]);
        sheet.close();
        sheet.write(sheet.say(text));
        sheet.close();
    }
    sheet.close();
}
