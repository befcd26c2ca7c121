//! The tab's memory of a payment; where storage is refused, there is none.

use crate::checkout::Memory;

const PREFIX: &str = "kaspi-checkout:";

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// What this tab kept of the payment.
pub(super) fn recall(key: &str) -> Option<Memory> {
    Memory::read(&storage()?.get_item(&format!("{PREFIX}{key}")).ok()??)
}

/// Keeps `memory` in this tab, under each name of its payments.
pub(super) fn remember(memory: &Memory) {
    if let Some(storage) = storage() {
        let text = memory.write();
        for key in memory.keys() {
            // A full or blocked storage costs the memory, never the payment.
            let _ = storage.set_item(&format!("{PREFIX}{key}"), &text);
        }
    }
}
