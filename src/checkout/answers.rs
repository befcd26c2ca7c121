//! What an answer changes. A final word of the server beats every local belief.

use std::sync::Arc;

use super::asking::Failure;
use super::clock::ServerTime;
use super::effect::{Conclusion, Effect};
use super::event::{Loss, Outcome as Answer, Reply};
use super::machine::{Checkout, UNSTEADY_AFTER};
use super::patience::Patience;
use super::phase::{Outcome, Phase, Renewing};
use super::tabs::naming;
use crate::checkout::config::RedirectTarget;
use crate::error_code::ErrorCode;
use crate::payment::{Address, Payment, Standing, StatusAnswer, StatusFault, Word, read_status};
use crate::time::{EpochMs, PageMs, SECOND};

/// A code that would live for less than this is not shown again, in ms.
const WORTH_SHOWING: i64 = SECOND;

impl Checkout {
    /// The answer to our question `number`, asked at `asked`.
    pub(super) fn hear(&mut self, outcome: Answer, asked: PageMs, number: u32, now: PageMs) {
        match outcome {
            Answer::Reply(reply) => match self.read(&reply.body) {
                Ok(answer) => {
                    self.hear_server_time(&answer, &reply, asked, now);
                    self.stream.answered(asked);
                    if self.asking.was_about_another(number) {
                        return self.hear_of_another(answer, &reply.body, now);
                    }
                    let (word, current) = (answer.word, self.is_current(&answer));
                    self.tell(word, &reply.body);
                    self.take(answer, &reply.body, now);
                    self.go_on_renewing(word, current, number, now);
                }
                Err(fault) => self.not_answered(code_of_fault(fault), None, number, now),
            },
            Answer::Refused { http, retry_after } => self.not_answered(code_of_http(http), retry_after, number, now),
            Answer::Lost(loss) => self.not_answered(code_of_loss(loss), None, number, now),
        }
    }

    /// The question was asked before the current payment was: without a name, its answer is about the one before. That it was
    /// paid counts; nothing else is news.
    fn hear_of_another(&mut self, mut answer: StatusAnswer, body: &str, now: PageMs) {
        if let Some(another) = self.superseded.last()
            && answer.identity.key().is_none()
        {
            answer.identity = another.identity.clone();
        }
        if answer.word.means_paid() {
            // Without a name the others would take the word for the current payment's.
            let status = if answer.word == Word::Success { "SUCCESS" } else { "PENDING" };
            self.effects.push(Effect::TellOrder(naming(&answer.identity, status)));
            self.take(answer, body, now);
        }
    }

    /// Tells the others what was heard: that the order is paid, also those that know an earlier payment alone.
    fn tell(&mut self, word: Word, body: &str) {
        let effect = if word.means_paid() { Effect::TellOrder } else { Effect::TellTabs };
        self.effects.push(effect(body.to_owned()));
    }

    /// An answer that another tab has brought, which it has read before.
    pub(super) fn overhear(&mut self, body: &str, now: PageMs) {
        match self.read(body) {
            Ok(answer) if !self.phase.is_final() => self.take(answer, body, now),
            // No new code is taken for an order of which another payment is paid.
            Ok(answer) if answer.word.means_paid() && !self.is_current(&answer) => {
                self.note_paid(&self.concerned(&answer));
            }
            _ => {}
        }
    }

    /// An answer that the stream has brought. Other tabs may have none.
    pub(super) fn hear_stream(&mut self, body: &str, now: PageMs) {
        match self.read(body) {
            _ if self.phase.is_final() => {}
            Ok(answer) => {
                self.tell(answer.word, body);
                self.take(answer, body, now);
            }
            Err(fault) => self.report(code_of_fault(fault)),
        }
    }

    pub(super) fn read(&self, body: &str) -> Result<StatusAnswer, StatusFault> {
        let mut payments = vec![&self.payment.identity];
        for earlier in &self.superseded {
            // An earlier payment without a name would make every answer its own.
            if earlier.identity.key().is_some() {
                payments.push(&earlier.identity);
            }
        }
        read_status(body, &payments)
    }

    fn is_current(&self, answer: &StatusAnswer) -> bool {
        Arc::ptr_eq(&self.concerned(answer), &self.payment)
    }

    /// Which payment of the order the answer speaks of: the one that it names by most of its names, the current one where it
    /// names none.
    fn concerned(&self, answer: &StatusAnswer) -> Arc<Payment> {
        let mut concerned = &self.payment;
        for earlier in self.superseded.iter().rev() {
            let shared = |payment: &Payment| payment.identity.names_shared_with(&answer.identity);
            if shared(earlier) > shared(concerned) {
                concerned = earlier;
            }
        }
        Arc::clone(concerned)
    }

    fn hear_server_time(&mut self, answer: &StatusAnswer, reply: &Reply, asked: PageMs, now: PageMs) {
        let precise = answer.server_time.map(|time| ServerTime { time, resolution: 1, asked });
        let header = reply.date.map(|time| ServerTime { time, resolution: SECOND, asked });
        if let Some(heard) = precise.filter(ServerTime::is_plausible).or(header) {
            self.clock.hear_server(heard, now);
        }
    }

