//! What is kept per payment in this tab, so that a reload neither restarts nor skips anything.

use std::sync::Arc;

use super::clock::{Clock, Kept};
use super::machine::Checkout;
use super::phase::Phase;
use super::view::Way;
use crate::payment::{Identity, Payment, Standing};
use crate::text::{decimal, digits, split_once, whole};
use crate::time::{EpochMs, Now, PageMs};

/// The anchor of a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memory {
    /// When this was kept, on the page's wall clock, right or wrong.
    pub kept: EpochMs,
    /// When the code dies, on the same clock: it is the same after a reload.
    pub deadline: EpochMs,
    /// The same by the server's clock, as the pay response or later the server has told it: after a reload the current payment
    /// may be known by its name alone.
    pub expires: Option<EpochMs>,
    /// Whether the app was opened from this tab.
    pub handed_off: bool,
    /// The way that the buyer has chosen.
    pub chosen: Option<Way>,
    /// Whether the buyer was taken to a result from this tab.
    pub concluded: bool,
    /// The payments of the order as far as this tab knows them. The last one is current: everything else here is about
    /// it.
    pub order: Vec<Remembered>,
}

/// A payment that is known by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Its name.
    pub identity: Identity,
    /// What else is known of it.
    pub known: Known,
}

/// What is known of a payment of the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// No more than its name.
    Named,
    /// It is paid, or will be for certain, as the server has said.
    Paid,
    /// It came when the order was paid already, and was never on show.
    Refused,
}

impl Memory {
    /// The anchor as one short line of text.
    #[must_use]
    pub fn write(&self) -> String {
        let flag = |set| if set { '1' } else { '0' };
        let chosen = match self.chosen {
            None => '-',
            Some(Way::Code) => 'c',
            Some(Way::App) => 'a',
            Some(Way::Page) => 'p',
        };
        let mut text = [&decimal(self.kept.0), ",", &decimal(self.deadline.0)].concat();
        if let Some(expires) = self.expires {
            text += &[",", &decimal(expires.0)].concat();
        }
        for letter in [' ', flag(self.handed_off), chosen, flag(self.concluded)] {
            text.push(letter);
        }
        for Remembered { identity, known } in &self.order {
            text.push(match known {
                Known::Named => ' ',
                Known::Paid => '!',
                Known::Refused => '?',
            });
            for name in [&identity.payment_id, &identity.payment_request_id] {
                // Names are opaque: their length tells where they end.
                match name {
                    Some(name) => text += &[&digits(name.len() as u64), ":", name].concat(),
                    None => text.push(':'),
                }
            }
        }
        text
    }

    /// Reads what [`Memory::write`] wrote; nothing for any other text.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let flag = |letter| match letter {
            '0' => Some(false),
            '1' => Some(true),
            _ => None,
        };
        let (times, rest) = split_once(text, " ")?;
        let (kept, times) = split_once(times, ",")?;
        let (deadline, expires) = match split_once(times, ",") {
            Some((deadline, expires)) => (deadline, Some(EpochMs(whole(expires)?))),
            None => (times, None),
        };
        let mut letters = rest.chars();
        let mut memory = Self {
            kept: EpochMs(whole(kept)?),
            deadline: EpochMs(whole(deadline)?),
            expires,
            handed_off: flag(letters.next()?)?,
            chosen: match letters.next()? {
                '-' => None,
                'c' => Some(Way::Code),
                'a' => Some(Way::App),
                'p' => Some(Way::Page),
                _ => return None,
            },
            concluded: flag(letters.next()?)?,
            order: Vec::new(),
        };
        while let Some(letter) = letters.next() {
            let known = match letter {
                ' ' => Known::Named,
                '!' => Known::Paid,
                '?' => Known::Refused,
                _ => return None,
            };
            let (payment_id, rest) = name(letters.as_str())?;
            let (payment_request_id, rest) = name(rest)?;
            letters = rest.chars();
            memory.order.push(Remembered { identity: Identity { payment_id, payment_request_id }, known });
        }
        Some(memory)
    }

    /// What was kept under the names of a payment. That may differ, where the page has told one name now and the other then:
    /// whatever else is lost, a payment is not.
    pub fn recall(identity: &Identity, kept: impl Fn(&str) -> Option<Self>) -> Option<Self> {
        let mut chosen = None;
        for name in identity.names().into_iter().flatten() {
            if let Some(memory) = kept(name)
                // Another payment may share a name with it, and have been kept under that.
                && memory.order.iter().any(|known| known.identity.is(identity))
                && (chosen.is_none() || memory.is_paid())
            {
                chosen = Some(memory);
            }
        }
        chosen
    }

    fn is_paid(&self) -> bool {
        self.order.iter().any(|known| known.known == Known::Paid)
    }

    /// What it is kept under, in this tab: each name of its payments.
    #[must_use]
    pub fn keys(&self) -> Vec<&str> {
        let mut keys = Vec::new();
        for known in &self.order {
            for name in known.identity.names().into_iter().flatten() {
                keys.push(name.as_str());
            }
        }
        keys
    }

    /// Whether both say the same, whenever they were kept, but for a deadline that moved by less than a second.
    pub(super) fn is_nearly(&self, other: &Self) -> bool {
        let Self { kept: _, deadline, expires, handed_off, chosen, concluded, order } = self;
        deadline.since(other.deadline).unsigned_abs() < 1_000
            && (handed_off, chosen, concluded) == (&other.handed_off, &other.chosen, &other.concluded)
            && (expires, order) == (&other.expires, &other.order)
    }
}

