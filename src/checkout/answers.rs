//! What an answer changes. A final word of the server beats every local belief.

use super::asking::Failure;
use super::clock::ServerTime;
use super::effect::{Conclusion, Effect};
use super::event::{Loss, Outcome as Answer, Reply};
use super::machine::Checkout;
use super::phase::{Outcome, Phase, Renewing};
use crate::checkout::config::RedirectTarget;
use crate::error_code::ErrorCode;
use crate::payment::{Address, Identity, StatusAnswer, StatusFault, Word, read_status};
use crate::time::{PageMs, SECOND};

/// A code that would live for less than this is not shown again, in ms.
const WORTH_SHOWING: i64 = SECOND;

impl Checkout {
    /// The answer to our question `number`, asked at `asked`.
    pub(super) fn hear(&mut self, outcome: Answer, asked: PageMs, number: u32, now: PageMs) {
        match outcome {
            Answer::Reply(reply) => match self.read(&reply.body) {
                Ok(answer) => {
                    self.hear_server_time(&answer, &reply, asked, now);
                    self.effects.push(Effect::TellTabs(reply.body));
                    let word = answer.word;
                    self.take(answer, now);
                    self.go_on_renewing(word, number, now);
                }
                Err(fault) => self.not_answered(code_of_fault(fault), None, number, now),
            },
            Answer::Refused { http, retry_after } => self.not_answered(code_of_http(http), retry_after, number, now),
            Answer::Lost(loss) => self.not_answered(code_of_loss(loss), None, number, now),
        }
    }

    /// An answer that another tab, or the stream, has brought.
    pub(super) fn overhear(&mut self, body: &str, now: PageMs) {
        if self.phase.is_final() {
            return;
        }
        match self.read(body) {
            Ok(answer) => self.take(answer, now),
            Err(fault) => self.report(code_of_fault(fault)),
        }
    }

    fn read(&self, body: &str) -> Result<StatusAnswer, StatusFault> {
        read_status(body, std::iter::once(&self.payment.identity).chain(&self.superseded))
    }

    fn hear_server_time(&mut self, answer: &StatusAnswer, reply: &Reply, asked: PageMs, now: PageMs) {
        let precise = answer.server_time.map(|time| ServerTime { time, resolution: 1, asked });
        let header = reply.date.map(|time| ServerTime { time, resolution: SECOND, asked });
        if let Some(heard) = precise.or(header) {
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
        self.be_impatient_no_longer();
        if let Phase::Expired { renewing: Renewing::Checking { after }, .. } = self.phase
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

    fn take(&mut self, answer: StatusAnswer, now: PageMs) {
        self.asking.heard(answer.poll_after, now);
        self.situation.online = true;
        self.reported.retain(|code| !is_about_the_connection(*code));

        let current = self.payment.identity.agrees_with(&answer.identity);
        if let Some(expires) = answer.expires.filter(|_| current) {
            self.clock.correct_expiry(expires, now);
        }
        match answer.word {
            Word::Success => self.conclude(Outcome::Paid, Some(answer), now),
            Word::Pending => {
                if !self.phase.is_final() {
                    self.enter(Phase::Pending);
                }
            }
            Word::Fail if current => self.fail(answer, now),
            Word::Cancelled if current => self.cancel(answer, now),
            // An earlier payment of the order is closed, as it should be.
            Word::Fail | Word::Cancelled => {}
            Word::Processing => self.still_nothing(now),
            Word::Unknown => {
                self.report(ErrorCode::StatusUnknown);
                self.still_nothing(now);
            }
        }
    }

    fn fail(&mut self, answer: StatusAnswer, now: PageMs) {
        match self.phase {
            Phase::Waiting { .. } if self.clock.rest(now) > 0 => self.conclude(Outcome::Failed, Some(answer), now),
            Phase::Pending => self.conclude(Outcome::Failed, Some(answer), now),
            Phase::Waiting { .. } | Phase::Confirming(_) => self.expire(now),
            Phase::Expired { .. } | Phase::Ended { .. } | Phase::Rejected(_) => {}
        }
    }

    fn cancel(&mut self, answer: StatusAnswer, now: PageMs) {
        match self.phase {
            Phase::Waiting { .. } | Phase::Pending | Phase::Confirming(_) => {
                self.conclude(Outcome::Cancelled, Some(answer), now);
            }
            Phase::Expired { .. } | Phase::Ended { .. } | Phase::Rejected(_) => {}
        }
    }

    fn still_nothing(&mut self, now: PageMs) {
        let rest = self.clock.rest(now);
        let enough = match &mut self.phase {
            Phase::Confirming(_) if rest > WORTH_SHOWING => return self.wait(now),
            Phase::Confirming(patience) => patience.answered(now),
            _ => false,
        };
        if enough {
            self.expire(now);
        }
    }

    fn go_on_renewing(&mut self, word: Word, number: u32, now: PageMs) {
        let Phase::Expired { renewing: Renewing::Checking { after }, .. } = self.phase else {
            return;
        };
        match word {
            // This answer is to a question from before the buyer asked for a new code.
            _ if number == after => {}
            Word::Unknown => self.not_renewed(ErrorCode::RefreshUnchecked),
            _ => self.ask_for_new_code(now),
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
        self.close_stream();
        let onward = self.onward(outcome, answer.as_ref().and_then(|answer| answer.redirect_url.as_deref()));
        let paid_late = answer.as_ref().and_then(|answer| self.clock.is_after_expiry(answer.paid_at?));
        let conclusion = Conclusion {
            status: outcome.word(),
            state: outcome.state(),
            identity: self.concerned(answer),
            late: paid_late.unwrap_or(self.clock.rest(now) <= 0),
            // A buyer who comes back to this page by the back button is not sent away again.
            onward: onward.clone().filter(|_| !self.concluded),
        };
        self.concluded |= onward.is_some();
        self.enter(Phase::Ended { outcome, onward });
        self.effects.push(Effect::Conclude(conclusion));
    }

    /// Which payment of the order the answer speaks of.
    fn concerned(&self, answer: Option<StatusAnswer>) -> Identity {
        match answer.map(|answer| answer.identity) {
            Some(identity) if !self.payment.identity.agrees_with(&identity) => identity,
            _ => self.payment.identity.clone(),
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
