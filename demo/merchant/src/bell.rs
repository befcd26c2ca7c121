//! Who waits for news of an order, within this process.
//!
//! [`Bell`] is the second seam: with several instances behind one ledger, the bell is the broker that
//! stands there already (`PostgreSQL`'s LISTEN and NOTIFY, Redis, NATS): the instance that notes a word
//! rings, and each instance wakes its own streams. A lost ring costs a page nothing but time, since it
//! reads the ledger whenever it wakes and asks by itself too.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use tokio::sync::watch;

/// Wakes those who wait for news of an order.
pub trait Bell: Send + Sync {
    /// There is news of this order.
    fn ring(&self, order_id: &str);

    /// Changes whenever there is news of this order.
    fn listen(&self, order_id: &str) -> watch::Receiver<()>;
}

/// A bell that is heard within this process.
#[derive(Debug, Default)]
pub struct LocalBell(Mutex<Ropes>);

#[derive(Debug, Default)]
struct Ropes {
    by_order: HashMap<String, watch::Sender<()>>,
    /// How many there may be before those of listeners who have left are looked for: looking at each on every
    /// occasion would cost as much as there are buyers.
    look_at: usize,
}

impl Ropes {
    /// So few are not worth looking for.
    const FEW: usize = 64;

    fn forget_who_left(&mut self) {
        if self.by_order.len() >= self.look_at.max(Self::FEW) {
            self.by_order.retain(|_, rope| rope.receiver_count() > 0);
            self.look_at = 2 * self.by_order.len();
        }
    }
}

impl Bell for LocalBell {
    fn ring(&self, order_id: &str) {
        let ropes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rope) = ropes.by_order.get(order_id) {
            rope.send_replace(());
        }
    }

    fn listen(&self, order_id: &str) -> watch::Receiver<()> {
        let mut ropes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        ropes.forget_who_left();
        ropes.by_order.entry(order_id.to_owned()).or_default().subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_listeners_of_the_order_are_woken() {
        let bell = LocalBell::default();
        let (mut heard, quiet) = (bell.listen("one"), bell.listen("other"));
        bell.ring("one");
        heard.changed().await.unwrap();
        assert!(!quiet.has_changed().unwrap());
    }

    #[test]
    fn those_who_left_are_forgotten_and_those_who_stay_are_not() {
        let bell = LocalBell::default();
        let stays = bell.listen("stays");
        for number in 0..10 * Ropes::FEW {
            drop(bell.listen(&number.to_string()));
        }
        assert!(bell.0.lock().unwrap().by_order.len() <= 2 * Ropes::FEW);
        bell.ring("stays");
        assert!(stays.has_changed().unwrap());
    }
}
