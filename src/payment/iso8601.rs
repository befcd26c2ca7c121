//! Times as messages write them: ISO 8601 with an offset in any of its forms, or a count of milliseconds.

use crate::json::{self, Value};
use crate::text::whole;
use crate::time::{EpochMs, MINUTE, SECOND};

/// A time as it was written: on the clock of the writer, whose distance to UTC may not be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    local: EpochMs,
    offset_minutes: Option<i64>,
}

impl Moment {
    /// Reads a calendar date and a time of day, basic or extended, with an optional fraction and an optional offset
    /// (`Z`, `+06`, `+0600`, `+06:00`, with a hyphen or a true minus).
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut rest = Cursor(text.trim_ascii());
        let year = rest.digits(4)?;
        let extended = rest.skip(&["-"]);
        let month = rest.digits(2)?;
        if extended && !rest.skip(&["-"]) {
            return None;
        }
        let day = rest.digits(2)?;
        if !rest.skip(&["T", "t", " "]) {
            return None;
        }
        let hour = rest.digits(2)?;
        rest.skip(&[":"]);
        let minute = rest.digits(2)?;
        let second = if rest.skip(&[":"]) || rest.at_digit() { rest.digits(2)? } else { 0 };
        let millis = if rest.skip(&[".", ","]) { rest.fraction_in_millis()? } else { 0 };
        let offset_minutes = rest.offset().ok()?;

