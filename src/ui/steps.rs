//! What to do, in three steps, for those who have not done it before.

use web_sys::Node;

use super::sheet::{Sheet, element, words};
use crate::language::Text;

/// Open, scan, confirm.
pub(super) fn steps(sheet: &Sheet<'_>) -> Node {
    let step = |text| element("li", "step", &[], &[words(&sheet.say(text))]);
    element("ol", "steps", &[], &[Text::StepOpen, Text::StepScan, Text::StepConfirm].map(step))
}
