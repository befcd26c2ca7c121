//! The ledger in one `SQLite` file.
//!
//! Written ahead and synchronised at each commit: what was answered to anybody survives a killed process
//! and a lost power line.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use jiff::Timestamp;
use kaspi_antom::amount::Amount;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};

use crate::{
    ledger::{Begun, Ledger, LedgerError, Noted, Order, Payment, Purchase},
    state::{State, Verdict, Word},
};

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        Self(error.to_string())
    }
}

/// The ledger in one file.
#[derive(Clone, Debug)]
pub struct Sqlite(Arc<Mutex<Connection>>);

impl Sqlite {
    /// Opens the ledger in `file`, or begins one there.
    ///
    /// # Errors
    /// Where the file cannot be opened or holds something else.
    pub fn open(file: &Path) -> Result<Self, LedgerError> {
        let connection = Connection::open(file)?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.execute_batch(include_str!("schema.sql"))?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    // The file is waited for on a thread of its own, so that the network is not.
    async fn within<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, LedgerError> + Send + 'static,
    ) -> Result<T, LedgerError> {
        let connection = Arc::clone(&self.0);
        let task = tokio::task::spawn_blocking(move || {
            // A transaction that panicked was rolled back: the connection is whole.
            let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        });
        task.await.map_err(|error| LedgerError(error.to_string()))?
    }
}

#[async_trait]
impl Ledger for Sqlite {
    async fn begin_order(
        &self,
        purchase: Purchase,
        payment: Payment,
        check_at: Timestamp,
    ) -> Result<Begun, LedgerError> {
        self.within(move |transaction| {
            let known = transaction
                .prepare_cached("SELECT id FROM orders WHERE wish = ?")?
                .query_row([&purchase.wish], |row| row.get::<_, String>(0))
                .optional()?;
            if let Some(order) = known.map(|id| order(transaction, &id)).transpose()?.flatten() {
                return Ok(Begun::Already(order));
            }
            transaction.execute(
                "INSERT INTO orders (id, currency, value, description, wish) VALUES (?, ?, ?, ?, ?)",
                params![
                    purchase.order_id,
                    purchase.amount.currency,
                    purchase.amount.value,
                    purchase.description,
                    purchase.wish
                ],
            )?;
            insert(transaction, &payment, check_at)?;
            Ok(Begun::New)
        })
        .await
    }

    async fn begin_payment(&self, payment: Payment, check_at: Timestamp) -> Result<Begun, LedgerError> {
        self.within(move |transaction| {
            if let Some(order) = order(transaction, &payment.order_id)?
                && order.payments.iter().any(Payment::is_alive)
            {
                return Ok(Begun::Already(order));
            }
            insert(transaction, &payment, check_at)?;
            Ok(Begun::New)
        })
        .await
    }

    async fn answered(
        &self,
        request_id: &str,
        payment_id: &str,
        response: &str,
        expires: Timestamp,
        check_at: Timestamp,
    ) -> Result<(), LedgerError> {
        let (request_id, payment_id, response) = (request_id.to_owned(), payment_id.to_owned(), response.to_owned());
        self.within(move |transaction| {
            transaction.execute(
                "UPDATE payments SET payment_id = ?2, response = ?3, expires = ?4,
                    check_at = CASE WHEN state = 'asked' THEN ?5 ELSE check_at END,
                    state = CASE WHEN state = 'asked' THEN 'open' ELSE state END
                 WHERE request_id = ?1 AND response IS NULL",
                params![request_id, payment_id, response, expires.as_millisecond(), check_at.as_millisecond()],
            )?;
            Ok(())
        })
        .await
    }

    async fn closing(&self, request_id: &str, check_at: Timestamp) -> Result<(), LedgerError> {
        let request_id = request_id.to_owned();
        self.within(move |transaction| {
            transaction.execute(
                "UPDATE payments SET state = 'closing', check_at = ? WHERE request_id = ? AND state = 'open'",
                params![check_at.as_millisecond(), request_id],
            )?;
            Ok(())
        })
        .await
    }

    async fn note(&self, request_id: &str, word: Word, now: Timestamp) -> Result<Noted, LedgerError> {
        let request_id = request_id.to_owned();
        self.within(move |transaction| {
            let Some((_, payment)) = payment(transaction, &request_id)? else {
                return Ok(Noted::Unknown);
            };
            match payment.state.after(word) {
                Verdict::Keep => Ok(Noted::Kept),
                Verdict::Ask => Ok(Noted::Ask),
                Verdict::Become(state) => {
                    become_state(transaction, &payment, state, now)?;
                    Ok(Noted::Changed { order_id: payment.order_id })
                }
            }
        })
        .await
    }

    async fn order(&self, order_id: &str) -> Result<Option<Order>, LedgerError> {
        let order_id = order_id.to_owned();
        self.within(move |transaction| order(transaction, &order_id)).await
    }

    async fn payment(&self, request_id: &str) -> Result<Option<(Purchase, Payment)>, LedgerError> {
        let request_id = request_id.to_owned();
        self.within(move |transaction| payment(transaction, &request_id)).await
    }

