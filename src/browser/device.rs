//! What this page can see of where it is.

use wasm_bindgen::{JsCast, JsValue};

use super::value;
use crate::checkout::Situation;
use crate::device::{Facts, where_am_i};

/// How the page stands now.
pub(super) fn situation() -> Situation {
    let Some(window) = web_sys::window() else {
        return Situation {
            on_phone: false,
            inside_another_app: false,
            fresh_gesture: false,
            visible: true,
            online: true,
            asker: true,
            seed: 0,
        };
    };
    let navigator = window.navigator();
    let hints = value::get(&navigator, "userAgentData");
    let matches = |query: &str| window.match_media(query).ok().flatten().is_some_and(|list| list.matches());
    let side = |name: &str| window.screen().ok().and_then(|screen| value::get(&screen, name).as_f64()).unwrap_or(0.0);
    let has = |name: &str| !value::get(&window, name).is_undefined();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
    let whole = |number: f64| number as u32;

    let device = where_am_i(&Facts {
        user_agent: &navigator.user_agent().unwrap_or_default(),
        brands: &brands(&hints),
        mobile: value::get(&hints, "mobile").as_bool(),
        hinted_platform: &value::text(&hints, "platform").unwrap_or_default(),
        platform: &navigator.platform().unwrap_or_default(),
        max_touch_points: whole(value::get(&navigator, "maxTouchPoints").as_f64().unwrap_or(0.0)),
        coarse_pointer: matches("(pointer: coarse)"),
        screen_short_side: whole(side("width").min(side("height"))),
        telegram: ["TelegramWebview", "TelegramWebviewProxy", "TelegramWebviewProxyProto"].into_iter().any(has),
        standalone: value::get(&navigator, "standalone").is_truthy() || matches("(display-mode: standalone)"),
        framed: !js_sys::Object::is(&value::get(&window, "top"), &window),
    });
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "chance, whatever its bits")]
    let seed = (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
    Situation {
        on_phone: device.may_have_the_app(),
        inside_another_app: device.may_have_the_app() && !device.opens_apps(),
        fresh_gesture: value::get(&value::get(&navigator, "userActivation"), "isActive").is_truthy(),
        visible: is_visible(),
        online: navigator.on_line(),
        asker: value::get(&navigator, "locks").is_undefined(),
        seed,
    }
}

/// Whether the page can be seen.
pub(super) fn is_visible() -> bool {
    web_sys::window().and_then(|window| window.document()).is_none_or(|document| !document.hidden())
}

/// The browser's names for itself; only Chromium has hints.
fn brands(hints: &JsValue) -> String {
    let brands = value::get(hints, "brands");
    let Some(brands) = brands.dyn_ref::<js_sys::Array>() else { return String::new() };
    brands.iter().filter_map(|brand| value::text(&brand, "brand")).collect::<Vec<_>>().join(";")
}
