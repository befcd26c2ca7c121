//! A reader of JSON text (RFC 8259) that keeps what payments need: text, whole numbers, lists and objects.
//!
//! It stands here because it ships to the buyer's browser: a general one is several times its size (`bench/SIZE.md`).

use super::Value;
use crate::text;

/// Deeper nesting than this is no message of anybody's.
const DEEPEST: usize = 128;

/// Reads JSON text; nothing for text that is not JSON.
pub(super) fn parse(text: &str) -> Option<Value> {
    let mut cursor = Cursor { rest: text };
    let value = cursor.value(DEEPEST)?;
    cursor.rest.is_empty().then_some(value)
}

struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    /// A value with the blanks around it.
    fn value(&mut self, depth: usize) -> Option<Value> {
        self.skip_blanks();
        let value = match self.rest.bytes().next()? {
            b'"' => Value::Text(self.text()?),
            b'[' => self.list(depth.checked_sub(1)?)?,
            b'{' => self.object(depth.checked_sub(1)?)?,
            b'-' | b'0'..=b'9' => self.number()?,
            _ => {
                let skipped = self.skip("true") || self.skip("false") || self.skip("null");
                skipped.then_some(Value::Word)?
            }
        };
        self.skip_blanks();
        Some(value)
    }

    fn list(&mut self, depth: usize) -> Option<Value> {
        let mut list = Vec::new();
        self.elements("[", "]", |cursor| {
            list.push(cursor.value(depth)?);
            Some(())
        })?;
        Some(Value::List(list))
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        let mut fields = Vec::new();
        self.elements("{", "}", |cursor| {
            cursor.skip_blanks();
            let name = cursor.text()?;
            cursor.skip_blanks();
            let value = cursor.skip(":").then(|| cursor.value(depth))??;
            fields.push((name, value));
            Some(())
        })?;
        Some(Value::Object(fields))
    }

    /// What `element` reads, once for each element between the brackets.
    fn elements(&mut self, open: &str, close: &str, mut element: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.skip(open);
        self.skip_blanks();
        if self.skip(close) {
            return Some(());
        }
        loop {
            element(self)?;
            if !self.skip(",") {
                return self.skip(close).then_some(());
            }
        }
    }

    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        if !self.skip("\"") {
            return None;
        }
        loop {
            let plain = self.take_while(|letter| letter >= ' ' && letter != '"' && letter != '\\');
            text.push_str(plain);
            if self.skip("\"") {
                return Some(text);
            }
            if !self.skip("\\") {
                return None;
            }
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let letter = self.rest.chars().next()?;
        self.rest = self.rest.get(letter.len_utf8()..)?;
        Some(match letter {
            '"' | '\\' | '/' => letter,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.code_point(),
            _ => return None,
        })
    }

    /// The character of `\uXXXX`, or of two of them; a half without its other half becomes U+FFFD.
    fn code_point(&mut self) -> Option<char> {
        let first = self.hexadecimal()?;
        let second = (0xd800..0xdc00).contains(&first).then(|| {
            let before = self.rest;
            let second = if self.skip("\\u") { self.hexadecimal() } else { None };
            let second = second.filter(|second| (0xdc00..0xe000).contains(second));
            if second.is_none() {
                self.rest = before;
            }
            second
        });
        let code = second.flatten().map_or(first, |second| 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00));
        Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        let (digits, rest) = self.rest.split_at_checked(4)?;
        self.rest = rest;
        digits.chars().try_fold(0, |number, digit| Some(number * 16 + digit.to_digit(16)?))
    }

    /// A number: its value, or the whole part of it, where it is written without an exponent.
    fn number(&mut self) -> Option<Value> {
        let negative = self.skip("-");
        let whole = self.digits()?;
        if whole.len() > 1 && whole.as_bytes().first() == Some(&b'0') {
            return None;
        }
        let fraction = if self.skip(".") { self.digits()? } else { "" };
        let scaled = self.skip("e") || self.skip("E");
        if scaled {
            let _ = self.skip("+") || self.skip("-");
            self.digits()?;
        }
        let is_whole = fraction.bytes().all(|digit| digit == b'0');
        Some(match text::whole(whole).map(|value| if negative { -value } else { value }) {
            _ if scaled => Value::Number(None),
            Some(value) if is_whole => Value::Number(Some(value)),
            Some(value) => Value::Fraction(value),
            None if is_whole && !negative => Value::Digits(whole.to_owned()),
            None => Value::Number(None),
        })
    }

    fn digits(&mut self) -> Option<&'a str> {
        Some(self.take_while(|letter| letter.is_ascii_digit())).filter(|digits| !digits.is_empty())
    }

    fn skip_blanks(&mut self) {
        self.take_while(|letter| matches!(letter, ' ' | '\t' | '\n' | '\r'));
    }

    fn take_while(&mut self, wanted: fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|letter| !wanted(letter)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn skip(&mut self, prefix: &str) -> bool {
        let rest = self.rest.strip_prefix(prefix);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a well-kept reader makes of the text, in our values.
    fn expected(text: &str) -> Option<Value> {
        serde_json::from_str(text).ok().map(convert)
    }

    fn convert(value: serde_json::Value) -> Value {
        match value {
            serde_json::Value::String(text) => Value::Text(text),
            serde_json::Value::Number(number) => Value::Number(number.as_i64()),
            serde_json::Value::Array(list) => Value::List(list.into_iter().map(convert).collect()),
            serde_json::Value::Object(fields) => {
                Value::Object(fields.into_iter().map(|(name, value)| (name, convert(value))).collect())
            }
            serde_json::Value::Null | serde_json::Value::Bool(_) => Value::Word,
        }
    }

    fn sorted(value: Value) -> Value {
        match value {
            Value::Object(fields) => {
                let mut fields: Vec<_> = fields.into_iter().map(|(name, value)| (name, sorted(value))).collect();
                fields.sort_by(|(one, _), (other, _)| one.cmp(other));
                fields.dedup_by(|(later, value), (earlier, kept)| {
                    let same = later == earlier;
                    if same {
                        std::mem::swap(value, kept);
                    }
                    same
                });
                Value::Object(fields)
            }
            Value::List(list) => Value::List(list.into_iter().map(sorted).collect()),
            // The well-kept reader keeps no digits that it cannot count with.
            Value::Digits(_) => Value::Number(None),
            other => other,
        }
    }

    #[test]
    fn reads_what_a_well_kept_reader_reads() {
        for text in [
            "{}",
            "[]",
            "null",
            "true",
            "false",
            "0",
            "12",
            "-12",
            " [ 1 , 2 ] ",
            r#"{"a":{"b":[null]}}"#,
            r#"{"a":1,"b":2,"a":3}"#,
            "1e-5",
            "1e+5",
            r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#,
            "9223372036854775807",
            "1.25e2",
            "\t\r\n 1",
            "{\"\":1}",
            "\"\u{7f}é😀\"",
        ] {
            assert_eq!(parse(text).map(sorted), expected(text).map(sorted), "{text}");
            assert!(parse(text).is_some(), "{text}");
        }
    }

    #[test]
    fn refuses_what_a_well_kept_reader_refuses() {
        for text in [
            "",
            " ",
            "{",
            "}",
            "[",
            "]",
            "[1",
            "[1,",
            "[1,]",
            "[,1]",
            "{,}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{'a':1}",
            "tru",
            "nul",
            "truefalse",
            "01",
            "-",
            "+1",
            ".5",
            "1.",
            "1e",
            "1e+",
            "0x1",
            "NaN",
            "\"",
            "\"\\\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u12g4\"",
            "\"\n\"",
            "1 2",
            "{}{}",
            "[1 2]",
            "{\"a\":1 \"b\":2}",
            "\u{a0}1",
            "//",
        ] {
            assert_eq!(expected(text), None, "{text}");
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_whole_number_with_a_fraction_of_zeros_is_whole() {
        assert_eq!(parse("12.000"), Some(Value::Number(Some(12))));
        assert_eq!(parse("-12.001"), Some(Value::Fraction(-12)));
        assert_eq!(parse("9223372036854775808"), Some(Value::Digits("9223372036854775808".into())));
        assert_eq!(parse("-9223372036854775809"), Some(Value::Number(None)));
        assert_eq!(parse("1e2"), Some(Value::Number(None)));
    }

    #[test]
    fn half_of_a_pair_becomes_the_replacement_character() {
        let text = |text: &str| parse(text).map(|value| matches!(value, Value::Text(text) if text == "\u{fffd}x"));
        assert_eq!(text(r#""\ud83dx""#), Some(true));
        assert_eq!(text(r#""\ude00x""#), Some(true));
        assert_eq!(parse(r#""\ud83d\n""#), Some(Value::Text("\u{fffd}\n".into())));
        assert_eq!(parse(r#""\ud83d\u0041""#), Some(Value::Text("\u{fffd}A".into())));
    }

    #[test]
    fn nesting_has_an_end() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(&nested(DEEPEST)).is_some());
        assert!(parse(&nested(DEEPEST + 1)).is_none());
        assert!(parse(&"[".repeat(100_000)).is_none());
    }

    proptest! {
        #[test]
        fn agrees_with_a_well_kept_reader(text in r#"[\[\]{}:,"\\ \n0-9a-z.+eE\-]{0,24}"#) {
            // Numbers that are not plainly whole are told apart by less here, and halves of pairs are forgiven.
            prop_assume!(!text.contains(['e', 'E', '.']) && !text.contains("-0") && !text.contains("\\u"));
            prop_assert_eq!(parse(&text).map(sorted), expected(&text).map(sorted));
        }

        #[test]
        fn reads_any_text_back(text in any::<String>()) {
            let written = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(parse(&written), Some(Value::Text(text)));
        }
    }
}
