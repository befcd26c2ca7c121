//! Error correction: Reed-Solomon codes over the field of 256 elements that the standard names.

/// The product of two elements, modulo x⁸ + x⁴ + x³ + x² + 1.
fn product(one: u8, other: u8) -> u8 {
    (0..8).rev().fold(0, |sum, bit| {
        let doubled = (sum << 1) ^ ((sum >> 7) * 0x1d);
        doubled ^ ((other >> bit & 1) * one)
    })
}

/// The polynomial whose zeros are the first `degree` powers of 2: its coefficients without the leading 1, the highest
/// power first.
pub(super) fn generator(degree: usize) -> Vec<u8> {
    let mut coefficients = vec![0; degree];
    if let Some(last) = coefficients.last_mut() {
        *last = 1;
    }
    let mut zero = 1;
    for _ in 0..degree {
        for place in 0..degree {
            let next = coefficients.get(place + 1).copied().unwrap_or_default();
            if let Some(coefficient) = coefficients.get_mut(place) {
                *coefficient = product(*coefficient, zero) ^ next;
            }
        }
        zero = product(zero, 2);
    }
    coefficients
}

/// The codewords that correct a block: the remainder of its polynomial divided by the generator.
pub(super) fn correction(block: &[u8], generator: &[u8]) -> Vec<u8> {
    let mut remainder = vec![0; generator.len()];
    for codeword in block {
        remainder.push(0);
        let factor = codeword ^ remainder.remove(0);
        for (digit, coefficient) in remainder.iter_mut().zip(generator) {
            *digit ^= product(*coefficient, factor);
        }
    }
    remainder
}
