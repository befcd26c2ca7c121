//! A quiet word when the merchant's server cannot be reached.

use leptos::prelude::{AnyView, IntoAny};

use super::actions::Stage;
use super::element::{element, paragraph};
use crate::checkout::{Event, Link};
use crate::language::Text;

/// The notice; nothing while answers come.
pub(super) fn notice(stage: Stage) -> AnyView {
    let text = match stage.screen.link() {
        Link::Ok => return ().into_any(),
        Link::Unsteady => Text::Unsteady,
        Link::Offline => Text::Offline,
    };
    let check_now = stage.button("check-now", Text::CheckNow, Event::CheckNow);
    element("div", "connection", &[], vec![paragraph("text", stage.say(text)), check_now])
}
