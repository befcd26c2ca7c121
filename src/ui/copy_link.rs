//! The way that works without seeing the code and without Kaspi.kz on this device: the link itself.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::{AnyView, GetValue, IntoAny, Notify, SetValue, StoredValue, Track, Trigger};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::actions::Stage;
use super::element::{element, live, paragraph};
use crate::language::Text;
use crate::payment::Payment;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Copying {
    NotYet,
    Done,
    Refused,
}

/// A button that copies the payment's link; where the browser refuses, the link is shown to be copied by hand.
pub(super) fn copy_link(stage: Stage, payment: &Payment) -> AnyView {
    let page = payment.page_link.as_ref().map(ToString::to_string);
    let app = || payment.app_link.as_ref().map(|link| link.address.to_string());
    let Some(link) = page.or_else(app).or_else(|| payment.codes.text.clone()) else {
        return ().into_any();
    };
    let state = StoredValue::new(Copying::NotYet);
    let changed = Trigger::new();
    let copied = link.clone();
    let act = move || {
        let link = copied.clone();
        spawn_local(async move {
            state.set_value(if write(&link).await.is_some() { Copying::Done } else { Copying::Refused });
            changed.notify();
        });
    };
    let button = stage.doing("copy", &[], Text::Copy, Box::new(act));
    let answer = live(Box::new(move || {
        changed.track();
        match state.get_value() {
            Copying::NotYet => ().into_any(),
            Copying::Done => paragraph("copied", stage.say(Text::Copied)),
            Copying::Refused => element(
                "label",
                "copied",
                &[],
                vec![
                    stage.say(Text::CopyByHand).into_any(),
                    element("input", "link", &[("readonly", ""), ("value", &link)], Vec::new()),
                ],
            ),
        }
    }));
    let answer = element("div", "answer", &[("role", "status")], vec![answer]);
    element("div", "copying", &[], vec![button, answer])
}

async fn write(link: &str) -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    let write: Function = Reflect::get(&clipboard, &"writeText".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = write.call1(&clipboard, &link.into()).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
