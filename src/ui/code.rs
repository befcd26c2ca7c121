//! The QR: exact modules, black on white whatever the theme, as large as there is room.

use leptos::prelude::{
    AnyView, CustomAttribute, ElementChild, GetValue, IntoAny, Notify, SetValue, StoredValue, Track, Trigger,
};
use leptos::svg;

use super::actions::Stage;
use super::element::{element, live};
use super::picture;
use crate::language::Text;
use crate::payment::Payment;
use crate::qr;

/// The code of the payment, and what can be done with it.
pub(super) fn code(stage: Stage, payment: &Payment) -> AnyView {
    let Some(qr) = payment.codes.text.as_deref().and_then(qr::encode) else {
        return hosted(stage, payment);
    };
    let enlarged = StoredValue::new(false);
    let changed = Trigger::new();
    let save = qr.clone();
    let label = stage.say(Text::CodeLabel);
    let drawing = svg::svg()
        .attr("part", "code")
        .attr("class", "code")
        .attr("role", "img")
        .attr("aria-label", label)
        .attr("viewBox", format!("0 0 {0} {0}", qr.size))
        .attr("shape-rendering", "crispEdges")
        .child((
            svg::path().attr("fill", "#fff").attr("d", format!("M0 0h{0}v{0}h-{0}z", qr.size)),
            svg::path().attr("fill", "#000").attr("d", qr.path),
        ))
        .into_any();
    let toggle = live(Box::new(move || {
        changed.track();
        let (pressed, text) = if enlarged.get_value() { ("true", Text::Reduce) } else { ("false", Text::Enlarge) };
        stage.doing(
            "enlarge",
            &[("aria-pressed", pressed)],
            text,
            Box::new(move || {
                enlarged.set_value(!enlarged.get_value());
                changed.notify();
            }),
        )
    }));
    let save = stage.doing("save", &[], Text::Save, Box::new(move || picture::save(&save)));
    element("div", "figure", &[], vec![drawing, element("div", "code-tools", &[], vec![toggle, save])])
}

/// The picture of the code that Antom hosts, where the message has no text to draw.
fn hosted(stage: Stage, payment: &Payment) -> AnyView {
    let Some(picture) = &payment.codes.picture else {
        return ().into_any();
    };
    let label = stage.say(Text::CodeLabel);
    let attributes = [("src", picture.as_str()), ("alt", label.as_str()), ("referrerpolicy", "no-referrer")];
    element("div", "figure", &[], vec![element("img", "code", &attributes, Vec::new())])
}
