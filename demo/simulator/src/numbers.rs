//! Ids and codes in the form of Antom's own.

use jiff::{Timestamp, tz::Offset};
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

const DIGITS: &[u8] = b"0123456789";
const ALPHANUMERIC: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A source of ids and codes: the same seed gives the same ones in the same order.
#[derive(Debug)]
pub struct Numbers(ChaCha8Rng);

impl Numbers {
    /// Starts from `seed`.
    #[must_use]
    pub fn from_seed(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A payment id: the day in China, a fixed middle, eleven digits. 35 characters.
    pub fn payment_id(&mut self, now: Timestamp) -> String {
        let day = Offset::constant(8).to_datetime(now).strftime("%Y%m%d");
        format!("{day}1940108001001885{}", self.pick(DIGITS, 11))
    }

    /// A code: 36 characters, so that its `https://qr.alipayplus.com/…` has 62 bytes.
    pub fn code(&mut self) -> String {
        let digits = self.pick(DIGITS, 6);
        format!("2816660{digits}{}", self.pick(ALPHANUMERIC, 23))
    }

    fn pick(&mut self, letters: &[u8], count: usize) -> String {
        (0..count)
            .filter_map(|_| letters.get(self.0.random_range(0..letters.len())))
            .map(|letter| char::from(*letter))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_that_of_the_published_sample() {
        let mut numbers = Numbers::from_seed(7);
        let now = "2026-01-26T06:16:13Z".parse().unwrap();
        let payment_id = numbers.payment_id(now);
        assert_eq!(payment_id.len(), "20260126194010800100188550244314856".len());
        assert!(payment_id.starts_with("202601261940108001001885"));
        assert_eq!(numbers.code().len(), "2816660400930m9F9gUlg0a3gn1kpWHv3kvD".len());
    }

    #[test]
    fn a_seed_repeats_itself_and_another_seed_does_not() {
        let codes = |seed| {
            let mut numbers = Numbers::from_seed(seed);
            [numbers.code(), numbers.code()]
        };
        assert_eq!(codes(1), codes(1));
        assert_ne!(codes(1), codes(2));
        assert_ne!(codes(1)[0], codes(1)[1]);
    }
}
