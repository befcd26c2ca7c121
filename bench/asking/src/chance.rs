//! Random draws.

use fastrand::Rng;

/// A draw from the log-normal distribution, in whole milliseconds: half are below `median`.
pub(crate) fn skewed(random: &mut Rng, median: f64, sigma: f64) -> i64 {
    // Box and Muller's way from two even draws to a normal one.
    let radius = (-2.0 * (1.0 - random.f64()).ln()).sqrt();
    let normal = radius * (std::f64::consts::TAU * random.f64()).cos();
    whole(median * (sigma * normal).exp())
}

/// What becomes of one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// An answer after so many milliseconds.
    Answered(i64),
    /// No answer; the page knows after so many milliseconds.
    Lost(i64),
}

/// The network between the page and the merchant: half of the answers come within 120 ms, 1.5 % not at all.
pub(crate) fn fate(random: &mut Rng) -> Fate {
    let takes = skewed(random, 120.0, 0.5).clamp(20, 9_000);
    if random.f64() < 0.015 { Fate::Lost(takes + 400) } else { Fate::Answered(takes) }
}

#[expect(clippy::cast_possible_truncation, reason = "a time of the simulation, far below the limits")]
fn whole(value: f64) -> i64 {
    value as i64
}
