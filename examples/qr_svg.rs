//! Prints the code of a text as JSON: `{"text", "size", "path"}`, as the element draws it.
//!
//! `cargo run --example qr_svg -- TEXT`

use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(text) = std::env::args().nth(1) else {
        eprintln!("usage: qr_svg TEXT");
        return ExitCode::FAILURE;
    };
    let Some(qr) = kaspi_checkout::qr::encode(&text) else {
        eprintln!("qr_svg: {} bytes are more than a QR code holds", text.len());
        return ExitCode::FAILURE;
    };
    println!("{}", serde_json::json!({ "text": text, "size": qr.size, "path": qr.path }));
    ExitCode::SUCCESS
}
