//! The result, and the way on.

use leptos::prelude::AnyView;

use super::actions::Stage;
use super::card::message;
use super::element::clickable;
use crate::checkout::Ending;
use crate::language::Text;

/// A final state.
pub(super) fn view(stage: Stage, title: Text, text: Text, ending: &Ending) -> Vec<AnyView> {
    let mut children = message(stage, title, text);
    children.extend(ending.onward.as_ref().map(|onward| {
        let attributes = [("href", onward.as_str()), ("target", stage.target())];
        clickable("a", "continue", &attributes, stage.say(Text::Continue), Box::new(|_| {}))
    }));
    children
}
