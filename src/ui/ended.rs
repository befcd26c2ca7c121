//! The result, and the way on.

use super::scene::message;
use super::sheet::Sheet;
use crate::checkout::Ending;
use crate::language::Text;
use crate::payment::Amount;

/// A final state; `paid` is what was paid, if anything.
pub(super) fn view(sheet: &mut Sheet<'_>, title: Text, text: Text, paid: Option<&Amount>, ending: &Ending) {
    message(sheet, title, text, paid);
    if let Some(onward) = &ending.onward {
        let attributes = [("href", onward.as_str()), ("target", sheet.frame())];
        sheet.element("a", "continue", &attributes, sheet.say(Text::Continue));
    }
}
