//! An amount of money, as Antom writes it.

use serde::{Deserialize, Serialize};

use crate::message::lenient;

/// An amount: a currency, and a whole number of its minor unit written as text.
///
/// `{"currency": "KZT", "value": "150000"}` is 1500.00 tenge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// The three-letter code of ISO 4217, in capitals.
    pub currency: String,
    /// The number of minor units, in decimal digits.
    #[serde(deserialize_with = "lenient::required_text")]
    pub value: String,
}

/// Why an amount cannot be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// The currency is not three capital letters.
    #[error("the currency is not a three-letter code")]
    Currency,
    /// The value is not a positive whole number of minor units.
    #[error("the value is not a positive whole number of minor units")]
    Value,
    /// The amount is outside what one Kaspi payment may hold.
    #[error("a Kaspi payment holds between 0.01 and 1,000,000.00 tenge")]
    OutsideLimits,
}

/// The largest Kaspi payment: 1,000,000 tenge, in tiyn (Antom, Kaspi properties).
pub const KASPI_MAXIMUM_TIYN: u64 = 100_000_000;

/// The largest value taken in a currency whose rate to the tenge is not known here.
const OTHER_MAXIMUM_MINOR_UNITS: u64 = 100_000_000_000;

impl Amount {
    /// Makes an amount of `minor_units` in `currency`.
    #[must_use]
    pub fn new(currency: &str, minor_units: u64) -> Self {
        Self { currency: currency.to_owned(), value: minor_units.to_string() }
    }

    /// The number of minor units.
    ///
    /// # Errors
    /// [`AmountError::Value`] where the text is not a positive whole number.
    pub fn minor_units(&self) -> Result<u64, AmountError> {
        let only_digits = self.value.bytes().all(|byte| byte.is_ascii_digit());
        match self.value.parse() {
            Ok(units) if only_digits && units > 0 => Ok(units),
            _ => Err(AmountError::Value),
        }
    }

    /// Checks that Kaspi can take this amount in one payment.
    ///
    /// Kaspi's limits stand in tenge. An order in another currency is converted
    /// by Antom, which then applies the same limits itself.
    ///
    /// # Errors
    /// The first rule that the amount breaks.
    pub fn check_for_kaspi(&self) -> Result<(), AmountError> {
        let three_capitals = self.currency.len() == 3 && self.currency.bytes().all(|byte| byte.is_ascii_uppercase());
        if !three_capitals {
            return Err(AmountError::Currency);
        }
        let maximum = if self.currency == "KZT" { KASPI_MAXIMUM_TIYN } else { OTHER_MAXIMUM_MINOR_UNITS };
        if self.minor_units()? > maximum {
            return Err(AmountError::OutsideLimits);
        }
        Ok(())
    }

    /// The amount in the currency's major unit, as people write it: `"1500.00"`.
    ///
    /// A value that is no number is given back as it is.
    #[must_use]
    pub fn in_major_units(&self) -> String {
        let Ok(units) = self.minor_units() else {
            return self.value.clone();
        };
        match self.currency.as_str() {
            "JPY" | "KRW" | "VND" | "CLP" => units.to_string(),
            _ => format!("{}.{:02}", units / 100, units % 100),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kaspi_takes_from_one_tiyn_to_a_million_tenge() {
        assert_eq!(Amount::new("KZT", 1).check_for_kaspi(), Ok(()));
        assert_eq!(Amount::new("KZT", 100_000_000).check_for_kaspi(), Ok(()));
        let too_much = Amount::new("KZT", 100_000_001).check_for_kaspi();
        assert_eq!(too_much, Err(AmountError::OutsideLimits));
        assert_eq!(Amount::new("KZT", 0).check_for_kaspi(), Err(AmountError::Value));
    }

    #[test]
    fn a_value_is_digits_and_nothing_else() {
        for value in ["", "-1", "+1", "1.5", " 1", "1e3", "99999999999999999999999"] {
            let amount = Amount { currency: "KZT".to_owned(), value: value.to_owned() };
            assert_eq!(amount.check_for_kaspi(), Err(AmountError::Value), "{value:?}");
        }
    }

    #[test]
    fn a_currency_is_three_capitals() {
        for currency in ["", "kzt", "KZ", "KZTT", "K T"] {
            let refused = Amount::new(currency, 1).check_for_kaspi();
            assert_eq!(refused, Err(AmountError::Currency), "{currency:?}");
        }
    }

    #[test]
    fn people_read_the_major_unit() {
        assert_eq!(Amount::new("SGD", 100).in_major_units(), "1.00");
        assert_eq!(Amount::new("KZT", 5).in_major_units(), "0.05");
        assert_eq!(Amount::new("JPY", 500).in_major_units(), "500");
    }

    #[test]
    fn a_number_is_read_where_text_is_documented() {
        let amount: Amount = serde_json::from_str(r#"{"currency":"SGD","value":100}"#).unwrap();
        assert_eq!(amount, Amount::new("SGD", 100));
    }
}
