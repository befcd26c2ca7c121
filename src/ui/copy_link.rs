//! The way that works without seeing the code and without Kaspi.kz on this device: the link itself.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Node;

use super::act::Act;
use super::sheet::{Sheet, element, words};
use crate::language::Text;
use crate::payment::Payment;

/// How the copying of a link went.
#[derive(Default)]
pub(super) enum Copying {
    #[default]
    NotYet,
    Done(String),
    Refused(String),
}

/// A button that copies the payment's link; where the browser refuses, the link is shown to be copied by hand.
pub(super) fn copy_link(sheet: &mut Sheet<'_>, payment: &Payment, copying: &Copying) -> Option<Node> {
    let page = payment.page_link.as_ref().map(ToString::to_string);
    let app = || payment.app_link.as_ref().map(|link| link.address.to_string());
    let link = page.or_else(app).or_else(|| payment.codes.text.clone())?;
    let answer = match copying {
        Copying::Done(copied) if *copied == link => vec![sheet.paragraph("copied", Text::Copied)],
        Copying::Refused(refused) if *refused == link => {
            let by_hand = element("input", "link", &[("readonly", ""), ("value", &link)], &[]);
            vec![element("label", "copied", &[], &[words(&sheet.say(Text::CopyByHand)), by_hand])]
        }
        _ => Vec::new(),
    };
    let button = sheet.doing("copy", &[], Text::Copy, Act::Copy(link));
    Some(element("div", "copying", &[], &[button, element("div", "answer", &[("role", "status")], &answer)]))
}

/// Copies the link, and says how it went.
pub(super) async fn copy(link: String) -> Copying {
    if write(&link).await.is_some() { Copying::Done(link) } else { Copying::Refused(link) }
}

async fn write(link: &str) -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    let write: Function = Reflect::get(&clipboard, &"writeText".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = write.call1(&clipboard, &link.into()).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
