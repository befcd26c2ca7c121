//! What to do, in three steps, for those who have not done it before.

use leptos::prelude::{AnyView, IntoAny};

use super::actions::Stage;
use super::element::element;
use crate::language::Text;

/// Open, scan, confirm.
pub(super) fn steps(stage: Stage) -> AnyView {
    let step = |text| element("li", "step", &[], vec![stage.say(text).into_any()]);
    element("ol", "steps", &[], [Text::StepOpen, Text::StepScan, Text::StepConfirm].map(step).into())
}
