//! Antom's way of writing a time.

use jiff::{Timestamp, tz::Offset};

/// The offset in which Antom's answers about Kaspi payments are written.
pub const ANTOM_OFFSET: Offset = Offset::constant(-8);

/// Writes `time` in whole seconds with an offset: `2026-01-25T22:16:13-08:00`.
#[must_use]
pub fn with_offset(time: Timestamp, offset: Offset) -> String {
    whole_seconds(time).display_with_offset(offset).to_string()
}

/// Writes `time` in whole seconds of universal time: `2026-01-26T06:16:13Z`.
#[must_use]
pub fn universal(time: Timestamp) -> String {
    whole_seconds(time).to_string()
}

/// Reads a time that says its offset; `None` for every other text, since a time
/// without an offset may be hours off.
#[must_use]
pub fn parse(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// Reads the `request-time` of a signature: epoch milliseconds or a time with an offset.
#[must_use]
pub fn parse_header(text: &str) -> Option<Timestamp> {
    match text.parse::<i64>() {
        Ok(milliseconds) => Timestamp::from_millisecond(milliseconds).ok(),
        Err(_) => parse(text),
    }
}

fn whole_seconds(time: Timestamp) -> Timestamp {
    Timestamp::from_second(time.as_second()).unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_name_the_same_second() {
        let time = Timestamp::from_millisecond(1_769_408_173_987).unwrap();
        assert_eq!(with_offset(time, ANTOM_OFFSET), "2026-01-25T22:16:13-08:00");
        assert_eq!(universal(time), "2026-01-26T06:16:13Z");
        assert_eq!(parse("2026-01-25T22:16:13-08:00"), parse("2026-01-26T06:16:13Z"));
    }

    #[test]
    fn odd_offsets_are_read_and_a_missing_one_is_not_guessed() {
        assert_eq!(parse("2020-01-01T12:01:01+08:30"), parse("2020-01-01T03:31:01Z"));
        assert_eq!(parse("2020-01-01T12:01:01+06"), parse("2020-01-01T06:01:01Z"));
        assert_eq!(parse("2020-01-01T12:01:01"), None);
        assert_eq!(parse("****"), None);
    }

    #[test]
    fn a_header_may_count_milliseconds() {
        assert_eq!(parse_header("1769408173000"), parse_header("2026-01-26T06:16:13Z"));
        assert_eq!(parse_header("soon"), None);
    }
}