/// A name, and what follows it.
fn name(text: &str) -> Option<(Option<String>, &str)> {
    let (length, rest) = split_once(text, ":")?;
    if length.is_empty() {
        return Some((None, rest));
    }
    let (name, rest) = rest.split_at_checked(whole(length)?.try_into().ok()?)?;
    Some((Some(name.to_owned()), rest))
}

impl Checkout {
    /// Goes on where an earlier page of this tab has left the order, if it was this one.
    ///
    /// Only the payment that the page has given has more than a name: where that is an earlier one, its code is not to be shown
    /// again, and there is no other. It may have been told with fewer names this time.
    pub(super) fn recall(&mut self, memory: &Memory, now: Now) {
        // Where the page tells no more than a name that several share, the last of them is meant.
        let Some(before) = memory.order.iter().rfind(|known| known.identity.is(&self.payment.identity)) else {
            return;
        };
        if let Some(payment) = Arc::get_mut(&mut self.payment) {
            payment.identity.complete(&before.identity);
        }
        let given = Arc::clone(&self.payment);
        let is_given = |identity: &Identity| identity.is(&given.identity);
        let (mut is_paid, mut was_refused) = (false, false);
        for Remembered { identity, known } in &memory.order {
            is_paid |= *known == Known::Paid;
            was_refused |= *known == Known::Refused && is_given(identity);
        }
        // What was refused for a payment that is not paid any more begins as any new code does.
        let begins = was_refused && !is_paid;
        for Remembered { identity, known } in &memory.order {
            let payment = if is_given(identity) { Arc::clone(&given) } else { self.known_by_name(identity.clone()) };
            match known {
                Known::Refused if begins && is_given(identity) => {}
                Known::Refused => self.refused.push(payment.identity.clone()),
                Known::Named => self.superseded.push(payment),
                Known::Paid => {
                    self.paid.push(payment.identity.clone());
                    self.superseded.push(payment);
                }
            }
        }
        if begins {
            return;
        }
        self.payment = self.superseded.pop().unwrap_or_else(|| Arc::clone(&given));
        if given.standing == Standing::Settled {
            self.note_paid(&given);
        }
        // The wall clock may have been set back since.
        let rest = memory.deadline.since(now.wall.max(memory.kept));
        let kept = Kept { rest, expires: memory.expires };
        self.clock = Clock::new(&self.payment, Some(kept), now);
        self.handed_off = memory.handed_off;
        self.chosen = memory.chosen;
        self.concluded = memory.concluded;
    }

    /// A payment of the order of which nothing else is known.
    pub(super) fn known_by_name(&self, identity: Identity) -> Arc<Payment> {
        Arc::new(Payment { identity, amount: self.payment.amount.clone(), ..Payment::default() })
    }

