//! The merchant's server: the payments of one order, and what the status endpoint says of them.

use kaspi_checkout::checkout::{Outcome, Reply};
use kaspi_checkout::time::EpochMs;
use serde_json::{Value, json};

use super::iso8601::{self, Form};
use super::weather::{Fate, Weather};

/// How the endpoint tells its clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Not at all.
    Hidden,
    /// By the `Date` header, to the second.
    DateHeader,
    /// By the field `serverTime`.
    ServerTime,
}

/// One payment, and what really becomes of it.
#[derive(Clone, Debug)]
pub struct PaymentRecord {
    /// Its place in the order, from 1.
    pub number: usize,
    /// When it was created, in true ms.
    pub created: i64,
    /// When its code dies, in true ms.
    pub expires: i64,
    /// What the status is from when on, in order of time; before the first it is `PROCESSING`.
    pub history: Vec<(i64, &'static str)>,
}

/// The merchant's server.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts of a made-up world")]
pub struct Merchant {
    /// The payments of the order; the last one is current.
    pub payments: Vec<PaymentRecord>,
    /// How long a code lives, in ms.
    pub lifetime: i64,
    /// How far the server's clock is ahead of the true time, in ms.
    pub ahead: i64,
    /// How the endpoint tells its clock.
    pub clock: Clock,
    /// How times are written.
    pub form: Form,
    /// Whether answers name their payment.
    pub names: bool,
    /// Antom closes a code that nobody paid.
    pub closes_expired: bool,
    /// Fields that each answer carries besides.
    pub extras: Value,
    /// How long an answer takes, in ms.
    pub latency: i64,
    /// Weather in true time; the last that fits counts.
    pub weather: Vec<(std::ops::Range<i64>, Weather)>,
    /// Whether a new code is given when asked for.
    pub renews: bool,
    /// How long a new code takes, in ms.
    pub renewal_takes: i64,
    /// Whether the stream of events works.
    pub streams: bool,
    /// Whether the stream of events is silent though it is open.
    pub says_nothing: bool,
    /// From this true time on, the endpoint speaks of that payment only.
    pub speaks_of: Option<(i64, usize)>,
}

impl PaymentRecord {
    /// Antom's name for it.
    pub fn id(&self) -> String {
        format!("2026012619401080010018855024431{:04}", self.number)
    }

    /// The text of its code.
    pub fn code(&self) -> String {
        format!("https://qr.alipayplus.com/code-{}", self.number)
    }

    fn request_id(&self) -> String {
        format!("PAYMENT_{}", self.number)
    }

    /// The true status at a time.
    pub fn status(&self, at: i64, closes_expired: bool) -> &'static str {
        match self.history.iter().rev().find(|(from, _)| *from <= at) {
            Some((_, status)) => status,
            None if closes_expired && at >= self.expires => "FAIL",
            None => "PROCESSING",
        }
    }
}

impl Merchant {
    /// A merchant who has created no payment yet: codes live for ten minutes, and the endpoint answers within 80 ms,
    /// names its payment and sends `Date`.
    pub fn ordinary() -> Self {
        Self {
            payments: Vec::new(),
            lifetime: 600_000,
            ahead: 0,
            clock: Clock::DateHeader,
            form: iso8601::ANTOM,
            names: true,
            closes_expired: true,
            extras: json!({}),
            latency: 80,
            weather: Vec::new(),
            renews: true,
            renewal_takes: 80,
            streams: false,
            says_nothing: false,
            speaks_of: None,
        }
    }

    /// Creates a payment at a true time.
    pub fn create(&mut self, at: i64) -> &PaymentRecord {
        let number = self.payments.len() + 1;
        self.payments.push(PaymentRecord { number, created: at, expires: at + self.lifetime, history: Vec::new() });
        self.payments.last().unwrap()
    }

    /// The pay response of payment `number`, as Antom gave it.
    pub fn pay_response(&self, number: usize) -> String {
        let payment = &self.payments[number - 1];
        let code = format!("code-{number}");
        // The merchant's and Antom's clocks agree: both are the server's.
        let written = |time: i64| iso8601::write(time + self.ahead, self.form);
        json!({
            "applinkUrl": format!("https://l.kaspi.kz/apm?codeValue={code}"),
            "normalUrl": format!("https://open-sea-global.alipayplus.com/checkout.htm?codeValue={code}"),
            "orderCodeForm": {
                "codeDetails": [{"codeValue": payment.code(), "displayType": "TEXT"}],
                "expireTime": written(payment.expires),
            },
            "paymentAmount": {"currency": "KZT", "value": "250000"},
            "paymentCreateTime": written(payment.created),
            "paymentId": payment.id(),
            "paymentRequestId": payment.request_id(),
            "result": {"resultCode": "PAYMENT_IN_PROCESS", "resultStatus": "U"},
        })
        .to_string()
    }

    /// The weather at a true time.
    pub fn weather_at(&self, at: i64) -> Weather {
        let fitting = self.weather.iter().rev().find(|(when, _)| when.contains(&at));
        fitting.map_or(Weather::Fine, |(_, weather)| *weather)
    }

    /// What becomes of a question asked at a true time: the answer and the true time of its arrival.
    pub fn ask(&self, at: i64) -> Option<(i64, Outcome)> {
        match self.weather_at(at).fate(self.latency) {
            Fate::Answered { after } => {
                let (body, date) = self.answer(at + after / 2);
                Some((at + after, Outcome::Reply(Reply { body, date })))
            }
            Fate::Spoilt { after, outcome } => Some((at + after, outcome)),
            Fate::Never => None,
        }
    }

    /// The payment that the endpoint speaks of at a true time: the one that was paid if there is one, else the current
    /// one.
    pub fn subject(&self, at: i64) -> &PaymentRecord {
        let is_paid =
            |payment: &&PaymentRecord| matches!(payment.status(at, self.closes_expired), "SUCCESS" | "PENDING");
        let only = self.speaks_of.filter(|(from, _)| *from <= at).map(|(_, number)| &self.payments[number - 1]);
        let created = || self.payments.iter().rev().filter(|payment| payment.created <= at);
        only.or(created().find(is_paid)).or(created().next()).unwrap_or(&self.payments[0])
    }

    /// What the endpoint says at a true time.
    pub fn answer(&self, at: i64) -> (String, Option<EpochMs>) {
        let payment = self.subject(at);
        let mut answer = json!({"paymentStatus": payment.status(at, self.closes_expired)});
        let fields = answer.as_object_mut().unwrap();
        fields.extend(self.extras.as_object().cloned().unwrap_or_default());
        if self.names {
            fields.insert("paymentId".into(), payment.id().into());
            fields.insert("paymentRequestId".into(), payment.request_id().into());
        }
        let clock = at + self.ahead;
        if self.clock == Clock::ServerTime {
            fields.insert("serverTime".into(), clock.into());
        }
        let date = (self.clock == Clock::DateHeader).then(|| EpochMs(clock.div_euclid(1_000) * 1_000));
        (answer.to_string(), date)
    }
}
