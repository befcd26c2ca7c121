//! The code that the buyer scans: text in, modules as one SVG path out.
//!
//! The text goes in as one segment of bytes: Kaspi's codes have lower-case letters, so no other
//! mode is shorter, and the search for a mixture of modes would cost more than it saves.

use std::fmt::Write as _;

use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};

/// The light margin that a scanner needs around a code, in modules a side (ISO/IEC 18004).
pub const QUIET_ZONE: u32 = 4;

/// Up to 15 % of the code may be unreadable. No logo is laid over it, so a higher level would
/// only make the modules smaller.
const LEVEL: EcLevel = EcLevel::M;

/// A QR code, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Modules a side with the quiet zone on both sides: the side of the `viewBox`.
    pub size: u32,
    /// SVG path data to be filled dark on a light ground; one unit is one module, and every
    /// coordinate is a whole number. It is drawn from the upper left corner of the quiet zone.
    pub path: String,
}

/// Turns a text into the smallest code that holds it at error correction level M.
///
/// Returns nothing for a text that no code can hold: more than 2,331 bytes of UTF-8.
#[must_use]
pub fn encode(text: &str) -> Option<Qr> {
    let code = QrCode::with_bits(smallest_bits(text.as_bytes())?, LEVEL).ok()?;
    let side = code.width();
    let colors = code.into_colors();
    let mut path = String::new();
    for (y, row) in (QUIET_ZONE..).zip(colors.chunks(side)) {
        draw_row(&mut path, y, row);
    }
    Some(Qr { size: u32::try_from(side).ok()? + 2 * QUIET_ZONE, path })
}

/// The text's bits in the smallest version that has room for them.
fn smallest_bits(bytes: &[u8]) -> Option<Bits> {
    (1..=40).map(Version::Normal).find_map(|version| {
        let mut bits = Bits::new(version);
        bits.push_byte_data(bytes).and_then(|()| bits.push_terminator(LEVEL)).ok()?;
        Some(bits)
    })
}

/// Adds one rectangle, one module high, for each run of dark modules of a row.
fn draw_row(path: &mut String, y: u32, row: &[Color]) {
    let mut x = QUIET_ZONE;
    for run in row.chunk_by(Color::eq) {
        let length = u32::try_from(run.len()).unwrap_or_default();
        if run.first() == Some(&Color::Dark) {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
        }
        x += length;
    }
}
