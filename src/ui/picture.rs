//! The code as a PNG, for those who pay from another device later.

use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, Path2d, Url};

use crate::qr;

/// Device pixels a module: scanners and printers want whole ones.
const SCALE: u32 = 12;

/// Offers the code of the text as a file. Where the browser cannot, nothing happens: the code is on the screen.
pub(super) fn save(text: &str) {
    let _ = draw(text);
}

fn draw(text: &str) -> Option<()> {
    let qr = qr::encode(text)?;
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    let side = u32::try_from(qr.size).ok()?.checked_mul(SCALE)?;
    canvas.set_width(side);
    canvas.set_height(side);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, side.into(), side.into());
    context.scale(SCALE.into(), SCALE.into()).ok()?;
    context.set_fill_style_str("#000");
    context.fill_with_path_2d(&Path2d::new_with_path_string(&qr.path).ok()?);
    let anchor: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    let done = Closure::once_into_js(move |blob: JsValue| {
        let url = blob.dyn_ref().and_then(|blob| Url::create_object_url_with_blob(blob).ok());
        if let Some(url) = url {
            anchor.set_href(&url);
            anchor.set_download("kaspi-qr.png");
            anchor.click();
            let _ = Url::revoke_object_url(&url);
        }
    });
    canvas.to_blob(done.unchecked_ref::<Function>()).ok()
}
