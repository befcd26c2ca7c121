//! What must hold after each event, in every story: the two sentences of the design, and its invariants.

use kaspi_checkout::checkout::{Checkout, Effect, Event, Outcome, Renewal, Scene, Situation, Waiting, Way};
use kaspi_checkout::error_code::ErrorCode;
use kaspi_checkout::payment::{Identity, Payment, Reading, Rejection, Standing, Word, read_pay_response, read_status};
use kaspi_checkout::time::Now;
use serde_json::Value;

use super::messages::origins;

/// Watches one tab.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    state: &'static str,
    /// The payments that this page was given; the last one is current.
    known: Vec<Payment>,
    /// Those that came when one of the order was paid already.
    refused: Vec<Payment>,
    /// Those of them that are paid, or are to be paid for certain, as far as the page was told.
    paid: Vec<Identity>,
    /// What the event at hand says, and of which payment.
    told: Option<(String, Identity)>,
    /// The payment that the event at hand may begin.
    renewed: Option<Payment>,
    /// Whether it must not.
    refuses: bool,
    latest_question: u32,
    /// The latest question that was asked before the current payment came.
    about_another: Option<u32>,
    /// What could be done about a dead code after the last event.
    renewal: Option<Renewal>,
    new_code: NewCode,
    done: Done,
    /// Since when each code has been on show in this tab, in true ms.
    shown_since: Vec<(Identity, i64)>,
    /// Whether anyone can be asked.
    pub asks: bool,
}

/// The way to a new code, as the buyer may go it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum NewCode {
    #[default]
    NotWanted,
    /// The buyer has asked for it when this was the latest question.
    Wanted { after: u32 },
    /// A later question was answered: the current payment is not paid.
    Allowed,
}

/// What was done for the current payment.
#[derive(Clone, Copy, Debug, Default)]
struct Done {
    results: u32,
    navigations: u32,
    handoffs: u32,
}

/// From which state to which others an event may lead that brings no new pay response.
const WAYS: [(&str, &[&str]); 7] = [
    ("idle", &["waiting", "pending", "confirming", "expired", "failed", "rejected"]),
    ("waiting", &["pending", "confirming", "expired", "paid", "failed", "cancelled", "rejected"]),
    ("pending", &["paid", "failed", "cancelled", "waiting", "confirming", "expired"]),
    ("confirming", &["waiting", "pending", "expired", "paid", "failed", "cancelled"]),
    ("expired", &["pending", "paid"]),
    ("rejected", &["pending", "paid"]),
    ("paid", &[]),
];

impl Rules {
    /// A page is opened with this pay response; `forgetful` tabs keep nothing of what an earlier page did.
    pub fn a_page_opens(&mut self, reading: &Result<Reading, Rejection>, forgetful: bool) {
        let mut payment = match reading {
            Ok(reading) => reading.payment.clone(),
            Err(rejection) => Payment { identity: rejection.identity.clone(), ..Payment::default() },
        };
        let asks = self.asks;
        let before = if forgetful { Self::default() } else { std::mem::take(self) };
        // A tab that was in an order stays in it, though the page holds an earlier payment's response, or a refused one.
        let earlier = before.known.iter().chain(&before.refused).find(|known| known.identity.is(&payment.identity));
        let same_order = earlier.is_some();
        // It may be told with other names than before.
        if let Some(earlier) = earlier {
            payment.identity.complete(&earlier.identity);
        }
        let is_it = |known: &Payment| known.identity.is(&payment.identity);
        *self = Self { state: "idle", asks, ..Self::default() };
        if same_order {
            let renamed = |mut known: Payment| {
                if is_it(&known) {
                    known.identity = payment.identity.clone();
                }
                known
            };
            self.known = before.known.into_iter().map(renamed).collect();
            self.refused = before.refused.into_iter().map(renamed).collect();
            self.done = Done { results: 0, ..before.done };
            if before.paid.is_empty() && self.refused.iter().any(is_it) {
                // What was refused for a payment that is not paid any more begins as any new code does.
                self.refused.retain(|refused| !is_it(refused));
                self.known.push(payment.clone());
                self.done = Done::default();
            }
            let is_paid = |known: &&Payment| before.paid.iter().any(|paid| paid.is(&known.identity));
            self.paid = self.known.iter().filter(is_paid).map(|known| known.identity.clone()).collect();
            self.shown_since = before.shown_since;
        } else {
            self.known = vec![payment.clone()];
        }
        if payment.standing == Standing::Settled && !self.paid.contains(&payment.identity) {
            self.paid.push(payment.identity);
        }
    }