    /// The question `number` was not answered, or not with anything that counts.
    pub(super) fn not_answered(&mut self, code: ErrorCode, retry_after: Option<i64>, number: u32, now: PageMs) {
        let failure = match code {
            ErrorCode::StatusHttp401
            | ErrorCode::StatusHttp403
            | ErrorCode::StatusHttp404
            | ErrorCode::StatusHttp410 => Failure::Refused,
            _ => Failure::Passing,
        };
        self.asking.failed(failure, retry_after, now);
        self.report(code);
        let nobody_answers = failure == Failure::Refused || self.asking.failures() >= UNSTEADY_AFTER;
        if self.was_refused() && nobody_answers && self.situation.online {
            return self.conclude(Outcome::Failed, None, now);
        }
        self.be_impatient_no_longer();
        if let Phase::Expired { renewing: Renewing::Checking { after, .. }, .. } = self.phase
            && number != after
        {
            self.not_renewed(ErrorCode::RefreshUnchecked);
        }
    }

    /// Time in which nothing can be heard does not count against the payment.
    pub(super) fn be_impatient_no_longer(&mut self) {
        if let Phase::Confirming(patience) = &mut self.phase {
            patience.interrupted();
        }
    }

    fn take(&mut self, answer: StatusAnswer, body: &str, now: PageMs) {
        let wish = answer.poll_after;
        self.asking.heard(answer.poll_after, now);
        self.situation.online = true;
        self.reported.retain(|code| !is_about_the_connection(*code));

        let current = self.is_current(&answer);
        if let Some(expires) = answer.expires.filter(|_| current) {
            self.clock.correct_expiry(expires, now);
        }
        match answer.word {
            Word::Success => {
                self.success = Some(body.to_owned());
                self.conclude(Outcome::Paid, Some(answer), now);
            }
            Word::Pending => self.pend(&answer),
            Word::Fail if self.phase == Phase::Pending => self.unpend(Outcome::Failed, answer, now),
            Word::Cancelled if self.phase == Phase::Pending => self.unpend(Outcome::Cancelled, answer, now),
            Word::Fail if current => self.fail(answer, now),
            Word::Cancelled if current => self.cancel(answer, now),
            // An earlier payment of the order is closed, as it should be: nothing is known of the current one.
            Word::Fail | Word::Cancelled | Word::Processing => self.still_nothing(wish, now),
            Word::Unknown => {
                self.report(ErrorCode::StatusUnknown);
                self.not_even_that(now);
            }
        }
    }

    fn pend(&mut self, answer: &StatusAnswer) {
        let concerned = self.concerned(answer);
        self.note_paid(&concerned);
        self.enter(Phase::Pending);
    }

    pub(super) fn note_paid(&mut self, payment: &Payment) {
        if !self.paid.contains(&payment.identity) {
            self.paid.push(payment.identity.clone());
        }
    }

    /// A payment that was on its way did not come. As long as another one is, nothing else is said.
    fn unpend(&mut self, outcome: Outcome, answer: StatusAnswer, now: PageMs) {
        let concerned = self.concerned(&answer);
        let Some(place) = self.paid.iter().position(|paid| *paid == concerned.identity) else {
            return;
        };
        self.paid.remove(place);
        if self.paid.is_empty() {
            if Arc::ptr_eq(&concerned, &self.payment) {
                self.conclude(outcome, Some(answer), now);
            } else {
                self.resume(now);
            }
        }
    }

    /// A code that would not be shown any more has not failed, but run out of time.
    fn fail(&mut self, answer: StatusAnswer, now: PageMs) {
        let lives = self.clock.rest(now) > WORTH_SHOWING;
        match self.phase {
            Phase::Waiting { .. } | Phase::Confirming(_) if lives || self.was_refused() => {
                self.conclude(Outcome::Failed, Some(answer), now);
            }
            Phase::Waiting { .. } | Phase::Confirming(_) => self.expire(now),
            Phase::Pending | Phase::Expired { .. } | Phase::Ended { .. } | Phase::Rejected { .. } => {}
        }
    }

    fn cancel(&mut self, answer: StatusAnswer, now: PageMs) {
        match self.phase {
            Phase::Waiting { .. } | Phase::Confirming(_) => self.conclude(Outcome::Cancelled, Some(answer), now),
            Phase::Pending | Phase::Expired { .. } | Phase::Ended { .. } | Phase::Rejected { .. } => {}
        }
    }

    /// Whether the pay response itself says that the payment failed, and nobody has said otherwise.
    pub(super) fn was_refused(&self) -> bool {
        self.payment.standing == Standing::Failed && matches!(self.phase, Phase::Confirming(_))
    }

