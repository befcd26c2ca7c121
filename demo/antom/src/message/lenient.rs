//! Reading what real messages hold where the documents promise text.

use serde::{Deserialize, Deserializer, de::Error};
use serde_json::Value;

/// Text, or a number written out as text; everything else is an error.
pub(crate) fn required_text<'de, D: Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    text(source)?.ok_or_else(|| D::Error::custom("neither text nor a number"))
}

/// Text, or a number written out as text; everything else counts as absent.
pub(crate) fn text<'de, D: Deserializer<'de>>(source: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(source)? {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// A value of the wanted form; every other form counts as absent.
pub(crate) fn part<'de, D, T>(source: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: serde::de::DeserializeOwned,
{
    Ok(serde_json::from_value(Value::deserialize(source)?).ok())
}
