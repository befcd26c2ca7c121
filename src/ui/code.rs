//! The QR: exact modules, black on white whatever the theme, as large as there is room.

use std::cell::RefCell;

use web_sys::Node;

use super::act::Act;
use super::card::Model;
use super::sheet::{Sheet, element, shape};
use crate::language::Text;
use crate::payment::Payment;
use crate::qr::{self, Qr};

/// How large the buyer wants the code.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
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

/// The code that was drawn last, and its text: drawing it is the longest work that there is.
#[derive(Default)]
pub(super) struct Drawn(RefCell<Option<(String, Qr)>>);

impl Drawn {
    fn of(&self, text: &str) -> Option<Qr> {
        let mut last = self.0.borrow_mut();
        if last.as_ref().is_none_or(|(drawn, _)| drawn != text) {
            *last = qr::encode(text).map(|qr| (text.to_owned(), qr));
        }
        last.as_ref().map(|(_, qr)| qr.clone())
    }
}

/// The code of the payment, and what can be done with it.
pub(super) fn code(sheet: &mut Sheet<'_>, model: &Model, payment: &Payment) -> Option<Node> {
    let text = payment.codes.text.as_deref();
    let Some((text, qr)) = text.and_then(|text| Some((text, model.drawn.of(text)?))) else {
        return hosted(sheet, payment);
    };
    let (side, label) = (qr.size.to_string(), sheet.say(Text::CodeLabel));
    let attributes = [
        ("class", "code"),
        ("part", "code"),
        ("role", "img"),
        ("aria-label", label.as_str()),
        ("viewBox", &format!("0 0 {side} {side}")),
        ("shape-rendering", "crispEdges"),
    ];
    let ground = shape("path", &[("fill", "#fff"), ("d", &format!("M0 0h{side}v{side}H0z"))], &[]);
    let drawing = shape("svg", &attributes, &[ground, shape("path", &[("fill", "#000"), ("d", &qr.path)], &[])]);
    let (pressed, resize) = match model.size {
        Size::Usual => ("false", Text::Enlarge),
        Size::Enlarged => ("true", Text::Reduce),
    };
    let tools = [
        sheet.doing("enlarge", &[("aria-pressed", pressed)], resize, Act::Resize),
        sheet.doing("save", &[], Text::Save, Act::Save(text.to_owned())),
    ];
    Some(element("div", "figure", &[], &[drawing, element("div", "code-tools", &[], &tools)]))
}

/// The picture of the code that Antom hosts, where the message has no text to draw.
fn hosted(sheet: &Sheet<'_>, payment: &Payment) -> Option<Node> {
    let picture = payment.codes.picture.as_ref()?;
    let label = sheet.say(Text::CodeLabel);
    let attributes = [("src", picture.as_str()), ("alt", label.as_str()), ("referrerpolicy", "no-referrer")];
    Some(element("div", "figure", &[], &[element("img", "code", &attributes, &[])]))
}