    /// What is to be kept, where that is news.
    pub(super) fn news_to_remember(&mut self, now: PageMs, wall: EpochMs) -> Option<Memory> {
        let mut order = Vec::new();
        for identity in &self.refused {
            order.push(Remembered { identity: identity.clone(), known: Known::Refused });
        }
        for payment in &self.superseded {
            order.push(self.remembered(payment));
        }
        order.push(self.remembered(&self.payment));
        let memory = Memory {
            kept: wall,
            deadline: wall.plus(self.clock.rest(now)),
            expires: self.clock.expires(),
            handed_off: self.handed_off,
            chosen: self.chosen,
            concluded: self.concluded,
            order,
        };
        let nameless = memory.keys().is_empty();
        let known = self.remembered.as_ref().is_some_and(|remembered| remembered.is_nearly(&memory));
        let news = !known && !nameless && !matches!(self.phase, Phase::Rejected { .. });
        news.then(|| self.remembered.insert(memory).clone())
    }

    fn remembered(&self, Payment { identity, .. }: &Payment) -> Remembered {
        let known = if self.paid.contains(identity) { Known::Paid } else { Known::Named };
        Remembered { identity: identity.clone(), known }
    }

    /// Another payment of the order is current from now on.
    pub(super) fn forget(&mut self) {
        self.handed_off = false;
        self.concluded = false;
        self.remembered = None;
        self.reported.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An order of payments with strange names.
    fn order() -> Vec<Remembered> {
        let named = |payment_id: Option<&str>, payment_request_id: Option<&str>, known| Remembered {
            identity: Identity {
                payment_id: payment_id.map(str::to_owned),
                payment_request_id: payment_request_id.map(str::to_owned),
            },
            known,
        };
        vec![
            named(Some("2:ab 1:"), None, Known::Refused),
            named(None, Some("\u{442}\u{4e00}!"), Known::Paid),
            named(None, None, Known::Named),
            named(Some(""), Some("12"), Known::Paid),
        ]
    }

    #[test]
    fn reads_back_what_it_wrote() {
        for handed_off in [false, true] {
            for concluded in [false, true] {
                for chosen in [None, Some(Way::Code), Some(Way::App), Some(Way::Page)] {
                    for expires in [None, Some(EpochMs(-7))] {
                        let (kept, deadline) = (EpochMs(-9), EpochMs(-5));
                        let memory = Memory { kept, deadline, expires, handed_off, chosen, concluded, order: order() };
                        assert_eq!(Memory::read(&memory.write()), Some(memory));
                    }
                }
            }
        }
    }

    #[test]
    fn foreign_text_is_no_memory() {
        let odd = [
            "",
            "1,1",
            "1,1 ",
            "1 0-0",
            "x,1 0-0",
            "1,x 0-0",
            "1,1 0-",
            "1,1 0-00",
            "1,1 2-0",
            "1,1, 0-0",
            "1,,1 0-0",
            ",1,1 0-0",
            "1,1 0x0",
            "1,1 0-2",
            "1,99999999999999999999 0-0",
        ];
        let odd_orders =
            [" ", " :", "%::", " 2:a:", " x::", " 1:\u{442}:", " ::x"].map(|order| ["1,1 0-0", order].concat());
        for odd in odd.into_iter().chain(odd_orders.iter().map(String::as_str)) {
            assert_eq!(Memory::read(odd), None, "{odd}");
        }
        assert!(Memory::read("1,1 0-0").is_some());
    }

    #[test]
    fn a_deadline_that_moves_a_little_is_no_news() {
        let memory = Memory {
            kept: EpochMs(0),
            deadline: EpochMs(10_000),
            expires: None,
            handed_off: false,
            chosen: None,
            concluded: false,
            order: order(),
        };
        assert!(memory.is_nearly(&Memory { kept: EpochMs(5), deadline: EpochMs(10_999), ..memory.clone() }));
        assert!(memory.is_nearly(&Memory { deadline: EpochMs(9_001), ..memory.clone() }));
        assert!(!memory.is_nearly(&Memory { deadline: EpochMs(11_000), ..memory.clone() }));
        assert!(!memory.is_nearly(&Memory { handed_off: true, ..memory.clone() }));
        assert!(!memory.is_nearly(&Memory { deadline: EpochMs(i64::MIN), ..memory.clone() }));
    }
}
