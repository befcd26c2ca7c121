//! Masks keep a code free of large plain areas and of what looks like a finder pattern.

use super::symbol::{Module, Symbol};

/// One of the eight masks.
#[derive(Clone, Copy)]
pub(super) struct Mask(usize);

impl Mask {
    /// The mask that leaves the least to complain about; the symbol says which it is.
    pub(super) fn best(symbol: &mut Symbol) -> Self {
        let (mut best, mut least) = (Self(0), usize::MAX);
        for mask in (0..8).map(Self) {
            symbol.draw_format(mask.0);
            let penalty = mask.penalty(symbol);
            if penalty < least {
                (best, least) = (mask, penalty);
            }
        }
        symbol.draw_format(best.0);
        best
    }

    /// Whether a module is dark under this mask.
    pub(super) fn dark(self, symbol: &Symbol, x: usize, y: usize) -> bool {
        match symbol.module(x, y) {
            Module::Pattern(dark) => dark,
            Module::Data(dark) => dark ^ self.flips(x, y),
            Module::Free => false,
        }
    }

    /// The eight conditions of the standard.
    fn flips(self, x: usize, y: usize) -> bool {
        let product = x * y;
        let rest = match self.0 {
            0 => (x + y) % 2,
            1 => y % 2,
            2 => x % 3,
            3 => (x + y) % 3,
            4 => (x / 3 + y / 2) % 2,
            5 => product % 2 + product % 3,
            6 => (product % 2 + product % 3) % 2,
            _ => ((x + y) % 2 + product % 3) % 2,
        };
        rest == 0
    }

    /// How much there is that a scanner may stumble over.
    fn penalty(self, symbol: &Symbol) -> usize {
        let side = symbol.side();
        let dark = |x, y| self.dark(symbol, x, y);
        let mut penalty = 0;
        let mut dark_modules = 0;
        for line in 0..side {
            penalty += line_penalty((0..side).map(|place| dark(place, line)));
            penalty += line_penalty((0..side).map(|place| dark(line, place)));
            dark_modules += (0..side).filter(|place| dark(*place, line)).count();
        }
        for y in 1..side {
            for x in 1..side {
                let corner = dark(x, y);
                let plain = [(x - 1, y), (x, y - 1), (x - 1, y - 1)].iter().all(|(x, y)| dark(*x, *y) == corner);
                penalty += if plain { 3 } else { 0 };
            }
        }
        // Ten for every twentieth that the dark modules differ from half.
        penalty + (200 * dark_modules / (side * side)).abs_diff(100)
    }
}

/// The penalty of a row or column: for five modules of one colour and more, and for what looks like a finder pattern
/// with four light modules before or after it.
fn line_penalty(line: impl Iterator<Item = bool>) -> usize {
    let mut penalty = 0;
    // The modules seen last, the newest in the lowest bit. Beyond the line everything is light.
    let mut window = 0_u16;
    let mut look = |dark: bool| {
        window = window << 1 | u16::from(dark);
        let like_finder = window >> 4 & 0b111_1111 == 0b101_1101;
        let before = window >> 11 & 0b1111;
        let after = window & 0b1111;
        if like_finder && (before == 0 || after == 0) { 40 } else { 0 }
    };
    let (mut run, mut last) = (0, None);
    for dark in line {
        penalty += look(dark);
        run = if last == Some(dark) { run + 1 } else { 1 };
        last = Some(dark);
        penalty += match run {
            5 => 3,
            6.. => 1,
            _ => 0,
        };
    }
    penalty + (0..4).map(|_| look(false)).sum::<usize>()
}
