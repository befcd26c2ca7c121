//! Masks keep a code free of large plain areas and of what looks like a finder pattern.

use super::symbol::{Module, Symbol};

/// The penalty of a false finder pattern: more than all that the standard counts in a code of a payment's size.
///
/// The standard does not know it, and decoders take any mask. But they look for finder patterns by the proportions of
/// light and dark alone, along rows and columns, and some take what has them by chance for a fourth corner: `OpenCV`
/// reads many of such codes at no size (`bench/SCAN.md`).
const FALSE_FINDER: usize = 10_000;

/// One of the eight masks.
#[derive(Clone, Copy)]
pub(super) struct Mask(usize);

impl Mask {
    /// The mask that leaves the least to complain about; the symbol says which it is.
    pub(super) fn best(symbol: &mut Symbol) -> Self {
        let (mut best, mut least) = (Self(0), usize::MAX);
        for number in 0..8 {
            let mask = Self(number);
            symbol.draw_format(number);
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
        let mut penalty = 0;
        let mut dark_modules = 0;
        let mut false_finders = 0;
        let mut in_rows = Vec::new();
        for down in [false, true] {
            for line in 0..side {
                let turned = |place: usize| if down { (line, place) } else { (place, line) };
                let dark = |place: usize| {
                    let (x, y) = turned(place);
                    self.dark(symbol, x, y)
                };
                penalty += line_penalty(side, dark, |middle| {
                    let place = turned(middle);
                    // The three true ones count too, under each mask alike.
                    if !down {
                        in_rows.push(place);
                    } else if in_rows.contains(&place) {
                        false_finders += 1;
                    }
                });
            }
        }
        for y in 0..side {
            for x in 0..side {
                let corner = self.dark(symbol, x, y);
                let same = |(x, y): &(usize, usize)| self.dark(symbol, *x, *y) == corner;
                dark_modules += usize::from(corner);
                if x > 0 && y > 0 && [(x - 1, y), (x, y - 1), (x - 1, y - 1)].iter().all(same) {
                    penalty += 3;
                }
            }
        }
        // Ten for every twentieth that the dark modules differ from half.
        penalty + FALSE_FINDER * false_finders + (200 * dark_modules / (side * side)).abs_diff(100)
    }
}

/// The penalty of a row or column: for five modules of one colour and more, and for what looks like a finder pattern
/// with four light modules before or after it.
///
/// Tells besides the middle of each five runs, dark and light in turn, that are about as long to each other as those
/// across a finder pattern: 1, 1, 3, 1 and 1.
fn line_penalty(side: usize, dark: impl Fn(usize) -> bool, mut like_finder: impl FnMut(usize)) -> usize {
    let mut penalty = 0;
    // The modules seen last, the newest in the lowest bit.
    let mut window = 0_u16;
    // The lengths of the runs seen last, the newest at the end.
    let mut runs = [0; 5];
    // Beyond the line everything is light.
    for place in 0..side + 4 {
        let dark = place < side && dark(place);
        let turns = dark != (window & 1 == 1);
        if turns && !dark {
            let length: usize = runs.iter().sum();
            let mut off = 0;
            for (run, share) in runs.iter().zip(&[1, 1, 3, 1, 1]) {
                off += (7 * run).abs_diff(share * length);
            }
            if 4 * off < 7 * length {
                like_finder(place - length.div_ceil(2));
            }
        }
        if turns {
            let [_, first, second, third, fourth] = runs;
            runs = [first, second, third, fourth, 0];
        }
        runs[4] += 1;
        window = window << 1 | u16::from(dark);
        let (before, finder, after) = (window >> 11 & 0b1111, window >> 4 & 0b111_1111, window & 0b1111);
        if finder == 0b101_1101 && (before == 0 || after == 0) {
            penalty += 40;
        }
        if place < side {
            penalty += match runs[4] {
                5 => 3,
                6.. => 1,
                _ => 0,
            };
        }
    }
    penalty
}
