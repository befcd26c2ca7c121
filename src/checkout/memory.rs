//! What is kept per payment in this tab, so that a reload neither restarts nor skips anything.

use std::sync::Arc;

use super::machine::Checkout;
use super::phase::Phase;
use super::view::Way;
use crate::payment::{Identity, Payment};
use crate::text::{decimal, digits, split_once, whole};
use crate::time::{EpochMs, PageMs};

/// The anchor of a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memory {
    /// When the code dies, on the page's wall clock, right or wrong: it is the same clock after a reload.
    pub deadline: EpochMs,
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
    /// Whether it is paid, or will be for certain, as the server has said.
    pub paid: bool,
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
        let mut text = decimal(self.deadline.0);
        for letter in [' ', flag(self.handed_off), chosen, flag(self.concluded)] {
            text.push(letter);
        }
        for Remembered { identity, paid } in &self.order {
            text.push(if *paid { '!' } else { ' ' });
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
        let (deadline, rest) = split_once(text, " ")?;
        let mut letters = rest.chars();
        let mut memory = Self {
            deadline: EpochMs(whole(deadline)?),
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
            let paid = match letter {
                '!' => true,
                ' ' => false,
                _ => return None,
            };
            let (payment_id, rest) = name(letters.as_str())?;
            let (payment_request_id, rest) = name(rest)?;
            letters = rest.chars();
            memory.order.push(Remembered { identity: Identity { payment_id, payment_request_id }, paid });
        }
        Some(memory)
    }

    /// What it is kept under, in this tab: each name of its payments.
    #[must_use]
    pub fn keys(&self) -> Vec<&str> {
        let mut keys = Vec::new();
        for known in &self.order {
            if let Some(key) = known.identity.key() {
                keys.push(key);
            }
        }
        keys
    }

    /// Whether this was kept of that payment, or of another one of its order.
    pub(super) fn knows(&self, payment: &Payment) -> bool {
        self.order.iter().any(|known| known.identity.key() == payment.identity.key())
    }

    /// The order's payments, the current one last. Only the one that the page has given has more than a name: where that
    /// is an earlier one, its code is not to be shown again, and there is no other.
    pub(super) fn payments(&self, given: Payment) -> Vec<Arc<Payment>> {
        let amount = given.amount.clone();
        let given = Arc::new(given);
        let mut payments = Vec::new();
        for known in &self.order {
            payments.push(if known.identity.key() == given.identity.key() {
                Arc::clone(&given)
            } else {
                Arc::new(Payment { identity: known.identity.clone(), amount: amount.clone(), ..Payment::default() })
            });
        }
        payments
    }

    /// Which payments are paid, or will be for certain.
    pub(super) fn paid(&self) -> Vec<Identity> {
        let mut paid = Vec::new();
        for known in &self.order {
            if known.paid {
                paid.push(known.identity.clone());
            }
        }
        paid
    }

    /// Whether both say the same, but for a deadline that moved by less than a second.
    pub(super) fn is_nearly(&self, other: &Self) -> bool {
        let Self { deadline, handed_off, chosen, concluded, order } = self;
        deadline.since(other.deadline).unsigned_abs() < 1_000
            && (handed_off, chosen, concluded) == (&other.handed_off, &other.chosen, &other.concluded)
            && *order == other.order
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
    /// What is to be kept, where that is news.
    pub(super) fn news_to_remember(&mut self, now: PageMs, wall: EpochMs) -> Option<Memory> {
        let known = |payment: &Arc<Payment>| Remembered {
            identity: payment.identity.clone(),
            paid: self.paid.contains(&payment.identity),
        };
        let mut order = Vec::new();
        for other in self.refused.iter().chain(&self.superseded) {
            order.push(known(other));
        }
        order.push(known(&self.payment));
        let memory = Memory {
            deadline: wall.plus(self.clock.rest(now)),
            handed_off: self.handed_off,
            chosen: self.chosen,
            concluded: self.concluded,
            order,
        };
        let nameless = memory.keys().is_empty();
        let known = self.remembered.as_ref().is_some_and(|remembered| remembered.is_nearly(&memory));
        let news = !known && !nameless && !matches!(self.phase, Phase::Rejected(_));
        news.then(|| self.remembered.insert(memory).clone())
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
        let named = |payment_id: Option<&str>, payment_request_id: Option<&str>, paid| Remembered {
            identity: Identity {
                payment_id: payment_id.map(str::to_owned),
                payment_request_id: payment_request_id.map(str::to_owned),
            },
            paid,
        };
        vec![
            named(Some("2:ab 1:"), None, false),
            named(None, Some("\u{442}\u{4e00}!"), true),
            named(None, None, false),
            named(Some(""), Some("12"), true),
        ]
    }

    #[test]
    fn reads_back_what_it_wrote() {
        for handed_off in [false, true] {
            for concluded in [false, true] {
                for chosen in [None, Some(Way::Code), Some(Way::App), Some(Way::Page)] {
                    let memory = Memory { deadline: EpochMs(-5), handed_off, chosen, concluded, order: order() };
                    assert_eq!(Memory::read(&memory.write()), Some(memory));
                }
            }
        }
    }

    #[test]
    fn foreign_text_is_no_memory() {
        let odd = ["", "1", "1 ", "x 0-0", "1 0-", "1 0-00", "1 2-0", "1 0x0", "1 0-2", "99999999999999999999 0-0"];
        let odd_orders = ["1 0-0 ", "1 0-0 :", "1 0-0?::", "1 0-0 2:a:", "1 0-0 x::", "1 0-0 1:\u{442}:", "1 0-0 ::x"];
        for odd in odd.into_iter().chain(odd_orders) {
            assert_eq!(Memory::read(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_deadline_that_moves_a_little_is_no_news() {
        let memory =
            Memory { deadline: EpochMs(10_000), handed_off: false, chosen: None, concluded: false, order: order() };
        assert!(memory.is_nearly(&Memory { deadline: EpochMs(10_999), ..memory.clone() }));
        assert!(memory.is_nearly(&Memory { deadline: EpochMs(9_001), ..memory.clone() }));
        assert!(!memory.is_nearly(&Memory { deadline: EpochMs(11_000), ..memory.clone() }));
        assert!(!memory.is_nearly(&Memory { handed_off: true, ..memory.clone() }));
        assert!(!memory.is_nearly(&Memory { deadline: EpochMs(i64::MIN), ..memory.clone() }));
    }
}