    /// Whether the page was given the payment of that name.
    pub fn knows(&self, payment_id: &str) -> bool {
        self.known.iter().any(|payment| payment.identity.payment_id.as_deref() == Some(payment_id))
    }

    /// An event is about to be handled, while this question is on its way.
    pub fn something_happens(&mut self, event: &Event, in_flight: Option<u32>) {
        self.told = None;
        self.renewed = None;
        match event {
            Event::Answered { number, outcome: Outcome::Reply(reply) } if in_flight == Some(*number) => {
                self.told = self.meaning(&reply.body);
                if self.about_another == Some(*number) {
                    self.told = self.told.take().and_then(|told| self.told_of_another(told, &reply.body));
                }
                let current = self.known.last().map(|payment| &payment.identity);
                let known = ["PROCESSING", "FAIL", "CANCELLED"];
                let says_unpaid =
                    |(word, about): &(String, Identity)| known.contains(&word.as_str()) && Some(about) == current;
                let found_unpaid = self.told.as_ref().is_some_and(says_unpaid);
                if let NewCode::Wanted { after } = self.new_code
                    && *number > after
                    && found_unpaid
                {
                    self.new_code = NewCode::Allowed;
                }
            }
            Event::HandoffPostponed => self.done.handoffs = self.done.handoffs.saturating_sub(1),
            Event::WantsNewCode if matches!(self.renewal, Some(Renewal::Offered | Renewal::Failed)) => {
                self.new_code = NewCode::Wanted { after: self.latest_question };
            }
            Event::HeardFromTab(told) => {
                self.learn_of_another(told);
                self.told = self.meaning(told);
                self.renewed = told.strip_prefix('+').and_then(payment);
            }
            Event::StreamSaid(told) if !["paid", "failed", "cancelled"].contains(&self.state) => {
                self.told = self.meaning(told);
            }
            Event::Renewed(text) | Event::RenewalAnswered { pay_response: Some(text), .. } => {
                self.renewed = payment(text);
            }
            _ => {}
        }
        self.refuses = matches!(event, Event::Renewed(_)) && !self.paid.is_empty();
    }

    /// What an answer says, and of which of our payments; nothing for what does not count.
    fn meaning(&self, body: &str) -> Option<(String, Identity)> {
        let answer: Value = serde_json::from_str(body).ok()?;
        let text = |field: &str| answer.get(field).and_then(Value::as_str);
        let status = text("paymentStatus").or(text("status"))?;
        let about = self.known.iter().rev().find(|payment| {
            let agrees = |ours: &Option<String>, field: &str| match (ours, text(field)) {
                (Some(ours), Some(theirs)) => ours == theirs,
                _ => true,
            };
            agrees(&payment.identity.payment_id, "paymentId")
                && agrees(&payment.identity.payment_request_id, "paymentRequestId")
        });
        Some((status.to_owned(), about?.identity.clone()))
    }

    /// What the tabs of a payment tell each other is of its order: who is paid there and not known here, belongs to it.
    fn learn_of_another(&mut self, told: &str) {
        let Ok(answer) = read_status(told, &[&Identity::default()]) else { return };
        if matches!(answer.word, Word::Pending | Word::Success) && self.meaning(told).is_none() {
            let current = self.known.len() - 1;
            self.known.insert(current, Payment { identity: answer.identity, ..Payment::default() });
        }
    }

    /// What an answer means whose question was asked before the current payment came.
    fn told_of_another(&self, (word, about): (String, Identity), body: &str) -> Option<(String, Identity)> {
        let is_named = ["paymentId", "paymentRequestId"].iter().any(|name| body.contains(name));
        let another = self.known.iter().rev().nth(1).map(|payment| payment.identity.clone());
        let about = another.filter(|another| !is_named && another.key().is_some()).unwrap_or(about);
        ["PENDING", "SUCCESS"].contains(&word.as_str()).then_some((word, about))
    }

