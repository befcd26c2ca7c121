//! What many buyers cost, computed from what few were measured to cost.

use crate::measure::{Waiting, Work};

/// How much of a machine is planned for: the rest is for peaks, and for an instance that fails.
pub(crate) const SHARE: f64 = 0.5;
/// The cores of one instance.
pub(crate) const CORES: f64 = 4.0;
/// The memory of one instance, in bytes.
pub(crate) const MEMORY: f64 = 8.0 * 1024.0 * 1024.0 * 1024.0;
/// What the ledger writes down for a payment without trouble, each a commit: order, answer of Antom's, final word.
pub(crate) const COMMITS: f64 = 3.0;

/// How often the server asks Antom about an unpaid payment in its first minute: after 10, 25 and 47 s, by
/// `follow_up::pause` of the merchant's server.
pub(crate) const INQUIRIES: f64 = 3.0;

/// What so many buyers cost who have all come within one minute, and wait.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Questions a second.
    pub(crate) questions: f64,
    /// New orders a second.
    pub(crate) orders: f64,
    /// Commits of the ledger a second.
    pub(crate) commits: f64,
    /// Questions to Antom a second.
    pub(crate) inquiries: f64,
    /// Cores, at the planned share.
    pub(crate) cores: f64,
    /// Memory for those who wait, in bytes.
    pub(crate) memory: f64,
    /// Instances that hold both.
    pub(crate) instances: f64,
}

/// The cost of `buyers`, who ask `rate` times a second each.
pub(crate) fn cost(buyers: f64, rate: f64, ordering: &Work, waiting: &Waiting) -> Cost {
    let orders = buyers / 60.0;
    let busy = buyers * waiting.each / 1e3 + orders * ordering.each / 1e3;
    let (cores, memory) = (busy / SHARE, buyers * waiting.memory);
    let instances = (cores / CORES).max(memory / (MEMORY * SHARE)).ceil().max(1.0);
    Cost {
        questions: buyers * rate,
        orders,
        commits: orders * COMMITS,
        inquiries: orders * INQUIRIES,
        cores,
        memory,
        instances,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::Times;

    const NEVER: Times = Times { count: 0.0, median: 0.0, p99: 0.0 };
    const WORK: Work = Work { times: NEVER, rate: 0.0, each: 2.0 };
    const WAITING: Waiting =
        Waiting { asked: NEVER, rate: 0.0, opened: NEVER, told: NEVER, memory: 16_384.0, each: 1.0 };

    #[test]
    fn processor_time_is_spread_over_instances_that_are_half_idle() {
        let cost = cost(6_000.0, 0.5, &WORK, &WAITING);
        // 6,000 buyers at 1 ms and 100 orders at 2 ms each second: 6.2 cores that never rest.
        assert!((cost.cores - 12.4).abs() < 1e-9);
        assert!((cost.instances - 4.0).abs() < 1e-9);
    }

    #[test]
    fn where_nobody_asks_the_memory_decides() {
        let idle = Waiting { each: 0.0, memory: 1024.0 * 1024.0, ..WAITING };
        let cost = cost(8_192.0, 0.5, &Work { each: 0.0, ..WORK }, &idle);
        assert!((cost.instances - 2.0).abs() < 1e-9);
    }
}
