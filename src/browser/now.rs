//! The page's two clocks.

use crate::time::{EpochMs, Now, PageMs};

/// The present.
pub(super) fn now() -> Now {
    #[expect(clippy::cast_possible_truncation, reason = "both clocks count whole milliseconds far below 2^53")]
    let whole = |milliseconds: f64| milliseconds as i64;
    let page = web_sys::window().and_then(|window| window.performance()).map(|performance| performance.now());
    let wall = js_sys::Date::now();
    Now { page: PageMs(whole(page.unwrap_or(wall))), wall: EpochMs(whole(wall)) }
}
