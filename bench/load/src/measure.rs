//! The runs: orders, questions without a pause, buyers who wait in two ways.

use std::{
    net::SocketAddr,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use futures_util::{StreamExt, TryStreamExt, stream};
use hyper::Method;

use crate::{
    Failure,
    buyer::{Run, wait},
    connection::Connection,
    order::{Order, Way},
    servers::{Antom, Process},
    tally::{Tally, Times, number},
};

/// How many requests are under way at once where nobody pauses.
const AT_ONCE: usize = 32;

/// How often an order may be asked about without a pause; the server allows 60 at once.
const ROUNDS: usize = 50;

/// What one kind of request costs the merchant's server.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Work {
    /// How many there were, and how long they took.
    pub(crate) times: Times,
    /// How many there were a second.
    pub(crate) rate: f64,
    /// The server's processor time for one, in ms.
    pub(crate) each: f64,
}

/// What buyers who wait cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Waiting {
    /// Their questions, and how long the answers took.
    pub(crate) asked: Times,
    /// How many questions there were a second.
    pub(crate) rate: f64,
    /// The opening of their streams.
    pub(crate) opened: Times,
    /// How long it took from the buyer's act on the phone to the page's final word.
    pub(crate) told: Times,
    /// The server's memory for one of them, in bytes.
    pub(crate) memory: f64,
    /// The server's processor time for one of them in one second, in ms: questions, stream, and asking Antom.
    pub(crate) each: f64,
}

/// Makes orders, without a pause.
pub(crate) async fn orders(server: &Process, count: u32) -> Result<(Vec<Order>, Work), Failure> {
    let tally = Tally::default();
    let began = Instant::now();
    let before = server.processor_time()?;
    let orders = stream::iter(0..count)
        .map(async |buyer| {
            let mut connection = Connection::open(server.address, buyer).await?;
            let asked = Instant::now();
            let order = Order::make(&mut connection).await?;
            tally.add(asked.elapsed());
            Ok::<_, Failure>(order)
        })
        .buffered(AT_ONCE)
        .try_collect()
        .await?;
    Ok((orders, work(server, &tally, before, began.elapsed())?))
}

/// Asks about the orders without a pause.
pub(crate) async fn flat_out(server: &Process, orders: &[Order], time: Duration) -> Result<Work, Failure> {
    let tally = Tally::default();
    let began = Instant::now();
    let before = server.processor_time()?;
    let share = orders.len().div_ceil(AT_ONCE);
    let askers = (0_u32..).zip(orders.chunks(share)).map(async |(asker, orders)| {
        let mut connection = Connection::open(server.address, asker).await?;
        // Each of them goes round its own orders, and not too often: the server limits the questions about one.
        for order in orders.iter().cycle().take(ROUNDS * orders.len()) {
            if began.elapsed() > time {
                break;
            }
            let asked = Instant::now();
            connection.ask(Method::GET, &order.status_url, "").await?;
            tally.add(asked.elapsed());
        }
        Ok::<_, Failure>(())
    });
    futures_util::future::try_join_all(askers).await?;
    work(server, &tally, before, began.elapsed())
}

/// Lets a buyer wait for each order, at a server that has just begun. In the second half some of them pay.
pub(crate) async fn waiting(
    programs: &Path,
    antom: &Antom,
    orders: &[Order],
    way: Way,
    time: Duration,
) -> Result<Waiting, Failure> {
    let server = antom.merchant(programs)?;
    // The first answer warms the server up: what it takes once is no buyer's.
    if let Some(order) = orders.first() {
        Connection::open(server.address, 0).await?.ask(Method::GET, &order.status_url, "").await?;
    }
    let (memory, processor) = (server.memory()?, server.processor_time()?);
    let began = Instant::now();
    let run = Arc::new(Run {
        merchant: server.address,
        way,
        asked: Tally::default(),
        opened: Tally::default(),
        until: began + time,
    });
    let paid = Arc::new(Mutex::new(vec![None::<Instant>; orders.len()]));
    let told = Arc::new(Tally::default());
    let mut buyers = Vec::new();
    for (buyer, order) in (0_u32..).zip(orders.iter().cloned()) {
        let (run, paid, told) = (Arc::clone(&run), Arc::clone(&paid), Arc::clone(&told));
        buyers.push(tokio::spawn(async move {
            let word = wait(&run, &order, buyer).await?;
            let paid = paid.lock().unwrap_or_else(PoisonError::into_inner).get(buyer as usize).copied().flatten();
            if let (Some("SUCCESS"), Some(paid)) = (word, paid) {
                told.add(paid.elapsed());
            }
            Ok::<_, Failure>(())
        }));
        // They come one after the other, in the first quarter of the time.
        tokio::time::sleep_until((began + time / 4 * buyer / u32::try_from(orders.len())?).into()).await;
    }
    tokio::time::sleep_until((began + time / 2).into()).await;
    let memory = (server.memory()? - memory) / number(orders.len());
    pay(antom.process.address, orders, &paid, began + time * 9 / 10).await?;
    tokio::time::sleep_until(run.until.into()).await;
    let (spent, busy) = (began.elapsed().as_secs_f64(), server.processor_time()?.saturating_sub(processor));
    for buyer in buyers {
        buyer.await??;
    }
    // They came within a quarter of the time, so they were there for seven eighths of it on the average.
    let each = busy.as_secs_f64() * 1e3 / (number(orders.len()) * spent * 7.0 / 8.0);
    let (asked, opened, told) = (run.asked.figures(), run.opened.figures(), told.figures());
    Ok(Waiting { asked, rate: asked.count / spent, opened, told, memory, each })
}

/// Pays one order after the other on the phone, at most one of ten.
async fn pay(
    phone: SocketAddr,
    orders: &[Order],
    paid: &Mutex<Vec<Option<Instant>>>,
    until: Instant,
) -> Result<(), Failure> {
    let mut connection = Connection::open(phone, 0).await?;
    for (buyer, order) in orders.iter().enumerate().step_by(10) {
        if Instant::now() > until {
            break;
        }
        let code = order.code().ok_or("a pay response without a code")?;
        // Noted first: the word may come before the phone's own answer.
        if let Some(slot) = paid.lock().unwrap_or_else(PoisonError::into_inner).get_mut(buyer) {
            *slot = Some(Instant::now());
        }
        connection.ask(Method::POST, "/phone", &format!("code={code}&act=approve&delivery=normal")).await?;
    }
    Ok(())
}

fn work(server: &Process, tally: &Tally, before: Duration, time: Duration) -> Result<Work, Failure> {
    let spent = server.processor_time()?.saturating_sub(before);
    let times = tally.figures();
    Ok(Work { times, rate: times.count / time.as_secs_f64(), each: spent.as_secs_f64() * 1e3 / times.count.max(1.0) })
}
