//! The time that is left: quiet, with one change of text a second.

use leptos::prelude::{AnyView, IntoAny};

use super::actions::Stage;
use super::element::{element, live, paragraph};
use super::screen::Screen;
use crate::language::Text;

/// The countdown; in its last minute it is marked for the styles.
pub(super) fn countdown(stage: Stage) -> AnyView {
    let screen = stage.screen;
    let label = stage.say(Text::TimeLeft);
    let digits = live(Box::new(move || {
        let part = if screen.rest().is_some_and(|rest| rest.seconds <= 60) { "urgent" } else { "" };
        element("span", part, &[], vec![written(screen).into_any()])
    }));
    let attributes = [("role", "timer"), ("aria-live", "off"), ("aria-label", label.as_str())];
    element(
        "div",
        "countdown",
        &[],
        vec![paragraph("countdown-label", label.clone()), element("div", "digits", &attributes, vec![digits])],
    )
}

fn written(screen: Screen) -> String {
    let seconds = screen.rest().map_or(0, |rest| rest.seconds);
    let two = |number: i64| if number < 10 { format!("0{number}") } else { number.to_string() };
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, two(seconds % 60));
    if hours == 0 { format!("{minutes}:{seconds}") } else { format!("{hours}:{}:{seconds}", two(minutes)) }
}
