//! Masks keep a code free of large plain areas and of what looks like a finder pattern.

use std::slice;

use super::symbol::{Module, Symbol};

/// One of the eight masks.
#[derive(Clone, Copy)]
pub(super) struct Mask(usize);

impl Mask {
    /// The mask with the fewest false finder patterns, then with the fewest on the edge of two modules, then the one that the
    /// standard penalizes least; the symbol says which it is.
    ///
    /// The standard minds only what is exactly like a finder pattern and has four light modules beside it. `OpenCV` looks
    /// for the proportions of dark and light, roughly along a row and then closely along the column through the middle, takes
    /// what has them by chance for another finder pattern, and then often cannot read the code. It makes large pictures
    /// smaller first: a pixel on the edge of two modules is then dark where one of them is.
    pub(super) fn best(symbol: &mut Symbol) -> Self {
        let (mut best, mut least) = (Self(0), (usize::MAX, usize::MAX, usize::MAX));
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

    /// What a scanner may stumble over: what looks like the middle of a finder pattern along a row and along a column (counted
    /// from each, and the three true ones are among it); what does where the column or the row is the edge of two; and the
    /// penalty of the standard.
    fn faults(self, symbol: &Symbol) -> (usize, usize, usize) {
        let side = symbol.side();
        let mut penalty = 0;
        let mut middles = Vec::new();
        for down in [false, true] {
            for line in 0..side {
                penalty += self.look(symbol, Line { down, first: line, last: line }, &mut middles);
            }
        }
        let mut on_edges = 0;
        for middle in &middles {
            if middle.first < middle.last {
                let edge = Line { down: !middle.line.down, first: middle.first, last: middle.last };
                let mut across = Vec::new();
                self.look(symbol, edge, &mut across);
                on_edges += crossings(&across, slice::from_ref(middle));
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
        (crossings(&middles, &middles), on_edges, penalty)
    }

    /// The penalty of a line: for five modules of one colour and more, and for what looks like a finder pattern with four
    /// light modules before or after it. Beyond the line everything is light.
    ///
    /// Adds to `middles` the middle of every five runs, dark first, that have about the proportions of a finder pattern.
    fn look(self, symbol: &Symbol, line: Line, middles: &mut Vec<Middle>) -> usize {
        let side = symbol.side();
        let mut penalty = 0;
        // The modules seen last, the newest in the lowest bit.
        let mut window = 0_u16;
        // The runs that have ended, the last one at the end, and the one that goes on.
        let mut ended = [0; 5];
        let mut run = 0;
        for place in 0..side + 4 {
            let dark = place < side
                && (line.first..=line.last).any(|beside| {
                    let (x, y) = if line.down { (beside, place) } else { (place, beside) };
                    self.dark(symbol, x, y)
                });
            if dark != (window & 1 == 1) {
                let [_, second, third, fourth, fifth] = ended;
                ended = [second, third, fourth, fifth, run];
                run = 0;
                let length = ended.iter().sum();
                let deviation = deviation(&ended, length);
                // A quarter of the whole is a little more than OpenCV allows.
                if !dark && 4 * deviation < 7 * length {
                    let (first, last) = (place - length / 2 - 1, place - length.div_ceil(2));
                    middles.push(Middle { line, first, last, exact: deviation == 0 });
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
}

/// What a scanner looks along: one row or column (`first` is `last`), or the edge of two, dark where one of them is.
#[derive(Clone, Copy)]
struct Line {
    /// Whether it is a column.
    down: bool,
    first: usize,
    last: usize,
}

/// What looks like the middle of a finder pattern along a line: one module (`first` is `last`), or the edge of two.
struct Middle {
    line: Line,
    first: usize,
    last: usize,
    /// Whether the proportions are those of a finder pattern exactly.
    exact: bool,
}

/// How many of the middles lie on each other, one along rows and one along columns, and one of them exact: which one,
/// a picture turned by a quarter changes.
fn crossings(some: &[Middle], others: &[Middle]) -> usize {
    let mut crossings = 0;
    for one in some {
        for other in others {
            if one.line.down != other.line.down
                && (one.exact || other.exact)
                && (other.first..=other.last).contains(&one.line.first)
                && (one.first..=one.last).contains(&other.line.first)
            {
                crossings += 1;
            }
        }
    }
    crossings
}

/// How far runs are from 1, 1, 3, 1 and 1 of the same length, in sevenths of a module.
fn deviation(runs: &[usize; 5], length: usize) -> usize {
    let mut deviation = 0;
    for (run, share) in runs.iter().zip(&[1, 1, 3, 1, 1]) {
        deviation += (7 * run).abs_diff(share * length);
    }
    deviation
}
