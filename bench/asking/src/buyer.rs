//! Random buyers. No figures about buyers at a Kaspi checkout are published: each number here is an assumption.
//!
//! What is known: the code lives for ten minutes, the result is known in real time (Antom's page on Kaspi), a phone's
//! browser may freeze a page behind an app, and desktop browsers let a page that has been hidden for five minutes run
//! once a minute (Chrome's "intensive throttling").

use fastrand::Rng;

use crate::chance;

/// How long a code lives, in milliseconds.
pub(crate) const LIFE: i64 = 600_000;

/// What one buyer does, in milliseconds since the code came up.
#[derive(Clone, Debug)]
pub(crate) struct Buyer {
    /// When the merchant's server knows that the payment is made, if it ever is.
    pub(crate) paid: Option<i64>,
    /// When the page is out of view, in order of time.
    pub(crate) hidden: Vec<Absence>,
    /// When the page is closed, whatever it has heard.
    pub(crate) leaves: i64,
    /// Chance for the network, so that every schedule meets the same one.
    pub(crate) seed: u64,
}

/// A time in which the page is out of view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Absence {
    /// When the page goes out of view.
    pub(crate) from: i64,
    /// When it comes back.
    pub(crate) until: i64,
    /// Whether its timers stand still meanwhile.
    pub(crate) frozen: bool,
}

impl Buyer {
    /// The buyer number `index`: always the same one.
    pub(crate) fn new(index: u64) -> Self {
        let mut random = Rng::with_seed(index);
        let seed = random.u64(..);
        // Six of ten sit at a desktop and scan the code.
        if random.f64() < 0.6 { Self::at_desktop(&mut random, seed) } else { Self::on_phone(&mut random, seed) }
    }

    /// Finds the phone, opens the app, scans, confirms: half need less than 35 s, one of twenty more than 100 s.
    fn at_desktop(random: &mut Rng, seed: u64) -> Self {
        let pays = random.f64() < 0.85;
        let takes = 6_000 + chance::skewed(random, 29_000.0, 0.65);
        let leaves = if pays { LIFE } else { patience(random) };
        // One of six looks at another tab now and then.
        let hidden = if random.f64() < 1.0 / 6.0 { absences(random, leaves) } else { Vec::new() };
        Self { paid: (pays && takes < leaves).then_some(takes), hidden, leaves, seed }
    }

    /// The app opens over the page: half pay within 20 s of that, most come back, some never do.
    fn on_phone(random: &mut Rng, seed: u64) -> Self {
        let opens = 1_000 + chance::skewed(random, 1_500.0, 0.6);
        let pays = random.f64() < 0.85;
        let takes = opens + 4_000 + chance::skewed(random, 16_000.0, 0.65);
        let returns = if random.f64() < 0.8 { takes + 1_000 + chance::skewed(random, 3_000.0, 0.7) } else { LIFE };
        // Every other phone freezes what is behind the app.
        let frozen = random.bool();
        let leaves = if pays { LIFE } else { (returns + patience(random)).min(LIFE) };
        let hidden = vec![Absence { from: opens, until: returns.min(leaves), frozen }];
        Self { paid: (pays && takes < LIFE).then_some(takes), hidden, leaves, seed }
    }

    /// The absence at a time, if the page is out of view then.
    pub(crate) fn absence(&self, at: i64) -> Option<Absence> {
        self.hidden.iter().copied().find(|absence| (absence.from..absence.until).contains(&at))
    }

    /// When the page gets to see what has arrived at a time: a frozen page sees nothing until it is back.
    pub(crate) fn hears(&self, arrived: i64) -> i64 {
        match self.absence(arrived) {
            Some(absence) if absence.frozen => absence.until,
            _ => arrived,
        }
    }

    /// When a timer that is set for `wanted` really fires.
    pub(crate) fn wakes(&self, wanted: i64) -> i64 {
        const THROTTLED_AFTER: i64 = 300_000;
        const THROTTLE: i64 = 60_000;
        let Some(absence) = self.absence(wanted) else { return wanted };
        let throttled_from = absence.from + THROTTLED_AFTER;
        if absence.frozen {
            absence.until
        } else if wanted <= throttled_from {
            wanted
        } else {
            let minutes = (wanted - throttled_from + THROTTLE - 1) / THROTTLE;
            (throttled_from + minutes * THROTTLE).min(absence.until)
        }
    }
}

/// How long somebody who does not pay keeps the page: half less than 90 s, a third of them until the code is dead.
fn patience(random: &mut Rng) -> i64 {
    if random.f64() < 1.0 / 3.0 { LIFE } else { chance::skewed(random, 90_000.0, 0.8).min(LIFE) }
}

/// Looks away for 20 s or so, again and again.
fn absences(random: &mut Rng, end: i64) -> Vec<Absence> {
    let mut absences = Vec::new();
    let mut at = chance::skewed(random, 20_000.0, 0.8);
    while at < end && absences.len() < 10 {
        let until = at + chance::skewed(random, 20_000.0, 0.9);
        absences.push(Absence { from: at, until, frozen: false });
        at = until + chance::skewed(random, 30_000.0, 0.9);
    }
    absences
}
