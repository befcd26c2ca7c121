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
pub struct LocalBell(Mutex<HashMap<String, watch::Sender<()>>>);

impl Bell for LocalBell {
    fn ring(&self, order_id: &str) {
        let mut ropes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever has stopped listening is forgotten on the way.
        ropes.retain(|_, rope| rope.receiver_count() > 0);
        if let Some(rope) = ropes.get(order_id) {
            rope.send_replace(());
        }
    }

    fn listen(&self, order_id: &str) -> watch::Receiver<()> {
        let mut ropes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        ropes.entry(order_id.to_owned()).or_default().subscribe()
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
    fn those_who_left_are_forgotten() {
        let bell = LocalBell::default();
        drop(bell.listen("one"));
        bell.ring("other");
        assert!(bell.0.lock().unwrap().is_empty());
    }
}
