//! Orders and their payments.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use kaspi_antom::message::inquiry::PaymentStatus;

/// One try to pay an order.
#[derive(Clone, Debug)]
pub struct Payment {
    /// The merchant's name for it.
    pub request_id: String,
    /// Antom's name for it.
    pub payment_id: String,
    /// Antom's answer, as the page gets it.
    pub pay_response: String,
    /// What Antom has said last.
    pub status: PaymentStatus,
}

/// One order.
#[derive(Clone, Debug)]
pub struct Order {
    /// Unguessable: whoever has it may see how the order stands.
    pub id: String,
    /// The payment that counts.
    pub payment: Payment,
}

/// All orders, by their ids.
#[derive(Clone, Debug, Default)]
pub struct Orders(Arc<Mutex<HashMap<String, Order>>>);

impl Orders {
    /// Keeps an order, new or changed.
    pub fn put(&self, order: Order) {
        self.all().insert(order.id.clone(), order);
    }

    /// The order of this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<Order> {
        self.all().get(id).cloned()
    }

    /// The order that the payment of this name pays.
    #[must_use]
    pub fn by_request(&self, request_id: &str) -> Option<Order> {
        self.all().values().find(|order| order.payment.request_id == request_id).cloned()
    }

    /// Notes what Antom says about a payment. A final word stays, and a word about a
    /// payment that was replaced changes nothing.
    pub fn note(&self, request_id: &str, status: PaymentStatus) {
        if let Some(order) = self.all().values_mut().find(|order| order.payment.request_id == request_id)
            && !order.payment.status.is_final()
        {
            order.payment.status = status;
        }
    }

    // A panic while the lock was held cannot leave an order half written.
    fn all(&self) -> MutexGuard<'_, HashMap<String, Order>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn orders() -> Orders {
        let orders = Orders::default();
        let payment = Payment {
            request_id: "request".to_owned(),
            payment_id: "payment".to_owned(),
            pay_response: "{}".to_owned(),
            status: PaymentStatus::Processing,
        };
        orders.put(Order { id: "order".to_owned(), payment });
        orders
    }

    #[test]
    fn a_final_word_stays() {
        let orders = orders();
        orders.note("request", PaymentStatus::Success);
        orders.note("request", PaymentStatus::Fail);
        assert_eq!(orders.get("order").unwrap().payment.status, PaymentStatus::Success);
    }

    #[test]
    fn a_word_about_another_payment_changes_nothing() {
        let orders = orders();
        orders.note("replaced", PaymentStatus::Success);
        assert_eq!(orders.by_request("request").unwrap().payment.status, PaymentStatus::Processing);
    }
}
