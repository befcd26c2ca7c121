//! The server is killed under load, again and again: no payment is lost, none is doubled.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a failed unwrap is the assertion")]

mod support;

use std::{
    collections::HashMap,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use kaspi_antom::clock::Clock;
use kaspi_merchant::{ledger::Ledger, sqlite::Sqlite, start::DEMO_CLIENT_ID};
use serde_json::Value;
use tokio::sync::Notify;

const ROUNDS: usize = 5;
const BUYERS: usize = 6;
/// How many answers of the server each round waits for before it kills.
const ANSWERS_PER_ROUND: usize = 30;

/// The real binary, killed without a word when it is dropped.
struct Process(Child);

impl Process {
    fn start(folder: &Path, port: u16, antom: &str) -> Self {
        let (merchants, antoms) = support::keys();
        std::fs::write(folder.join("merchant.pem"), &merchants.private).unwrap();
        std::fs::write(folder.join("antom.pem"), &antoms.public).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_kaspi-demo"))
            .args(["--port", &port.to_string(), "--antom", antom, "--client-id", DEMO_CLIENT_ID])
            .args(["--first-check", "1", "--quit-after", "400"])
            .arg("--database")
            .arg(folder.join("orders.sqlite"))
            .arg("--merchant-key")
            .arg(folder.join("merchant.pem"))
            .arg("--antom-key")
            .arg(folder.join("antom.pem"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self(child)
    }
}

impl Drop for Process {
    // SIGKILL on Unix: the process has no chance to tidy up.
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

struct Load {
    http: reqwest::Client,
    shop: String,
    antom: String,
    /// What the server has answered to each wish, and the payments that the buyers made.
    promised: Mutex<HashMap<String, String>>,
    paid: Mutex<Vec<String>>,
    answers: AtomicUsize,
    answered: Notify,
    over: AtomicBool,
}

impl Load {
    /// One buyer after another: wishes until there is an answer, pays, wishes the next thing.
    async fn buy(self: Arc<Self>, buyer: usize) {
        for number in 0.. {
            if self.over.load(Relaxed) {
                return;
            }
            let wish = format!("buyer {buyer:08} wish {number:08}");
            let Some(page) = self.order(&wish).await else { continue };
            self.promised.lock().unwrap().insert(wish, page["id"].as_str().unwrap().to_owned());
            let code = page["payResponse"]["orderCodeForm"]["codeDetails"][0]["codeValue"].as_str().unwrap();
            let form = format!("code={code}&act=approve&delivery=normal");
            let phone = self.http.post(format!("{}/phone", self.antom)).body(form);
            phone.header("content-type", "application/x-www-form-urlencoded").send().await.unwrap();
            let request_id = page["payResponse"]["paymentRequestId"].as_str().unwrap();
            self.paid.lock().unwrap().push(request_id.to_owned());
        }
    }

    /// The same wish until it is met; the server may be dead in between.
    async fn order(&self, wish: &str) -> Option<Value> {
        while !self.over.load(Relaxed) {
            let request = self.http.post(format!("{}/api/orders", self.shop)).header("idempotency-key", wish);
            if let Ok(answer) = request.send().await
                && answer.status() == 200
                && let Ok(page) = answer.json().await
            {
                self.answers.fetch_add(1, Relaxed);
                self.answered.notify_waiters();
                return Some(page);
            }
            // Refused or dead: the next try waits for the listener, not for the clock.
            tokio::task::yield_now().await;
        }
        None
    }

    async fn until_answers(&self, count: usize) {
        let enough = async {
            loop {
                let answered = self.answered.notified();
                if self.answers.load(Relaxed) >= count {
                    return;
                }
                answered.await;
            }
        };
        tokio::time::timeout(Duration::from_mins(1), enough).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_killed_under_load_loses_and_doubles_nothing() {
    let antom = support::start_simulator(Clock::system()).await;
    let folder = tempfile::tempdir().unwrap();
    // A free port, kept by its number: the buyers find the next server at the same address.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let load = Arc::new(Load {
        http: kaspi_antom::client::http_client(Duration::from_secs(20)).unwrap(),
        shop: format!("http://127.0.0.1:{port}"),
        antom: antom.clone(),
        promised: Mutex::default(),
        paid: Mutex::default(),
        answers: AtomicUsize::new(0),
        answered: Notify::new(),
        over: AtomicBool::new(false),
    });
    let buyers: Vec<_> = (0..BUYERS).map(|buyer| tokio::spawn(Arc::clone(&load).buy(buyer))).collect();
    for round in 1..=ROUNDS {
        let process = Process::start(folder.path(), port, &antom);
        load.until_answers(round * ANSWERS_PER_ROUND).await;
        drop(process);
    }
    let process = Process::start(folder.path(), port, &antom);
    load.until_answers((ROUNDS + 1) * ANSWERS_PER_ROUND).await;
    load.over.store(true, Relaxed);
    for buyer in buyers {
        buyer.await.unwrap();
    }
    let last_look = settled(&load, &antom).await;
    drop(process);

    let ledger = Sqlite::open(&folder.path().join("orders.sqlite")).unwrap();
    let promised = load.promised.lock().unwrap().clone();
    for order_id in promised.values() {
        assert!(ledger.order(order_id).await.unwrap().is_some(), "a promised order is lost");
    }
    let distinct: std::collections::HashSet<_> = promised.values().collect();
    assert_eq!(distinct.len(), promised.len(), "two wishes were given one order");
    let mut payments_of_order: HashMap<&str, usize> = HashMap::new();
    for payment in &last_look {
        let request_id = payment["paymentRequestId"].as_str().unwrap();
        let known = ledger.payment(request_id).await.unwrap();
        assert!(known.is_some(), "Antom holds a payment that the merchant does not know");
        *payments_of_order.entry(payment["referenceOrderId"].as_str().unwrap()).or_default() += 1;
    }
    assert!(payments_of_order.values().all(|count| *count == 1), "an order was given two payments");
    let paid = load.paid.lock().unwrap().clone();
    assert!(paid.len() > ROUNDS * ANSWERS_PER_ROUND / 2, "the load was too small: {}", paid.len());
    for request_id in paid {
        let (_, payment) = ledger.payment(&request_id).await.unwrap().unwrap();
        assert!(payment.has_paid_the_order(), "a paid payment is recorded as {:?}", payment.state);
    }
}

/// Waits until the merchant says of each paid payment that it is paid: it asks for the ones whose
/// notifications came while it was dead. Gives what Antom knows then.
async fn settled(load: &Load, antom: &str) -> Vec<Value> {
    let patient = kaspi_antom::client::http_client(Duration::from_secs(90)).unwrap();
    let promised: Vec<String> = load.promised.lock().unwrap().values().cloned().collect();
    for order_id in promised {
        let address = format!("{}/api/orders/{order_id}/events", load.shop);
        let paid = async {
            let mut stream = patient.get(&address).send().await.unwrap();
            while let Some(event) = stream.chunk().await.unwrap() {
                if String::from_utf8_lossy(&event).contains(r#""status":"SUCCESS""#) {
                    return;
                }
            }
        };
        // The payments that the last kill interrupted are taken up again when their lease is over.
        tokio::time::timeout(Duration::from_secs(80), paid).await.unwrap();
    }
    load.http.get(format!("{antom}/simulator/payments")).send().await.unwrap().json().await.unwrap()
}
