//! A merchant and a simulator of Antom that speak real HTTP over loopback, by one clock that stands still.

#![allow(dead_code, reason = "each test file uses its part")]

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::{Arc, OnceLock},
    time::Duration,
};

use jiff::SignedDuration;
use kaspi_antom::{
    client::Credentials,
    clock::Clock,
    keys::{SigningKey, VerifyingKey},
    service::{Environment, Service},
    signing::SignedMessage,
};
use kaspi_merchant::{
    merchant::Merchant,
    notification::PATH,
    start::{DEMO_CLIENT_ID, Payments, Server, Settings},
    state::State,
};
use kaspi_simulator::{
    Setup, Simulator,
    keys::{KeyPair, generate},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

pub(crate) struct World {
    pub(crate) clock: Clock,
    pub(crate) merchant: Merchant,
    /// Where the merchant is reached.
    pub(crate) shop: String,
    /// Where the simulator is reached.
    pub(crate) antom: String,
    pub(crate) http: reqwest::Client,
    _folder: tempfile::TempDir,
}

/// The merchant's keys and Antom's, made once for all tests of a file.
pub(crate) fn keys() -> &'static (KeyPair, KeyPair) {
    static KEYS: OnceLock<(KeyPair, KeyPair)> = OnceLock::new();
    KEYS.get_or_init(|| (generate().unwrap(), generate().unwrap()))
}

pub(crate) async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    (listener, origin)
}

/// Starts a simulator and gives its address.
pub(crate) async fn start_simulator(clock: Clock) -> String {
    let (merchants, antoms) = keys();
    let (listener, origin) = listen().await;
    let simulator = Simulator::new(Setup {
        client_id: DEMO_CLIENT_ID.to_owned(),
        merchant_key: VerifyingKey::from_text(&merchants.public).unwrap(),
        antom_key: SigningKey::from_text(&antoms.private).unwrap(),
        code_lifetime: SignedDuration::from_mins(10),
        notify_after: SignedDuration::ZERO,
        seed: 7,
        clock,
    })
    .unwrap();
    tokio::spawn(axum::serve(listener, simulator.router()).into_future());
    origin
}

fn settings(origin: &str, antom: &str, folder: &Path, clock: Clock) -> Settings {
    let (merchants, antoms) = keys();
    Settings {
        origin: origin.to_owned(),
        shop: folder.to_owned(),
        database: folder.join("orders.sqlite"),
        payments: Payments::Through {
            service: Service::new(antom, Environment::Sandbox),
            credentials: Credentials {
                client_id: DEMO_CLIENT_ID.to_owned(),
                merchant_key: Arc::new(SigningKey::from_text(&merchants.private).unwrap()),
                antom_key: VerifyingKey::from_text(&antoms.public).unwrap(),
            },
        },
        first_check: SignedDuration::from_secs(10),
        orders_per_second: 20,
        clock,
    }
}

impl World {
    pub(crate) async fn new() -> Self {
        let clock = Clock::still_at("2026-01-26T06:16:13Z".parse().unwrap());
        let antom = start_simulator(clock.clone()).await;
        let folder = tempfile::tempdir().unwrap();
        let (listener, shop) = listen().await;
        let server = Server::new(settings(&shop, &antom, folder.path(), clock.clone())).unwrap();
        let merchant = server.merchant.clone();
        // Following up is done by the tests themselves, when they want it.
        let routes = server.routes.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(axum::serve(listener, routes).into_future());
        let http = kaspi_antom::client::http_client(Duration::from_secs(20)).unwrap();
        Self { clock, merchant, shop, antom, http, _folder: folder }
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }

    /// Makes an order of 100.00 SGD and gives what the page gets.
    pub(crate) async fn order(&self) -> Page {
        let answer = self.http.post(format!("{}/api/orders", self.shop)).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        Page(answer.json().await.unwrap())
    }

    pub(crate) async fn status(&self, page: &Page) -> Value {
        let answer = self.http.get(format!("{}{}", self.shop, page.text("statusUrl"))).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.json().await.unwrap()
    }

    pub(crate) async fn refresh(&self, page: &Page) -> reqwest::Response {
        let body = json!({"paymentRequestId": page.request_id(), "paymentId": page.payment_id()});
        self.http.post(format!("{}{}", self.shop, page.text("refreshUrl"))).json(&body).send().await.unwrap()
    }

    /// Lets the buyer's phone do something with a code.
    pub(crate) async fn phone(&self, code: &str, act: &str, delivery: &str) {
        let form = format!("code={code}&act={act}&delivery={delivery}");
        let request = self.http.post(format!("{}/phone", self.antom));
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(form);
        assert_eq!(request.send().await.unwrap().status(), 200);
    }

