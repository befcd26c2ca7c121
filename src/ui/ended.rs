//! The result, and the way on.

use super::scene::message;
use super::sheet::{Node, Sheet, element, words};
use crate::checkout::Ending;
use crate::language::Text;

/// A final state.
pub(super) fn view(sheet: &Sheet<'_>, title: Text, text: Text, ending: &Ending) -> Vec<Node> {
    let mut children = message(sheet, title, text);
    children.extend(ending.onward.as_ref().map(|onward| {
        let attributes = [("href", onward.as_str()), ("target", sheet.frame())];
        element("a", "continue", &attributes, &[words(sheet.say(Text::Continue))])
    }));
    children
}
