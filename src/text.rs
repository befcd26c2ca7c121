//! Work on text that ships in fewer bytes than the standard library's, which is made for long texts (`bench/SIZE.md`).

/// What stands before and after the first `mark`.
pub(crate) fn split_once<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let start = (0..=text.len())
        .find(|start| text.as_bytes().get(*start..).is_some_and(|rest| rest.starts_with(mark.as_bytes())))?;
    Some((text.get(..start)?, text.get(start.checked_add(mark.len())?..)?))
}

/// What stands before the first byte that `ends` it; the whole text where none does.
pub(crate) fn before(text: &str, ends: fn(u8) -> bool) -> &str {
    let end = text.bytes().position(ends);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// The line of this number, counted from 0, of a text whose lines all end with a line feed; nothing where there are fewer.
pub(crate) fn line(text: &str, number: usize) -> &str {
    let (mut start, mut left) = (0, number);
    for (place, byte) in text.bytes().enumerate() {
        if byte == b'\n' {
            if left == 0 {
                return text.get(start..place).unwrap_or_default();
            }
            left -= 1;
            start = place + 1;
        }
    }
    ""
}

/// A whole number of ASCII digits, perhaps with a sign before them.
pub(crate) fn whole(text: &str) -> Option<i64> {
    let (sign, digits) = match text.as_bytes() {
        [b'-', digits @ ..] => (-1, digits),
        [b'+', digits @ ..] | digits => (1, digits),
    };
    let mut number = 0_i64;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number.checked_mul(10)?.checked_add(sign * i64::from(digit))?;
    }
    (!digits.is_empty()).then_some(number)
}

/// The number in decimal digits.
pub(crate) fn decimal(number: i64) -> String {
    let digits = digits(number.unsigned_abs());
    if number < 0 { ["-", &digits].concat() } else { digits }
}

/// The number in decimal digits.
pub(crate) fn digits(mut number: u64) -> String {
    let mut digits = String::new();
    loop {
        digits.insert(0, char::from(b'0' + (number % 10) as u8));
        number /= 10;
        if number == 0 {
            return digits;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn splits_as_the_standard_library_does(text in "[ab:/é]{0,12}", mark in "[ab:/é]{1,3}") {
            prop_assert_eq!(split_once(&text, &mark), text.split_once(mark.as_str()));
        }

        #[test]
        fn ends_where_the_standard_library_does(text in "[ab:/é]{0,12}") {
            prop_assert_eq!(Some(before(&text, |byte| matches!(byte, b':' | b'/'))), text.split([':', '/']).next());
        }

        #[test]
        fn finds_lines_as_the_standard_library_does(text in "([abé]{0,3}\n){0,4}", number in 0_usize..6) {
            prop_assert_eq!(line(&text, number), text.lines().nth(number).unwrap_or_default());
        }

        #[test]
        fn reads_numbers_as_the_standard_library_does(text in "[+-]?[0-9]{0,20}[+-]?") {
            prop_assert_eq!(whole(&text), text.parse().ok());
        }

        #[test]
        fn writes_numbers_as_the_standard_library_does(number in any::<i64>(), shift in 0_u32..64) {
            let number = number >> shift;
            prop_assert_eq!(decimal(number), number.to_string());
            prop_assert_eq!(digits(number.cast_unsigned()), (number.cast_unsigned()).to_string());
            prop_assert_eq!(whole(&number.to_string()), Some(number));
        }
    }
}
