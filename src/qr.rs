//! The code that the buyer scans: text in, modules as one SVG path out (ISO/IEC 18004).
//!
//! It knows what a payment's code needs and no more: one segment of bytes (Kaspi's codes have lower-case letters, so
//! no other mode is shorter), level M, the versions 1 to 40. `bench/SIZE.md` says what a library of all modes costs.

mod codewords;
mod field;
mod mask;
mod symbol;

use mask::Mask;
use symbol::Symbol;

use crate::text::digits;

/// The light margin that a scanner needs around a code, in modules a side.
pub const QUIET_ZONE: usize = 4;

/// A QR code, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Modules a side with the quiet zone on both sides: the side of the `viewBox`.
    pub size: usize,
    /// SVG path data to be filled dark on a light ground; one unit is one module, and every coordinate is a whole
    /// number. It is drawn from the upper left corner of the quiet zone.
    pub path: String,
}

/// Turns a text into the smallest code that holds it at error correction level M: up to 15 % of it may be unreadable.
/// No logo is laid over it, so a higher level would only make the modules smaller.
///
/// Returns nothing for a text that no code can hold: more than 2,331 bytes of UTF-8.
#[must_use]
pub fn encode(text: &str) -> Option<Qr> {
    let (version, codewords) = codewords::of(text.as_bytes())?;
    let mut symbol = Symbol::new(version);
    symbol.fill(&codewords);
    let mask = Mask::best(&mut symbol);
    Some(Qr { size: symbol.side() + 2 * QUIET_ZONE, path: path(symbol.side(), |x, y| mask.dark(&symbol, x, y)) })
}

/// One rectangle, one module high, for each run of dark modules of a row.
fn path(side: usize, dark: impl Fn(usize, usize) -> bool) -> String {
    let mut path = String::new();
    for y in 0..side {
        let mut length = 0;
        // The light module past the end closes the last run.
        for x in 0..=side {
            if x < side && dark(x, y) {
                length += 1;
            } else if length > 0 {
                let (left, top) = (digits((x + QUIET_ZONE - length) as u64), digits((y + QUIET_ZONE) as u64));
                let run = digits(length as u64);
                path += &["M", &left, " ", &top, "h", &run, "v1h-", &run, "z"].concat();
                length = 0;
            }
        }
    }
    path
}