        let in_range = (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day)
            && minute <= 59
            && second <= 60
            && (hour <= 23 || (hour == 24 && minute == 0 && second == 0 && millis == 0));
        let seconds = ((days_since_epoch(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
        in_range.then_some(Self { local: EpochMs(seconds * SECOND + millis), offset_minutes })
    }

    /// The time on the world's clock. Where the offset is not told, that of `beside` is taken, a time of the same message.
    #[must_use]
    pub fn resolve(self, beside: Option<Self>) -> Option<EpochMs> {
        let offset = self.offset_minutes.or_else(|| beside?.offset_minutes)?;
        Some(self.local.plus(-offset * MINUTE))
    }

    /// The field as a time on the world's clock: ISO 8601 with an offset, or milliseconds since the epoch.
    pub(super) fn instant(object: &Value, field: &str) -> Option<EpochMs> {
        match json::number(object, field) {
            Some(ms) => Some(EpochMs(ms)),
            None => Self::read(&json::text(object, field)?)?.resolve(None),
        }
    }
}

struct Cursor<'a>(&'a str);

struct NotATime;

impl Cursor<'_> {
    fn skip(&mut self, any_of: &[&str]) -> bool {
        let rest = any_of.iter().find_map(|prefix| self.0.strip_prefix(prefix));
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn at_digit(&self) -> bool {
        self.0.as_bytes().first().is_some_and(u8::is_ascii_digit)
    }

    fn digits(&mut self, count: usize) -> Option<i64> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| whole(digits)).flatten()
    }

    fn fraction_in_millis(&mut self) -> Option<i64> {
        let end = self.0.bytes().position(|next| !next.is_ascii_digit()).unwrap_or(self.0.len());
        let (digits, rest) = self.0.split_at_checked(end).filter(|(digits, _)| !digits.is_empty())?;
        self.0 = rest;
        whole([digits, "00"].concat().get(..3)?)
    }

    /// The rest of the text: an offset in minutes, or nothing at all.
    fn offset(&mut self) -> Result<Option<i64>, NotATime> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let sign = if self.skip(&["Z", "z"]) {
            return if self.0.is_empty() { Ok(Some(0)) } else { Err(NotATime) };
        } else if self.skip(&["+"]) {
            1
        } else if self.skip(&["-", "\u{2212}"]) {
            -1
        } else {
            return Err(NotATime);
        };
        let hours = self.digits(2).ok_or(NotATime)?;
        let minutes = if self.skip(&[":"]) || self.at_digit() { self.digits(2).ok_or(NotATime)? } else { 0 };
        let in_range = self.0.is_empty() && hours <= 23 && minutes <= 59;
        if in_range { Ok(Some(sign * (hours * 60 + minutes))) } else { Err(NotATime) }
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to the date, in the proleptic Gregorian calendar. The year is counted from March, so that the
/// leap day is its last and the lengths of the months before it repeat every five months (153 days).
fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let days_before_1970 = 719_468;
    year * 365 + leap_days + (153 * month + 2) / 5 + day - 1 - days_before_1970
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<i64> {
        Moment::read(text)?.resolve(None).map(|time| time.0)
    }

    #[test]
    fn reads_every_form_of_the_offset() {
        let noon = 1_769_407_573_000; // 2026-01-26T06:06:13Z
        for form in [
            "2026-01-26T06:06:13Z",
            "2026-01-26t06:06:13z",
            "2026-01-26 06:06:13Z",
            "2026-01-26T12:06:13+06",
            "2026-01-26T12:06:13+0600",
            "2026-01-26T12:06:13+06:00",
            "2026-01-26T14:36:13+08:30",
            "2026-01-25T22:06:13-08:00",
            "2026-01-25T22:06:13\u{2212}08:00",
            "20260126T060613Z",
            "20260126T120613+0600",
            "  2026-01-26T06:06:13.000Z ",
            "2026-01-26T06:06:13,0Z",
        ] {
            assert_eq!(at(form), Some(noon), "{form}");
        }
    }

    #[test]
    fn reads_fractions_missing_seconds_and_the_ends_of_days() {
        assert_eq!(at("1970-01-01T00:00:00.5Z"), Some(500));
        assert_eq!(at("1970-01-01T00:00:00.123456Z"), Some(123));
        assert_eq!(at("1970-01-01T00:01Z"), Some(60_000));
        assert_eq!(at("1970-01-01T24:00:00Z"), Some(86_400_000));
        assert_eq!(at("1969-12-31T23:59:59Z"), Some(-1_000));
        assert_eq!(at("2000-02-29T00:00:00Z"), Some(951_782_400_000));
        assert_eq!(at("2024-03-01T00:00:00Z"), Some(1_709_251_200_000));
        assert_eq!(at("2016-12-31T23:59:60Z"), Some(1_483_228_800_000));
        assert_eq!(at("1600-12-31T00:00:00Z"), Some(-11_644_560_000_000));
    }

    #[test]
    fn refuses_what_is_no_time() {
        for odd in [
            "",
            "now",
            "2026-01-26",
            "2026-01-26T",
            "2026-01-26T06",
            "2026-13-26T06:06:13Z",
            "2026-02-29T06:06:13Z",
            "2100-02-29T06:06:13Z",
            "2026-04-31T06:06:13Z",
            "2026-00-10T06:06:13Z",
            "2026-01-00T06:06:13Z",
            "2026-01-26T25:06:13Z",
            "2026-01-26T24:00:01Z",
            "2026-01-26T24:01:00Z",
            "2026-01-26T24:00:00.1Z",
            "2026-01-26T06:60:13Z",
            "2026-01-26T06:06:61Z",
            "2026-01-26T06:06:13.Z",
            "2026-01-26T06:06:13+6",
            "2026-01-26T06:06:13+24:00",
            "2026-01-26T06:06:13+06:60",
            "2026-01-26T06:06:13+06:0",
            "2026-01-26T06:06:13Zulu",
            "2026-01-26T06:06:13 UTC",
            "2026-01-26T06:06:13+06:00x",
            "2026-0126T06:06:13Z",
            "****-**-**T**:**:**",
            "2026-01-26T06:06:1ёZ",
            "2026-01-26_06:06:13Z",
            "+026-01-26T06:06:13Z",
        ] {
            assert_eq!(at(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_time_without_offset_borrows_that_of_its_neighbour() {
        let bare = Moment::read("2022-09-15T20:34:21.000").unwrap();
        let beside = Moment::read("2022-09-15T20:20:20-07:00");
        assert_eq!(bare.resolve(beside), Moment::read("2022-09-15T20:34:21-07:00").unwrap().resolve(None));
        assert_eq!(bare.resolve(None), None);
        assert_eq!(bare.resolve(Some(bare)), None);
        let told = Moment::read("2022-09-15T20:34:21+06").unwrap();
        assert_eq!(told.resolve(beside), told.resolve(None));
    }

    #[test]
    fn an_instant_is_milliseconds_or_iso() {
        let value =
            json::parse(r#"{"a":1500,"b":"1500","c":"1970-01-01T00:00:01.5Z","d":"1970-01-01T00:00:01","e":true}"#)
                .unwrap();
        for field in ["a", "b", "c"] {
            assert_eq!(Moment::instant(&value, field), Some(EpochMs(1_500)), "{field}");
        }
        for field in ["d", "e", "f"] {
            assert_eq!(Moment::instant(&value, field), None, "{field}");
        }
    }
}
