//! JSON, read and written.
//!
//! What is read is read leniently: real messages hold numbers where text is promised, and `{}` or `null` where a list is.

mod parse;
mod write;

use crate::text::{decimal, whole};

pub(crate) use write::Writer;

/// A JSON value, as far as a payment can need it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Value {
    /// `true`, `false` or `null`.
    #[default]
    Word,
    /// A number: its value where it is whole, which all amounts are.
    Number(Option<i64>),
    /// The whole part of a number with a fraction: some write the milliseconds of a time so.
    Fraction(i64),
    /// The digits of a whole number that is larger than any amount or time: names are written so.
    Digits(String),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object, its fields in the order of the text.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// The field of an object; the last one where it is given twice.
    pub(crate) fn get(&self, field: &str) -> Option<&Self> {
        self.fields().iter().rev().find(|(name, _)| name == field).map(|(_, value)| value)
    }

    /// The fields of an object; none where it is none.
    pub(crate) fn fields(&self) -> &[(String, Self)] {
        match self {
            Self::Object(fields) => fields,
            _ => &[],
        }
    }

    /// The text of a string.
    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether this is an object.
    pub(crate) fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }
}

/// Reads JSON text; nothing for text that is not JSON.
pub(crate) fn parse(text: &str) -> Option<Value> {
    parse::parse(text.strip_prefix("\u{feff}").unwrap_or(text))
}

/// The field as text: a string that is not blank, or a whole number written out.
pub(crate) fn text(object: &Value, field: &str) -> Option<String> {
    as_text(object.get(field)?)
}

/// The field as a string that is not blank.
pub(crate) fn string<'a>(object: &'a Value, field: &str) -> Option<&'a str> {
    match object.get(field)? {
        Value::Text(text) => Some(text.as_str()).filter(|text| !text.trim_ascii().is_empty()),
        _ => None,
    }
}

/// The value as text, by the rule of [`text`].
pub(crate) fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) if !text.trim_ascii().is_empty() => Some(text.clone()),
        Value::Number(number) => number.map(decimal),
        Value::Digits(digits) => Some(digits.clone()),
        _ => None,
    }
}

/// The field as a whole number, given as a number, whose fraction is left out, or as digits.
pub(crate) fn number(object: &Value, field: &str) -> Option<i64> {
    match object.get(field)? {
        Value::Number(number) => *number,
        Value::Fraction(whole) => Some(*whole),
        Value::Text(text) => whole(text.trim_ascii()),
        _ => None,
    }
}

/// The field as an object; where Antom wraps JSON in a string, the string is opened.
pub(crate) fn object(object: &Value, field: &str) -> Option<Value> {
    match object.get(field)? {
        Value::Text(text) => parse(text),
        value => Some(value.clone()),
    }
    .filter(Value::is_object)
}

/// The elements of the field; none where it is not a list.
pub(crate) fn list<'a>(object: &'a Value, field: &str) -> &'a [Value] {
    match object.get(field) {
        Some(Value::List(list)) => list,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_text_from_strings_and_whole_numbers_only() {
        let value = parse(r#"{"a":"x","b":7,"c":1.5,"d":"  ","e":null,"f":{},"g":2000.0}"#).unwrap();
        assert_eq!(text(&value, "a").as_deref(), Some("x"));
        assert_eq!(text(&value, "b").as_deref(), Some("7"));
        assert_eq!(text(&value, "g").as_deref(), Some("2000"));
        for absent in ["c", "d", "e", "f", "h"] {
            assert_eq!(text(&value, absent), None, "{absent}");
        }
    }

    #[test]
    fn reads_numbers_from_digits() {
        let value = parse(r#"{"a":"12","b":12,"c":"x","d":1e300,"e":1.5,"f":-1769408173123.99,"g":1.5e3}"#).unwrap();
        assert_eq!(number(&value, "a"), Some(12));
        assert_eq!(number(&value, "b"), Some(12));
        assert_eq!(number(&value, "e"), Some(1));
        assert_eq!(number(&value, "f"), Some(-1_769_408_173_123));
        for absent in ["c", "d", "g", "h"] {
            assert_eq!(number(&value, absent), None, "{absent}");
        }
    }

    #[test]
    fn opens_objects_and_objects_in_strings() {
        let value = parse(r#"{"a":{"x":1},"b":"{\"x\":2}","c":"[1]","d":"{","e":[]}"#).unwrap();
        assert_eq!(number(&object(&value, "a").unwrap(), "x"), Some(1));
        assert_eq!(number(&object(&value, "b").unwrap(), "x"), Some(2));
        for absent in ["c", "d", "e", "f"] {
            assert_eq!(object(&value, absent), None, "{absent}");
        }
    }

    #[test]
    fn a_list_that_is_none_is_empty() {
        let value = parse(r#"{"a":[1,2],"b":{},"c":null}"#).unwrap();
        assert_eq!(list(&value, "a").len(), 2);
        for empty in ["b", "c", "d"] {
            assert!(list(&value, empty).is_empty(), "{empty}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_error() {
        assert!(parse("\u{feff}{}").is_some());
        assert!(parse("").is_none());
    }
}
