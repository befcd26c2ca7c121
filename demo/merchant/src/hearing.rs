//! What Antom says about a payment: noting it, asking for it, and closing a payment for good.

use kaspi_antom::message::about::About;

use crate::{
    ledger::{Noted, Payment, Purchase},
    merchant::Merchant,
    refusal::Refusal,
    state::{State, Word},
};

impl Merchant {
    /// Notes what Antom said about a payment; where that contradicts the record, asks Antom.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Antom`] and [`Refusal::Ledger`]: the word is not settled yet.
    pub async fn note(&self, request_id: &str, word: Word) -> Result<(), Refusal> {
        match self.ledger.note(request_id, word, self.clock.now()).await? {
            Noted::Unknown => Err(Refusal::Unknown),
            Noted::Kept => Ok(()),
            Noted::Changed { order_id } => {
                self.bell.ring(&order_id);
                Ok(())
            }
            Noted::Ask => {
                let (_, payment) = self.ledger.payment(request_id).await?.ok_or(Refusal::Unknown)?;
                match payment.state {
                    State::Closing => self.conclude(request_id).await,
                    _ => self.inquire(&payment).await,
                }
            }
        }
    }

    /// Asks Antom how a payment stands, and notes the answer.
    ///
    /// # Errors
    /// [`Refusal::Antom`] and [`Refusal::AnotherPayment`]: nothing new is known.
    pub async fn inquire(&self, payment: &Payment) -> Result<(), Refusal> {
        let (purchase, _) = self.ledger.payment(&payment.request_id).await?.ok_or(Refusal::Unknown)?;
        let answer = self.antom.inquire(&payment.request_id).await?;
        purchase.is_what_is_spoken_of(&payment.request_id, &answer.about)?;
        match answer.payment_status {
            Some(status) => Box::pin(self.note(&payment.request_id, Word::Inquired(status))).await,
            None => Ok(()),
        }
    }

    /// Cancels a payment, then asks how that ended. A payment that had been paid is refunded by it.
    ///
    /// # Errors
    /// [`Refusal::Antom`]: the end is not known yet; the payment stays as it is and is asked about later.
    pub async fn conclude(&self, request_id: &str) -> Result<(), Refusal> {
        self.antom.cancel(request_id).await?;
        let (_, payment) = self.ledger.payment(request_id).await?.ok_or(Refusal::Unknown)?;
        self.inquire(&payment).await
    }

    /// How a payment stands in the record.
    pub(crate) async fn state_of(&self, request_id: &str) -> Result<State, Refusal> {
        let known = self.ledger.payment(request_id).await?;
        known.map(|(_, payment)| payment.state).ok_or(Refusal::Unknown)
    }
}

impl Purchase {
    /// Sees to it that an answer of Antom's is about this purchase, paid by this payment.
    ///
    /// # Errors
    /// [`Refusal::AnotherPayment`]: it says that it is about another payment or amount, so nothing is noted.
    pub(crate) fn is_what_is_spoken_of(&self, request_id: &str, about: &About) -> Result<(), Refusal> {
        if about.contradicts(request_id, &self.amount) {
            tracing::error!(payment = request_id, "Antom speaks of another payment or amount: nothing is noted");
            return Err(Refusal::AnotherPayment);
        }
        Ok(())
    }
}
