//! The way that works without seeing the code and without Kaspi.kz on this device: the link itself.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Navigator, Node};

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
    let mut children = vec![sheet.doing("copy", &[], Text::Copy, Act::Copy(link.clone()))];
    children.extend(sharer().map(|_| sheet.doing("share", &[], Text::Share, Act::Share(link))));
    children.push(element("div", "answer", &[("role", "status")], &answer));
    Some(element("div", "copying", &[], &children))
}

/// Lets the buyer send the link to another device or person; whether that was done is nobody's business.
pub(super) fn share(link: &str) {
    let shared = Object::new();
    let _ = Reflect::set(&shared, &"url".into(), &link.into());
    if let Some((navigator, share)) = sharer()
        && let Ok(promise) = share.call1(&navigator, &shared)
        && let Ok(promise) = promise.dyn_into::<Promise>()
    {
        // A buyer who changes their mind is no error.
        spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }
}

/// What shares, where the browser can.
fn sharer() -> Option<(Navigator, Function)> {
    let navigator = web_sys::window()?.navigator();
    let share = Reflect::get(&navigator, &"share".into()).ok()?.dyn_into().ok()?;
    Some((navigator, share))
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
