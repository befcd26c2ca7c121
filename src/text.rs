//! Work on text that ships in fewer bytes than the standard library's, which is made for long texts (`bench/SIZE.md`).

/// What stands before and after the first `mark`.
pub(crate) fn split_once<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let start = (0..=text.len())
        .find(|start| text.as_bytes().get(*start..).is_some_and(|rest| rest.starts_with(mark.as_bytes())))?;
    Some((text.get(..start)?, text.get(start.checked_add(mark.len())?..)?))
}

/// A whole number of ASCII digits, perhaps with a sign.
#[inline(never)]
pub(crate) fn whole(text: &str) -> Option<i64> {
    text.parse().ok()
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
        fn writes_numbers_as_the_standard_library_does(number in any::<i64>(), shift in 0_u32..64) {
            let number = number >> shift;
            prop_assert_eq!(decimal(number), number.to_string());
            prop_assert_eq!(digits(number.cast_unsigned()), (number.cast_unsigned()).to_string());
            prop_assert_eq!(whole(&decimal(number)), Some(number));
        }
    }
}
