//! What is kept per payment in this tab, so that a reload neither restarts nor skips anything.

use super::view::Way;
use crate::time::EpochMs;

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
        format!("{} {}{chosen}{}", self.deadline.0, flag(self.handed_off), flag(self.concluded))
    }

    /// Reads what [`Memory::write`] wrote; nothing for any other text.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let flag = |letter| match letter {
            '0' => Some(false),
            '1' => Some(true),
            _ => None,
        };
        let (deadline, rest) = text.split_once(' ')?;
        let mut letters = rest.chars();
        let memory = Self {
            deadline: EpochMs(deadline.parse().ok()?),
            handed_off: flag(letters.next()?)?,
            chosen: match letters.next()? {
                '-' => None,
                'c' => Some(Way::Code),
                'a' => Some(Way::App),
                'p' => Some(Way::Page),
                _ => return None,
            },
            concluded: flag(letters.next()?)?,
        };
        letters.next().is_none().then_some(memory)
    }

    /// Whether both say the same, but for a deadline that moved by less than a second.
    pub(super) fn is_nearly(&self, other: &Self) -> bool {
        let deadlines_near = self.deadline.since(other.deadline).unsigned_abs() < 1_000;
        deadlines_near && Self { deadline: other.deadline, ..self.clone() } == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_wrote() {
        for handed_off in [false, true] {
            for concluded in [false, true] {
                for chosen in [None, Some(Way::Code), Some(Way::App), Some(Way::Page)] {
                    let memory = Memory { deadline: EpochMs(-5), handed_off, chosen, concluded };
                    assert_eq!(Memory::read(&memory.write()), Some(memory));
                }
            }
        }
    }

    #[test]
    fn foreign_text_is_no_memory() {
        for odd in ["", "1", "1 ", "x 0-0", "1 0-", "1 0-00", "1 2-0", "1 0x0", "1 0-2", "99999999999999999999 0-0"] {
            assert_eq!(Memory::read(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_deadline_that_moves_a_little_is_no_news() {
        let memory = Memory { deadline: EpochMs(10_000), handed_off: false, chosen: None, concluded: false };
        assert!(memory.is_nearly(&Memory { deadline: EpochMs(10_999), ..memory.clone() }));
        assert!(memory.is_nearly(&Memory { deadline: EpochMs(9_001), ..memory.clone() }));
        assert!(!memory.is_nearly(&Memory { deadline: EpochMs(11_000), ..memory.clone() }));
        assert!(!memory.is_nearly(&Memory { handed_off: true, ..memory.clone() }));
        assert!(!memory.is_nearly(&Memory { deadline: EpochMs(i64::MIN), ..memory.clone() }));
    }
}