    /// An event was handled: what it did, and how the checkout stands now.
    /// `at` is the true time in ms.
    pub fn something_happened(
        &mut self,
        checkout: &Checkout,
        effects: &[Effect],
        situation: Situation,
        now: Now,
        at: i64,
    ) {
        let before = self.state;
        let remembers = |effect: &Effect| matches!(effect, Effect::Remember(_));
        assert!(!effects.iter().skip(1).any(remembers), "what is done is remembered before it is done");
        for effect in effects {
            self.did(effect, situation);
        }
        if let Some(renewed) = &self.renewed
            && self.refuses
            && renewed.identity.key().is_some()
        {
            let is_kept = self.known.iter().chain(&self.refused).any(|known| known.identity.is(&renewed.identity));
            assert!(is_kept, "what is refused is kept in mind with its order");
        }
        assert_eq!(self.state, checkout.state(), "each change of the state is told");
        let current = self.known.last().and_then(|payment| payment.identity.key());
        assert_eq!(checkout.key(), current, "the tabs of a payment meet under its name");
        self.was_told_the_end(before);
        self.believes_the_server(before);
        self.shows_what_can_be_acted_on(checkout, now, at);
        self.wants_to_be_woken_later(checkout, now);
        Self::stays_asleep(checkout, now);
    }

    fn did(&mut self, effect: &Effect, situation: Situation) {
        match effect {
            Effect::Ask { number } => self.latest_question = *number,
            Effect::StateChanged { state, previous } => {
                assert_eq!(*previous, self.state, "the state before");
                assert!(self.may_become(state), "{previous} → {state}");
                self.state = state;
            }
            Effect::PaymentChanged => {
                let payment = self.renewed.clone().expect("only a new pay response changes the payment");
                self.refused.retain(|refused| refused.identity.key() != payment.identity.key());
                self.known.push(payment);
                self.about_another = Some(self.latest_question);
                self.done = Done::default();
                self.new_code = NewCode::NotWanted;
            }
            Effect::Conclude(conclusion) => {
                self.done.results += 1;
                self.done.navigations += u32::from(conclusion.onward.is_some());
                assert_eq!(conclusion.state, self.state, "the result is that of the state");
                assert_eq!(self.done.results, 1, "one result for each payment");
                assert!(self.done.navigations <= 1, "one navigation for each payment");
            }
            Effect::HandOff(_) => {
                self.done.handoffs += 1;
                assert_eq!(self.done.handoffs, 1, "the app is opened once for each payment");
                assert!(situation.visible, "the app is opened from a page that is seen");
                assert!(!situation.inside_another_app, "nothing is opened where it is a dead end");
            }
            Effect::AskForNewCode { .. } => {
                assert!(self.paid.is_empty(), "no new code for an order that is paid");
                if self.asks {
                    assert_eq!(self.new_code, NewCode::Allowed, "one more question before a new code");
                }
                self.new_code = NewCode::NotWanted;
            }
            Effect::Remember(memory) => {
                if let Some(renewed) = &self.renewed
                    && !self.paid.is_empty()
                    && memory.order.iter().any(|kept| kept.identity.key() == renewed.identity.key())
                    && self
                        .known
                        .iter()
                        .chain(&self.refused)
                        .all(|known| known.identity.key() != renewed.identity.key())
                {
                    self.refused.push(renewed.clone());
                }
            }
            Effect::Report(ErrorCode::RefreshUnchecked) => self.new_code = NewCode::NotWanted,
            _ => {}
        }
    }

    fn may_become(&self, state: &str) -> bool {
        let ways = WAYS.iter().find(|(from, _)| *from == self.state).map_or(&[][..], |(_, to)| to);
        let anew = self.renewed.is_some() && self.state != "paid" && self.state != "pending";
        ways.contains(&state) || (anew && ["waiting", "pending", "confirming", "expired"].contains(&state))
    }

    /// No state says more than the server did.
    fn was_told_the_end(&self, before: &str) {
        let word = match self.state {
            "paid" => "SUCCESS",
            "failed" => "FAIL",
            "cancelled" => "CANCELLED",
            _ => return,
        };
        let told = self.told.as_ref().is_some_and(|(status, _)| status == word);
        // What Antom has refused itself fails without the server.
        let refused = self.known.last().is_some_and(|payment| payment.standing == Standing::Failed);
        assert!(self.state == before || told || (self.state == "failed" && refused), "{} was not told", self.state);
    }

