//! Antom's published messages, byte for byte, and how the tests read them.

use kaspi_checkout::error_code::ErrorCode;
use kaspi_checkout::payment::{OriginPattern, Origins, Reading, read_pay_response};

/// The message of that name in `tests/fixtures/antom`.
#[track_caller]
pub fn message(name: &str) -> String {
    let path = format!("{}/tests/fixtures/antom/{name}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The origins of a page that says nothing about them.
pub fn origins() -> Origins {
    Origins {
        page: "https://shop.example".into(),
        results: Vec::new(),
        apps: Origins::BUILT_IN_APPS.split(' ').filter_map(OriginPattern::read).collect(),
    }
}

/// Reads a pay response as an ordinary page does.
pub fn read(text: &str) -> Result<Reading, ErrorCode> {
    read_pay_response(text, &origins()).map_err(|rejection| rejection.code)
}

/// Reads a pay response that is known to be usable.
#[track_caller]
pub fn usable(text: &str) -> Reading {
    read(text).unwrap_or_else(|code| panic!("{code:?}: {text}"))
}