    async fn take_due(&self, now: Timestamp, again: Timestamp, most: u32) -> Result<Vec<Payment>, LedgerError> {
        self.within(move |transaction| {
            let mut statement = transaction.prepare_cached(&format!(
                "UPDATE payments SET check_at = ?2, checks = checks + 1 WHERE request_id IN
                    (SELECT request_id FROM payments WHERE check_at <= ?1 ORDER BY check_at LIMIT ?3)
                 RETURNING {PAYMENT}"
            ))?;
            let due = statement.query_map(params![now.as_millisecond(), again.as_millisecond(), most], read_payment)?;
            Ok(due.collect::<Result<_, _>>()?)
        })
        .await
    }

    async fn put_off(&self, request_id: &str, until: Timestamp) -> Result<(), LedgerError> {
        let request_id = request_id.to_owned();
        self.within(move |transaction| {
            transaction.execute(
                "UPDATE payments SET check_at = ? WHERE request_id = ? AND check_at IS NOT NULL",
                params![until.as_millisecond(), request_id],
            )?;
            Ok(())
        })
        .await
    }
}

const PAYMENT: &str = "request_id, order_id, payment_id, state, surplus, request, response, expires, checks";

fn read_payment(row: &Row<'_>) -> rusqlite::Result<Payment> {
    let state: String = row.get(3)?;
    Ok(Payment {
        request_id: row.get(0)?,
        order_id: row.get(1)?,
        payment_id: row.get(2)?,
        state: State::named(&state).ok_or(rusqlite::Error::InvalidQuery)?,
        surplus: row.get(4)?,
        request: row.get(5)?,
        response: row.get(6)?,
        expires: Timestamp::from_millisecond(row.get(7)?).unwrap_or(Timestamp::MAX),
        checks: row.get(8)?,
    })
}

fn order(transaction: &Transaction<'_>, order_id: &str) -> Result<Option<Order>, LedgerError> {
    let Some(purchase) = purchase(transaction, order_id)? else {
        return Ok(None);
    };
    let mut statement =
        transaction.prepare_cached(&format!("SELECT {PAYMENT} FROM payments WHERE order_id = ? ORDER BY rowid"))?;
    let payments = statement.query_map([order_id], read_payment)?.collect::<Result<_, _>>()?;
    Ok(Some(Order { purchase, payments }))
}

fn purchase(transaction: &Transaction<'_>, order_id: &str) -> Result<Option<Purchase>, LedgerError> {
    let read = |row: &Row<'_>| {
        Ok(Purchase {
            order_id: row.get(0)?,
            amount: Amount { currency: row.get(1)?, value: row.get(2)? },
            description: row.get(3)?,
            wish: row.get(4)?,
        })
    };
    let mut statement =
        transaction.prepare_cached("SELECT id, currency, value, description, wish FROM orders WHERE id = ?")?;
    Ok(statement.query_row([order_id], read).optional()?)
}

fn payment(transaction: &Transaction<'_>, request_id: &str) -> Result<Option<(Purchase, Payment)>, LedgerError> {
    let found = transaction
        .prepare_cached(&format!("SELECT {PAYMENT} FROM payments WHERE request_id = ?"))?
        .query_row([request_id], read_payment)
        .optional()?;
    let Some(payment) = found else {
        return Ok(None);
    };
    Ok(purchase(transaction, &payment.order_id)?.map(|purchase| (purchase, payment)))
}

fn insert(transaction: &Transaction<'_>, payment: &Payment, check_at: Timestamp) -> Result<(), LedgerError> {
    transaction.execute(
        "INSERT INTO payments (request_id, order_id, state, request, expires, check_at) VALUES (?, ?, ?, ?, ?, ?)",
        params![
            payment.request_id,
            payment.order_id,
            payment.state.name(),
            payment.request,
            payment.expires.as_millisecond(),
            check_at.as_millisecond()
        ],
    )?;
    Ok(())
}

fn become_state(
    transaction: &Transaction<'_>,
    payment: &Payment,
    state: State,
    now: Timestamp,
) -> Result<(), LedgerError> {
    let now = now.as_millisecond();
    let order_is_paid: bool = transaction.query_row(
        "SELECT EXISTS (SELECT 1 FROM payments
            WHERE order_id = ? AND request_id <> ? AND state = 'paid' AND surplus = 0)",
        params![payment.order_id, payment.request_id],
        |row| row.get(0),
    )?;
    if state == State::Paid && !order_is_paid {
        transaction.execute(
            "UPDATE payments SET surplus = 1, check_at = ?
             WHERE order_id = ? AND request_id <> ? AND state IN ('asked', 'open', 'pending', 'closing')",
            params![now, payment.order_id, payment.request_id],
        )?;
    }
    let surplus = payment.surplus || (state == State::Paid && order_is_paid);
    let must_be_refunded = state == State::Paid && surplus;
    let check_at = match state {
        _ if must_be_refunded => "?4",
        _ if state.is_final() => "NULL",
        _ => "coalesce(check_at, ?4)",
    };
    transaction.execute(
        &format!(
            "UPDATE payments SET state = ?2, surplus = ?3, check_at = {check_at} WHERE request_id = ?1 AND ?4 > 0"
        ),
        params![payment.request_id, state.name(), surplus, now],
    )?;
    Ok(())
}
