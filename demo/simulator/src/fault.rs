//! A service that is slow, broken or silent.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use serde::Deserialize;

/// What goes wrong with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The call is refused with the status 503; nothing happens.
    Broken,
    /// The call is carried out, but its answer is lost (status 502).
    AnswerLost,
    /// The answer is not signed by Antom.
    Forged,
    /// The answer is signed by Antom, but it is about another payment.
    AnotherPayment,
    /// The answer comes only after 30 seconds of the shared clock.
    Slow,
}

/// The faults that are still to come, by the call that they hit.
#[derive(Debug, Default)]
pub struct Faults(Mutex<HashMap<String, (Fault, u32)>>);

impl Faults {
    /// Lets `fault` hit the next `times` calls of `operation` (`pay` …).
    pub fn plan(&self, operation: &str, fault: Fault, times: u32) {
        let mut planned = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        planned.insert(operation.to_owned(), (fault, times));
    }

    /// The fault that hits this call, which uses it up.
    pub fn next(&self, operation: &str) -> Option<Fault> {
        let mut planned = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (fault, left) = planned.get_mut(operation)?;
        *left = left.checked_sub(1)?;
        Some(*fault)
    }

    /// How many calls of `operation` are still to be hit.
    pub fn left(&self, operation: &str) -> u32 {
        let planned = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        planned.get(operation).map_or(0, |(_, left)| *left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_hits_as_often_as_it_was_planned() {
        let faults = Faults::default();
        faults.plan("pay", Fault::Broken, 2);
        assert_eq!(faults.next("cancel"), None);
        assert_eq!(faults.next("pay"), Some(Fault::Broken));
        assert_eq!(faults.left("pay"), 1);
        assert_eq!(faults.next("pay"), Some(Fault::Broken));
        assert_eq!(faults.left("pay"), 0);
        assert_eq!(faults.next("pay"), None);
    }
}