    pub(crate) async fn plan_fault(&self, operation: &str, fault: &str, times: u32) {
        let plan = json!({"operation": operation, "fault": fault, "times": times});
        let answer = self.http.post(format!("{}/simulator/faults", self.antom)).json(&plan).send().await.unwrap();
        assert_eq!(answer.status(), 204);
    }

    /// Waits until the planned faults of an operation have all hit a call.
    pub(crate) async fn until_faults_have_hit(&self, operation: &str) {
        let address = format!("{}/simulator/faults?operation={operation}", self.antom);
        while self.http.get(&address).send().await.unwrap().text().await.unwrap() != "0" {}
    }

    /// What the simulator knows, oldest payment first.
    pub(crate) async fn antoms_payments(&self) -> Vec<Value> {
        let answer = self.http.get(format!("{}/simulator/payments", self.antom)).send().await.unwrap();
        answer.json().await.unwrap()
    }

    /// Waits until the order's payments stand as told, woken by the bell.
    pub(crate) async fn until(&self, page: &Page, states: &[State]) {
        let mut bell = self.merchant.bell.listen(page.id());
        let waiting = async {
            while self.states(page).await != states {
                bell.changed().await.unwrap();
            }
        };
        if tokio::time::timeout(Duration::from_secs(20), waiting).await.is_err() {
            assert_eq!(self.states(page).await, states);
        }
    }

    pub(crate) async fn states(&self, page: &Page) -> Vec<State> {
        let order = self.merchant.known(page.id()).await.unwrap();
        order.payments.iter().map(|payment| payment.state).collect()
    }

    /// Sends a notification, signed by Antom's key unless the case says otherwise.
    pub(crate) async fn notify(&self, case: Notice) -> u16 {
        let antoms = SigningKey::from_text(&keys().1.private).unwrap();
        let merchants = SigningKey::from_text(&keys().0.private).unwrap();
        let message =
            SignedMessage { path: PATH, client_id: DEMO_CLIENT_ID, time: &case.time, body: case.body.as_bytes() };
        let signature = message.sign(if case.by_antom { &antoms } else { &merchants }).unwrap();
        let request = self
            .http
            .post(format!("{}{PATH}", self.shop))
            .header("client-id", DEMO_CLIENT_ID)
            .header("request-time", &case.time)
            .header("signature", signature)
            .body(case.sent.unwrap_or(case.body));
        request.send().await.unwrap().status().as_u16()
    }

    /// A notification about the page's payment, as Antom would send it now.
    pub(crate) fn notice(&self, page: &Page, notify_type: &str, verdict: &str) -> Notice {
        let body = json!({
            "notifyType": notify_type,
            "result": {"resultCode": "SUCCESS", "resultStatus": verdict, "resultMessage": ""},
            "paymentRequestId": page.request_id(),
            "paymentId": page.payment_id(),
            "paymentAmount": {"currency": "SGD", "value": "10000"},
        });
        Notice {
            body: body.to_string(),
            time: kaspi_antom::time::universal(self.clock.now()),
            by_antom: true,
            sent: None,
        }
    }
}

/// A notification on its way.
#[derive(Clone)]
pub(crate) struct Notice {
    /// What is signed.
    pub(crate) body: String,
    pub(crate) time: String,
    pub(crate) by_antom: bool,
    /// What is sent, where it is not what was signed.
    pub(crate) sent: Option<String>,
}

/// What the page gets for an order.
pub(crate) struct Page(pub(crate) Value);

impl Page {
    pub(crate) fn text(&self, field: &str) -> &str {
        self.0[field].as_str().unwrap()
    }

    pub(crate) fn id(&self) -> &str {
        self.text("id")
    }

    pub(crate) fn request_id(&self) -> &str {
        self.0["payResponse"]["paymentRequestId"].as_str().unwrap()
    }

    pub(crate) fn payment_id(&self) -> &str {
        self.0["payResponse"]["paymentId"].as_str().unwrap()
    }

    /// What the QR says.
    pub(crate) fn code(&self) -> &str {
        self.0["payResponse"]["orderCodeForm"]["codeDetails"][0]["codeValue"].as_str().unwrap()
    }
}

/// The page after a new code.
pub(crate) async fn renewed(page: &Page, answer: reqwest::Response) -> Page {
    assert_eq!(answer.status(), 200);
    let mut renewed = page.0.clone();
    renewed["payResponse"] = answer.json().await.unwrap();
    Page(renewed)
}
