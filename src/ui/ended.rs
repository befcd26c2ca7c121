//! The result, and the way on.

use super::scene::message;
use super::sheet::{Node, Sheet, element, words};
use crate::checkout::Ending;
use crate::language::Text;

/// A final state.
pub(super) fn view(sheet: &Sheet<'_>, title: Text, text: Text, ending: &Ending) -> Vec<Node> {
    let mut children = message(sheet, title, text);
    if let Some(onward) = &ending.onward {
        let attributes = [("href", onward.as_str()), ("target", sheet.frame())];
        children.push(element("a", "continue", &attributes, &[words(sheet.say(Text::Continue))]));
    }
    children
}
