//! The square of modules: the patterns that every code has, and the codewords between them.

/// A module, as dark or light.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Module {
    /// Nothing was drawn there yet.
    Free,
    /// Part of a pattern: no mask changes it.
    Pattern(bool),
    /// A bit of a codeword, before it is masked.
    Data(bool),
}

/// Format information, level M, for each mask: the table C.1 of the standard.
const FORMATS: [u16; 8] = [0x5412, 0x5125, 0x5e7c, 0x5b4b, 0x45f9, 0x40ce, 0x4f97, 0x4aa0];

/// A code's modules without the quiet zone.
pub(super) struct Symbol {
    side: usize,
    modules: Vec<Module>,
}

impl Symbol {
    /// The patterns of a version (1 to 40), with room for its codewords.
    pub(super) fn new(version: usize) -> Self {
        let side = 4 * version + 17;
        let mut symbol = Self { side, modules: vec![Module::Free; side * side] };
        for (x, y) in [(3, 3), (side - 4, 3), (3, side - 4)] {
            symbol.draw_rings(x, y, 4);
        }
        symbol.draw_alignment(version);
        symbol.draw_timing();
        symbol.draw_format(0);
        symbol.draw_version(version);
        symbol
    }

    /// Modules a side.
    pub(super) fn side(&self) -> usize {
        self.side
    }

    /// The module of a column and a row.
    pub(super) fn module(&self, x: usize, y: usize) -> Module {
        self.modules.get(y * self.side + x).copied().unwrap_or(Module::Free)
    }

    /// Draws the codewords, highest bit first, into what the patterns leave free: two columns at a time from the
    /// right, upwards and downwards in turn. What they leave over is light before it is masked.
    pub(super) fn fill(&mut self, codewords: &[u8]) {
        let side = self.side;
        let mut bit = 0;
        for pair in 0..side / 2 {
            let right = side - 1 - 2 * pair;
            // The column of the timing pattern is passed over.
            let right = if right <= 6 { right - 1 } else { right };
            for step in 0..side {
                let y = if pair % 2 == 0 { side - 1 - step } else { step };
                for x in [right, right - 1] {
                    if self.module(x, y) == Module::Free {
                        let codeword = codewords.get(bit / 8).copied().unwrap_or(0);
                        self.put(x, y, Module::Data(codeword >> (7 - bit % 8) & 1 == 1));
                        bit += 1;
                    }
                }
            }
        }
    }

    /// Says which mask is on: 15 bits, twice.
    pub(super) fn draw_format(&mut self, mask: usize) {
        let format = FORMATS.get(mask).copied().unwrap_or_default();
        let side = self.side;
        for bit in 0..15 {
            let module = Module::Pattern(format >> bit & 1 == 1);
            // Beside the upper left finder pattern, around its corner past the timing patterns.
            match bit {
                0..=5 => self.put(8, bit, module),
                6 | 7 => self.put(8, bit + 1, module),
                8 => self.put(7, 8, module),
                _ => self.put(14 - bit, 8, module),
            }
            // Below the upper right one, then beside the lower left one.
            match bit {
                0..=7 => self.put(side - 1 - bit, 8, module),
                _ => self.put(8, side + bit - 15, module),
            }
        }
        self.put(8, side - 8, Module::Pattern(true));
    }

    /// Dark and light squares in turn about a centre: the finder patterns with the light line around them (4 modules
    /// from the centre), and the alignment patterns (2).
    fn draw_rings(&mut self, x: usize, y: usize, radius: usize) {
        for row in y.saturating_sub(radius)..=y + radius {
            for column in x.saturating_sub(radius)..=x + radius {
                let ring = x.abs_diff(column).max(y.abs_diff(row));
                let light = if radius == 2 { ring == 1 } else { ring == 2 || ring == 4 };
                self.put(column, row, Module::Pattern(!light));
            }
        }
    }

    /// Alignment patterns at each crossing of the version's lines, but where a finder pattern is.
    fn draw_alignment(&mut self, version: usize) {
        let lines = alignment_lines(version);
        for y in &lines {
            for x in &lines {
                if self.module(*x, *y) == Module::Free {
                    self.draw_rings(*x, *y, 2);
                }
            }
        }
    }

    fn draw_timing(&mut self) {
        for place in 8..self.side - 8 {
            let module = Module::Pattern(place % 2 == 0);
            self.put(place, 6, module);
            self.put(6, place, module);
        }
    }

    /// From version 7 on the code says its version: 18 bits, twice.
    fn draw_version(&mut self, version: usize) {
        if version < 7 {
            return;
        }
        let remainder = (0..12).fold(version, |rest, _| (rest << 1) ^ ((rest >> 11) * 0x1f25));
        let information = version << 12 | remainder;
        for bit in 0..18 {
            let module = Module::Pattern(information >> bit & 1 == 1);
            let (far, near) = (self.side - 11 + bit % 3, bit / 3);
            self.put(far, near, module);
            self.put(near, far, module);
        }
    }

    /// Draws a module; past the edge, where the light line around a finder pattern ends, nothing.
    fn put(&mut self, x: usize, y: usize, module: Module) {
        if x < self.side
            && let Some(place) = self.modules.get_mut(y * self.side + x)
        {
            *place = module;
        }
    }
}

/// Where the centres of alignment patterns lie, in columns and in rows alike.
fn alignment_lines(version: usize) -> Vec<usize> {
    if version == 1 {
        return Vec::new();
    }
    let last = version / 7 + 1;
    // The lines are spread evenly over even modules, the odd rest going before the second line. Version 32 alone
    // has a narrower spacing than that gives.
    let spacing = if version == 32 { 26 } else { (4 * version + 4).div_ceil(2 * last) * 2 };
    let end = 4 * version + 10;
    let mut lines = vec![6];
    for line in 1..=last {
        lines.push(end - (last - line) * spacing);
    }
    lines
}
