//! Masks keep a code free of large plain areas and of what looks like a finder pattern.

use super::symbol::{Module, Symbol};

/// One of the eight masks.
#[derive(Clone, Copy)]
pub(super) struct Mask(usize);

impl Mask {
    /// The mask with the fewest false finder patterns, and among those the one that the standard penalizes least; the
    /// symbol says which it is.
    ///
    /// The standard minds only what is exactly like a finder pattern and has four light modules beside it. `OpenCV` looks
    /// for the proportions of dark and light, roughly along a row and then closely along the column through the middle, takes
    /// what has them by chance for another finder pattern, and then often cannot read the code.
    pub(super) fn best(symbol: &mut Symbol) -> Self {
        let (mut best, mut least) = (Self(0), (usize::MAX, usize::MAX));
        for number in 0..8 {
            let mask = Self(number);
            symbol.draw_format(number);
            let faults = mask.faults(symbol);
            if faults < least {
                (best, least) = (mask, faults);
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

    /// What a scanner may stumble over: the places that look like the middle of a finder pattern along their row and
    /// along their column, exactly along one of them, since a picture may be turned by a quarter; and the penalty of the
    /// standard. The three true finder patterns count too, under each mask.
    fn faults(self, symbol: &Symbol) -> (usize, usize) {
        let side = symbol.side();
        let mut finders = 0;
        let mut penalty = 0;
        let mut middles_in_rows = Vec::new();
        for down in [false, true] {
            for line in 0..side {
                let module = |place: usize| if down { (line, place) } else { (place, line) };
                let dark = |place: usize| {
                    let (x, y) = module(place);
                    self.dark(symbol, x, y)
                };
                penalty += line_penalty(side, dark, |middle, exact| {
                    let middle = module(middle);
                    if !down {
                        middles_in_rows.push((middle, exact));
                    } else if middles_in_rows.contains(&(middle, true))
                        || exact && middles_in_rows.contains(&(middle, false))
                    {
                        finders += 1;
                    }
                });
            }
        }
        let mut dark_modules = 0;
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
        penalty += (200 * dark_modules / (side * side)).abs_diff(100);
        (finders, penalty)
    }
}

/// The penalty of a row or column: for five modules of one colour and more, and for what looks like a finder pattern
/// with four light modules before or after it. Beyond the line everything is light.
///
/// Calls `like_finder` with the middle, one module or two, of every five runs, dark first, that have about the proportions
/// of a finder pattern, and with whether they have them exactly.
fn line_penalty(side: usize, dark: impl Fn(usize) -> bool, mut like_finder: impl FnMut(usize, bool)) -> usize {
    let mut penalty = 0;
    // The modules seen last, the newest in the lowest bit.
    let mut window = 0_u16;
    // The runs that have ended, the last one at the end, and the one that goes on.
    let mut ended = [0; 5];
    let mut run = 0;
    for place in 0..side + 4 {
        let dark = place < side && dark(place);
        if dark != (window & 1 == 1) {
            let [_, second, third, fourth, fifth] = ended;
            ended = [second, third, fourth, fifth, run];
            run = 0;
            let length = ended.iter().sum();
            let deviation = deviation(&ended, length);
            // A quarter of the whole is a little more than OpenCV allows.
            if !dark && 4 * deviation < 7 * length {
                // The middle of an even number of modules is an edge, and a scanner may look at either side of it.
                for middle in length.div_ceil(2)..=length / 2 + 1 {
                    like_finder(place - middle, deviation == 0);
                }
            }
        }
        run += 1;
        window = window << 1 | u16::from(dark);
        let (before, finder, after) = (window >> 11 & 0b1111, window >> 4 & 0b111_1111, window & 0b1111);
        if finder == 0b101_1101 && (before == 0 || after == 0) {
            penalty += 40;
        }
        if place < side {
            penalty += match run {
                5 => 3,
                6.. => 1,
                _ => 0,
            };
        }
    }
    penalty
}

/// How far runs are from 1, 1, 3, 1 and 1 of the same length, in sevenths of a module.
fn deviation(runs: &[usize; 5], length: usize) -> usize {
    let mut deviation = 0;
    for (run, share) in runs.iter().zip(&[1, 1, 3, 1, 1]) {
        deviation += (7 * run).abs_diff(share * length);
    }
    deviation
}
