//! A new code for an order whose code came to nothing.

use kaspi_antom::message::pay::Env;

use crate::{ledger::Order, merchant::Merchant, refusal::Refusal, state::State};

impl Merchant {
    /// A new payment for an order whose payment `old` (by the merchant's name) came to nothing. The old
    /// one is closed first, so that its code cannot be paid any more. Asked twice, it makes one.
    ///
    /// # Errors
    /// [`Refusal::MayBePaid`] where any payment of the order is paid or undecided; what kept the new one
    /// from coming about.
    pub async fn refresh(&self, order_id: &str, old: &str, env: Env) -> Result<Order, Refusal> {
        let order = self.known(order_id).await?;
        if order.payments.iter().any(|payment| matches!(payment.state, State::Paid | State::Pending)) {
            return Err(Refusal::MayBePaid);
        }
        let last = order.payments.last().ok_or(Refusal::Unknown)?;
        if last.request_id != old {
            let is_old = order.payments.iter().any(|payment| payment.request_id == old);
            return if is_old { self.shown(order_id).await } else { Err(Refusal::Unknown) };
        }
        // Even a payment that the record calls failed is asked about: it may have been paid late.
        self.inquire(last).await?;
        if self.state_of(old).await? == State::Open {
            self.ledger.closing(old, self.soon()).await?;
        }
        if self.state_of(old).await? == State::Closing {
            self.conclude(old).await?;
        }
        match self.state_of(old).await? {
            State::Failed | State::Cancelled => {}
            State::Asked | State::Open | State::Pending | State::Paid | State::Closing => {
                return Err(Refusal::MayBePaid);
            }
        }
        let payment = self.new_payment(&order.purchase, env)?;
        self.ledger.begin_payment(payment, self.soon()).await?;
        self.bell.ring(order_id);
        self.shown(order_id).await
    }
}