    fn believes_the_server(&mut self, before: &str) {
        let was_over = ["paid", "failed", "cancelled"].contains(&before);
        match self.told.take() {
            Some((status, about)) if !was_over => match status.as_str() {
                "SUCCESS" => {
                    assert_eq!(self.state, "paid", "the server said so");
                    self.paid.push(about);
                }
                "PENDING" => {
                    assert_eq!(self.state, "pending", "the server said so");
                    self.paid.push(about);
                }
                "FAIL" | "CANCELLED" => self.paid.retain(|paid| *paid != about),
                _ => {}
            },
            // No new code is taken for an order of which another payment is paid, though this one has ended.
            Some((status, about)) if self.is_another_paid(&status, &about) => self.paid.push(about),
            _ => {}
        }
        if before == "paid" {
            assert_eq!(self.state, "paid", "paid is paid");
        }
        if !self.paid.is_empty() {
            let shown_as_paid = ["paid", "pending"].contains(&self.state);
            assert!(shown_as_paid || was_over, "a paid order is shown as {}", self.state);
        }
    }

    fn is_another_paid(&self, status: &str, about: &Identity) -> bool {
        let is_current = self.known.last().is_some_and(|current| current.identity == *about);
        ["SUCCESS", "PENDING"].contains(&status) && !is_current && !self.paid.contains(about)
    }

    fn shows_what_can_be_acted_on(&mut self, checkout: &Checkout, now: Now, at: i64) {
        let view = checkout.view(now);
        assert_eq!(view.scene.state(), self.state, "the view shows the state");
        self.renewal = match view.scene {
            Scene::Expired(renewal) => Some(renewal),
            _ => None,
        };
        match view.scene {
            Scene::Waiting(Waiting { way, other_ways, payment, .. }) => {
                let offered = |way: &Way| match way {
                    Way::Code => payment.codes.text.is_some() || payment.codes.picture.is_some(),
                    Way::App => payment.app_link.is_some(),
                    Way::Page => payment.page_link.is_some(),
                };
                assert!(offered(&way) && other_ways.iter().all(offered), "every way can be gone");
                assert!(!other_ways.contains(&way), "the other ways are others");
                assert!(view.rest.is_some_and(|rest| rest.ends > now.page), "a code on show is alive");
                assert!(self.paid.is_empty(), "nobody is invited to pay twice");
                let current = self.known.last().expect("a payment is known");
                assert_eq!(current.identity, payment.identity, "the current payment is shown");
                let dead = self.known.iter().rev().skip(1).filter_map(|payment| payment.codes.text.as_ref());
                let shown = payment.codes.text.as_ref();
                assert!(shown.is_none() || dead.into_iter().all(|dead| Some(dead) != shown), "an old code is shown");
                if self.on_show_for(at).is_none() {
                    self.shown_since.push((payment.identity.clone(), at));
                }
            }
            _ => assert_eq!(view.rest, None, "no countdown without a code"),
        }
    }

    /// How long the code on show has been so in this tab, in true ms.
    pub fn on_show_for(&self, at: i64) -> Option<i64> {
        let current = &self.known.last().filter(|_| self.state == "waiting")?.identity;
        let (_, since) = self.shown_since.iter().find(|(shown, _)| shown == current)?;
        Some(at - since)
    }

    fn wants_to_be_woken_later(&self, checkout: &Checkout, now: Now) {
        let deadline = checkout.deadline(now);
        if ["paid", "failed", "cancelled"].contains(&self.state) {
            assert_eq!(deadline, None, "what is over needs no waking");
        } else if self.asks && !["expired", "rejected"].contains(&self.state) {
            assert!(deadline.is_some(), "what is not over goes on");
        }
        assert!(deadline.is_none_or(|deadline| deadline > now.page), "what is due was done: {deadline:?} at {now:?}");
    }

    /// A wake at a time at which nothing is due changes nothing.
    fn stays_asleep(checkout: &Checkout, now: Now) {
        let mut woken = checkout.clone();
        assert_eq!(woken.handle(Event::Woken, now), [], "a spurious wake does nothing");
        assert_eq!(woken.view(now), checkout.view(now), "a spurious wake shows nothing");
        assert_eq!(woken.deadline(now), checkout.deadline(now), "a spurious wake delays nothing");
    }
}

fn payment(pay_response: &str) -> Option<Payment> {
    read_pay_response(pay_response, &origins()).ok().map(|reading| reading.payment)
}
