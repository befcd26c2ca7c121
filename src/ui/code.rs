//! The QR: exact modules, black on white whatever the theme, as large as there is room.

use super::act::Act;
use super::card::Model;
use super::sheet::Sheet;
use crate::language::Text;
use crate::payment::Payment;
use crate::qr::{self, Qr};
use crate::text::digits;

/// How large the buyer wants the code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Size {
    #[default]
    Usual,
    Enlarged,
}

impl Size {
    pub(super) fn toggle(&mut self) {
        *self = if *self == Self::Usual { Self::Enlarged } else { Self::Usual };
    }
}

/// The code that was encoded last, and its text: encoding it is the longest work that there is.
#[derive(Clone, Debug, Default)]
pub(super) struct Encoded {
    text: String,
    qr: Option<Qr>,
}

impl Encoded {
    /// Encodes the text, unless it is the last one again.
    pub(super) fn follow(&mut self, text: Option<&str>) {
        let text = text.unwrap_or_default();
        if self.text != text {
            text.clone_into(&mut self.text);
            self.qr = if text.is_empty() { None } else { qr::encode(text) };
        }
    }

    /// The code.
    pub(super) fn qr(&self) -> Option<&Qr> {
        self.qr.as_ref()
    }
}

/// The code of the payment, and what can be done with it.
pub(super) fn code(sheet: &mut Sheet<'_>, model: &Model, payment: &Payment) {
    let Some(qr) = model.encoded.qr() else {
        return hosted(sheet, payment);
    };
    let side = digits(qr.size as u64);
    let attributes = [
        ("role", "img"),
        ("aria-label", sheet.say(Text::CodeLabel)),
        ("viewBox", &["0 0 ", &side, " ", &side].concat()),
        ("shape-rendering", "crispEdges"),
    ];
    let resize = if model.size == Size::Usual { Text::Enlarge } else { Text::Reduce };
    sheet.open("div", "figure", &[]);
    sheet.open("svg", "code", &attributes);
    sheet.empty("rect", "", &[("width", &side), ("height", &side), ("fill", "#fff")]);
    sheet.empty("path", "", &[("fill", "#000"), ("d", &qr.path)]);
    sheet.close();
    sheet.open("div", "code-tools", &[]);
    sheet.button("enlarge", resize, Act::Resize);
    sheet.button("save", Text::Save, Act::Save);
    sheet.close();
    sheet.close();
}

/// The picture of the code that Antom hosts, where the message has no text to draw.
fn hosted(sheet: &mut Sheet<'_>, payment: &Payment) {
    if let Some(picture) = &payment.codes.picture {
        let label = sheet.say(Text::CodeLabel);
        sheet.open("div", "figure", &[]);
        sheet.empty("img", "code", &[("src", picture), ("alt", label), ("referrerpolicy", "no-referrer")]);
        sheet.close();
    }
}
