//! Our schedule: the widget's own core, driven through simulated time.

use fastrand::Rng;
use kaspi_checkout::checkout::{Attributes, Checkout, Config, Effect, Event, Loss, Outcome, Reply, Situation, Sources};
use kaspi_checkout::payment::{Reading, read_pay_response};
use kaspi_checkout::time::{EpochMs, Now, PageMs};

use crate::buyer::Buyer;
use crate::chance::{self, Fate};
use crate::cost::Cost;

/// 2026-01-26T00:00:00Z, when the simulated payments are created.
const BEGINNING: i64 = 1_769_385_600_000;
const PAY_RESPONSE: &str = r#"{
  "result": {"resultStatus": "U", "resultCode": "PAYMENT_IN_PROCESS"},
  "paymentId": "1", "paymentRequestId": "A",
  "paymentCreateTime": "2026-01-26T00:00:00Z",
  "orderCodeForm": {
    "expireTime": "2026-01-26T00:10:00Z",
    "codeDetails": [{"codeValue": "https://qr.alipayplus.com/1", "displayType": "TEXT"}]
  }
}"#;

const PAID: &str = r#"{"status":"SUCCESS"}"#;

/// What the merchant's server does besides answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Server {
    /// Nothing: the page asks at its own pace.
    Answers,
    /// It pushes the status over server-sent events.
    Pushes,
}

/// The core with its pay response read once.
#[derive(Clone, Debug)]
pub(crate) struct Ours {
    config: Config,
    reading: Reading,
    server: Server,
}

impl Ours {
    /// `None` if the core cannot read the pay response above.
    pub(crate) fn new(server: Server) -> Option<Self> {
        let sources = Sources { status: true, stream: server == Server::Pushes, renewal: false };
        let attributes = Attributes { page_origin: "https://shop.example".into(), sources, ..Attributes::default() };
        let config = Config::read(&attributes);
        let reading = read_pay_response(PAY_RESPONSE, &config.origins).ok()?;
        Some(Self { config, reading, server })
    }

    /// Lets the core serve the buyer until it has the final word or the page is closed.
    pub(crate) fn serve(&self, buyer: &Buyer) -> Cost {
        let situation = Situation {
            on_phone: false,
            inside_another_app: false,
            fresh_gesture: false,
            visible: buyer.absence(0).is_none(),
            online: true,
            asker: true,
            seed: buyer.seed,
        };
        let (checkout, effects) =
            Checkout::new(Ok(self.reading.clone()), self.config.clone(), situation, None, time(0));
        let network = Rng::with_seed(buyer.seed);
        let mut page = Page { checkout, buyer, network, coming: Vec::new(), requests: 0 };
        for absence in &buyer.hidden {
            page.coming.push((absence.from, Event::Hidden));
            page.coming.push((absence.until, Event::Returned));
        }
        if let (Server::Pushes, Some(paid)) = (self.server, buyer.paid) {
            page.coming.push((buyer.hears(paid + 60), Event::StreamSaid(PAID.to_owned())));
        }
        page.run(effects)
    }
}

/// One page: the core, and all that will happen to it.
struct Page<'buyer> {
    checkout: Checkout,
    buyer: &'buyer Buyer,
    network: Rng,
    coming: Vec<(i64, Event)>,
    requests: usize,
}

impl Page<'_> {
    fn run(mut self, effects: Vec<Effect>) -> Cost {
        let mut now = 0;
        let mut effects = effects;
        loop {
            if self.carry_out(effects, now) {
                return Cost { requests: self.requests, heard: Some(now) };
            }
            let (at, event) = self.next(now);
            if at >= self.buyer.leaves {
                return Cost { requests: self.requests, heard: None };
            }
            now = at;
            effects = self.checkout.handle(event, time(now));
        }
    }

    /// Does what the core wants done; whether it has the final word.
    fn carry_out(&mut self, effects: Vec<Effect>, now: i64) -> bool {
        for effect in effects {
            match effect {
                Effect::Ask { number } => self.ask(number, now),
                Effect::Abandon => self.coming.retain(|(_, event)| !matches!(event, Event::Answered { .. })),
                Effect::OpenStream => {
                    self.requests += 1;
                    self.coming.push((now + 120, Event::StreamOpened));
                }
                Effect::Conclude(_) => return true,
                _ => {}
            }
        }
        false
    }

    fn ask(&mut self, number: u32, now: i64) {
        self.requests += 1;
        let (arrives, outcome) = match chance::fate(&mut self.network) {
            Fate::Answered(takes) => {
                let body = self.answer(now + takes / 2).to_owned();
                (now + takes, Outcome::Reply(Reply { body, date: None }))
            }
            Fate::Lost(takes) => (now + takes, Outcome::Lost(Loss::Network)),
        };
        self.coming.push((self.buyer.hears(arrives), Event::Answered { number, outcome }));
    }

    /// What the server says at an age of the payment.
    fn answer(&self, age: i64) -> &'static str {
        if self.buyer.paid.is_some_and(|paid| paid <= age) { PAID } else { r#"{"status":"PROCESSING"}"# }
    }

    /// What happens next: something from outside, or the deadline of the core.
    fn next(&mut self, now: i64) -> (i64, Event) {
        let deadline = self.checkout.deadline(time(now)).map_or(i64::MAX, |PageMs(at)| self.buyer.wakes(at.max(now)));
        let soonest = (0..self.coming.len()).min_by_key(|index| self.coming.get(*index).map(|(at, _)| *at));
        match soonest {
            Some(index) if self.coming.get(index).is_some_and(|(at, _)| *at <= deadline) => self.coming.remove(index),
            _ => (deadline, Event::Woken),
        }
    }
}

fn time(at: i64) -> Now {
    Now { page: PageMs(at), wall: EpochMs(BEGINNING + at) }
}
