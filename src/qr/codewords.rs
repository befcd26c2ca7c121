//! A text as the codewords of a symbol: its bytes, padding and error correction, interleaved block by block.

use super::field;

/// Codewords that correct each block at level M, for the versions 1 to 40 (table 9 of the standard).
const CORRECTION: [u8; 40] = [
    10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28,
    28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
];

/// Blocks at level M, for the versions 1 to 40.
const BLOCKS: [u8; 40] = [
    1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33,
    35, 37, 38, 40, 43, 45, 47, 49,
];

/// The smallest version with room for the text, and all codewords in the order in which they are drawn.
pub(super) fn of(text: &[u8]) -> Option<(usize, Vec<u8>)> {
    for ((version, correction), blocks) in (1..).zip(&CORRECTION).zip(&BLOCKS) {
        let (correction, blocks) = (usize::from(*correction), usize::from(*blocks));
        let all = total(version);
        if let Some(data) = data(text, version, all - correction * blocks) {
            return Some((version, interleaved(&data, blocks, all % blocks, correction)));
        }
    }
    None
}

/// Codewords of a version: the modules that no pattern takes, by eight.
fn total(version: usize) -> usize {
    let side = 4 * version + 17;
    let finders = 3 * 64;
    let timing = 2 * (side - 16);
    let format = 31;
    let (alignment, version_information) = match version {
        1 => (0, 0),
        // Those of the first row and column lie over the timing patterns by five modules each.
        2..=6 => (25, 0),
        _ => {
            let line = version / 7 + 2;
            (25 * (line * line - 3) - 10 * (line - 2), 36)
        }
    };
    (side * side - finders - timing - format - alignment - version_information) / 8
}

/// The text as one segment of bytes, padded to `room` codewords; nothing where it is too long.
fn data(text: &[u8], version: usize, room: usize) -> Option<Vec<u8>> {
    let length = u16::try_from(text.len()).ok()?.to_be_bytes();
    // Up to version 9 the length is one byte. A longer text has no room there anyway.
    let length = if version < 10 { length.get(1..)? } else { &length };
    let mut data = Vec::with_capacity(room);
    // The mode is half a byte and so is the terminator: everything between them is shifted by that.
    let mut half = 0b0100;
    for byte in length.iter().chain(text) {
        data.push(half << 4 | byte >> 4);
        half = byte & 0b1111;
    }
    data.push(half << 4);
    if data.len() > room {
        return None;
    }
    let mut padding = 0b1110_1100;
    while data.len() < room {
        data.push(padding);
        padding ^= 0b1110_1100 ^ 0b0001_0001;
    }
    Some(data)
}

/// The first codewords of all blocks, then the second ones, and so on; their corrections likewise. The last `longer`
/// blocks have one codeword of data more than the others.
fn interleaved(data: &[u8], blocks: usize, longer: usize, correction: usize) -> Vec<u8> {
    let (short, long) = data.split_at((blocks - longer) * (data.len() / blocks));
    let mut split: Vec<&[u8]> = Vec::new();
    for (part, length) in [(short, data.len() / blocks), (long, data.len() / blocks + 1)] {
        for block in part.chunks(length) {
            split.push(block);
        }
    }
    let generator = field::generator(correction);
    let mut corrections = Vec::new();
    for block in &split {
        corrections.push(field::correction(block, &generator));
    }
    let mut codewords = Vec::new();
    for place in 0..=data.len() / blocks {
        for block in &split {
            if let Some(codeword) = block.get(place) {
                codewords.push(*codeword);
            }
        }
    }
    for place in 0..correction {
        for block in &corrections {
            if let Some(codeword) = block.get(place) {
                codewords.push(*codeword);
            }
        }
    }
    codewords
}
