//! Chance, as data: the shell hands in one seed, and every run with the same seed is the same run.

/// A small generator (`SplitMix64`: Steele, Lea and Flood, 2014); good for jitter, not for secrets.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from `low` to `high`, both included; `low` where the range is empty.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let mixed = mixed ^ (mixed >> 31);
        let span = u64::try_from(high.saturating_sub(low)).unwrap_or(0).saturating_add(1);
        low.saturating_add_unsigned(mixed % span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_in_its_range_and_reaches_both_ends() {
        let mut random = Random::new(7);
        let drawn: Vec<i64> = (0..1_000).map(|_| random.between(-2, 2)).collect();
        for expected in -2..=2 {
            assert!(drawn.contains(&expected), "{expected}");
        }
        assert!(drawn.iter().all(|number| (-2..=2).contains(number)));
    }

    #[test]
    fn an_empty_range_gives_its_start() {
        assert_eq!(Random::new(1).between(5, 5), 5);
        assert_eq!(Random::new(1).between(5, 3), 5);
    }

    /// Vigna's splitmix64, whose first numbers for this seed are published as test values.
    #[test]
    fn is_the_generator_that_it_is_meant_to_be() {
        let mut random = Random::new(1_234_567);
        let drawn = [(); 4].map(|()| random.between(0, i64::MAX));
        let published: [u64; 4] = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
        ];
        assert_eq!(drawn, published.map(|number| i64::try_from(number % (1 << 63)).unwrap()));
    }

    #[test]
    fn the_seed_decides() {
        let draw = |seed| {
            let mut random = Random::new(seed);
            [random.between(0, 1_000_000), random.between(0, 1_000_000)]
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }
}