    /// Nothing is known yet; `wish` is the server's for the next question, in ms.
    fn still_nothing(&mut self, wish: Option<i64>, now: PageMs) {
        if self.was_refused() {
            return self.conclude(Outcome::Failed, None, now);
        }
        let (can_be_paid, rest) = (self.can_be_paid(WORTH_SHOWING, now), self.clock.rest(now));
        let enough = match &mut self.phase {
            Phase::Confirming(_) if can_be_paid => return self.wait(now),
            // A code that cannot be shown here, as after a reload, may live on elsewhere.
            Phase::Confirming(patience) if rest > 0 => {
                *patience = Patience::from_the_next_answer();
                false
            }
            Phase::Confirming(patience) => patience.answered(wish, now),
            _ => false,
        };
        if enough {
            self.expire(now);
        }
    }

    /// A word that nobody knows may as well mean that the payment is paid: it does not count against it.
    fn not_even_that(&mut self, now: PageMs) {
        self.be_impatient_no_longer();
        if matches!(self.phase, Phase::Confirming(_)) && self.can_be_paid(WORTH_SHOWING, now) {
            self.wait(now);
        }
    }

    /// The payment is final. `answer` is the server's word; without one, the pay response itself said so.
    pub(super) fn conclude(&mut self, outcome: Outcome, answer: Option<StatusAnswer>, now: PageMs) {
        if self.phase.is_final() {
            return;
        }
        if self.asking.abandon() {
            self.effects.push(Effect::Abandon);
        }
        let onward = self.onward(outcome, answer.as_ref().and_then(|answer| answer.redirect_url.as_deref()));
        let concerned = answer.as_ref().map_or(Arc::clone(&self.payment), |answer| self.concerned(answer));
        if outcome == Outcome::Paid {
            self.note_paid(&concerned);
        }
        let conclusion = Conclusion {
            status: outcome.word(),
            state: outcome.state(),
            identity: concerned.identity.clone(),
            late: self.is_late(&concerned, answer.and_then(|answer| answer.paid_at), now),
            // A buyer who comes back to this page by the back button is not sent away again.
            onward: onward.clone().filter(|_| !self.concluded),
        };
        self.concluded |= onward.is_some();
        self.enter(Phase::Ended { outcome, onward });
        self.effects.push(Effect::Conclude(conclusion));
    }

    /// Whether a payment came after its expiry: as far as is told when it came, else as far as we know.
    fn is_late(&self, payment: &Arc<Payment>, paid_at: Option<EpochMs>, now: PageMs) -> bool {
        if Arc::ptr_eq(payment, &self.payment) {
            let late = paid_at.and_then(|paid_at| self.clock.is_after_expiry(paid_at));
            late.unwrap_or(self.clock.rest(now) <= 0)
        } else {
            let paid_at = paid_at.unwrap_or_else(|| self.clock.server(now));
            payment.expires.is_none_or(|expires| paid_at > expires)
        }
    }

    fn onward(&mut self, outcome: Outcome, redirect_url: Option<&str>) -> Option<Address> {
        if self.config.redirect_target == RedirectTarget::Nowhere {
            return None;
        }
        let attribute = match outcome {
            Outcome::Paid => self.config.result_url.clone(),
            Outcome::Failed | Outcome::Cancelled => self.config.failure_url.clone(),
        };
        match redirect_url.map(|url| self.config.origins.result(url)) {
            Some(Ok(address)) => Some(address),
            Some(Err(_)) => {
                self.report(ErrorCode::RedirectRefused);
                attribute
            }
            None => attribute,
        }
    }
}

fn code_of_fault(fault: StatusFault) -> ErrorCode {
    match fault {
        StatusFault::NotJson => ErrorCode::StatusNotJson,
        StatusFault::NoStatus => ErrorCode::StatusMissing,
        StatusFault::OtherPayment => ErrorCode::StatusOtherPayment,
    }
}

fn code_of_http(http: u16) -> ErrorCode {
    match http {
        401 => ErrorCode::StatusHttp401,
        403 => ErrorCode::StatusHttp403,
        404 => ErrorCode::StatusHttp404,
        410 => ErrorCode::StatusHttp410,
        429 => ErrorCode::StatusHttp429,
        500..=599 => ErrorCode::StatusHttp5xx,
        _ => ErrorCode::StatusHttpOther,
    }
}

fn code_of_loss(loss: Loss) -> ErrorCode {
    match loss {
        Loss::Network => ErrorCode::StatusNetwork,
        Loss::TooLarge => ErrorCode::StatusTooLarge,
        Loss::Source => ErrorCode::StatusSourceFailed,
    }
}

/// Problems that an answer ends; the next of them is news again.
fn is_about_the_connection(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::StatusNetwork
            | ErrorCode::StatusTimeout
            | ErrorCode::StatusTooLarge
            | ErrorCode::StatusNotJson
            | ErrorCode::StatusMissing
            | ErrorCode::StatusOtherPayment
            | ErrorCode::StatusHttp401
            | ErrorCode::StatusHttp403
            | ErrorCode::StatusHttp404
            | ErrorCode::StatusHttp410
            | ErrorCode::StatusHttp429
            | ErrorCode::StatusHttp5xx
            | ErrorCode::StatusHttpOther
            | ErrorCode::StatusSourceFailed
    )
}
