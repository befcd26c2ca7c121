//! The wasm's face: what the shell calls.

use lol_alloc::{FreeListAllocator, LockedAllocator};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::bridge::Bridge;
use crate::time::{EpochMs, Now, PageMs};

/// A list of what is free is all that a widget needs; the standard library's allocator ships 1.9 kB more.
#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> = LockedAllocator::new(FreeListAllocator::new());

/// One widget; what goes in and out is described in [`bridge`](crate::bridge). Times are in ms: `page` is what
/// `performance.now()` says, `wall` is what `Date.now()` says.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Core(Bridge);

#[wasm_bindgen]
impl Core {
    /// A widget that knows nothing yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Something has happened.
    #[must_use]
    pub fn tell(&mut self, telling: &str, page: f64, wall: f64) -> String {
        self.0.tell(telling, now(page, wall))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "both clocks count whole milliseconds far below 2^53")]
fn now(page: f64, wall: f64) -> Now {
    Now { page: PageMs(page as i64), wall: EpochMs(wall as i64) }
}
