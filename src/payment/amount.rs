//! What is paid: a whole number of a currency's minor units.

use crate::json::{self, Value};
use crate::text::{split_once, whole};

/// The currencies whose minor unit is the unit itself (ISO 4217). Browsers round others too, such as IDR and HUF.
const WITHOUT_DECIMALS: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
/// The currencies whose minor unit is a thousandth (ISO 4217).
const WITH_THREE_DECIMALS: &str = "BHD IQD JOD KWD LYD OMR TND";

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// ISO 4217 code in capitals, such as `KZT`.
    pub currency: String,
    /// The amount without its decimal point.
    pub value: u64,
    /// How many of the digits of `value` are decimals: as many as the message has written (`"1.00"`), or as many as the
    /// currency has, where `value` counts its minor units.
    pub decimals: u8,
}

impl Amount {
    /// `paymentAmount {currency, value}`, where `value` counts minor units (Antom, `Amount`).
    pub(super) fn in_minor_units(amount: &Value) -> Option<Self> {
        let value = json::text(amount, "value")?;
        let currency = currency(amount, "currency")?;
        Some(Self { value: digits(&value)?, decimals: decimals_of(&currency), currency })
    }

    /// `displayPaymentAmount` and `displayPaymentCurrency` of `paymentData`, where the amount has its decimal point.
    pub(super) fn as_displayed(payment_data: &Value) -> Option<Self> {
        let value = json::text(payment_data, "displayPaymentAmount")?;
        let (units, decimals) = split_once(&value, ".").unwrap_or((&value, ""));
        Some(Self {
            currency: currency(payment_data, "displayPaymentCurrency")?,
            value: digits(&[units, decimals].concat())?,
            decimals: u8::try_from(decimals.len()).ok()?,
        })
    }

    /// Whether both may be the same sum: the currency is, and the digits are but for zeros at the end, since one of them
    /// may count minor units and the other not.
    pub(super) fn agrees_with(&self, other: &Self) -> bool {
        let significant = |mut value: u64| {
            while value != 0 && value.is_multiple_of(10) {
                value /= 10;
            }
            value
        };
        self.currency == other.currency && significant(self.value) == significant(other.value)
    }
}

fn currency(object: &Value, field: &str) -> Option<String> {
    json::text(object, field)
        .filter(|code| code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_alphabetic()))
        .map(|code| code.to_ascii_uppercase())
}

fn decimals_of(currency: &str) -> u8 {
    // A code has three letters, so it can stand nowhere but in its place.
    let is_among = |codes: &str| split_once(codes, currency).is_some();
    if is_among(WITHOUT_DECIMALS) {
        0
    } else if is_among(WITH_THREE_DECIMALS) {
        3
    } else {
        2
    }
}

fn digits(text: &str) -> Option<u64> {
    // `parse` alone would let a plus sign through.
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| whole(text))
        .flatten()
        .and_then(|value| value.try_into().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minor(text: &str) -> Option<Amount> {
        Amount::in_minor_units(&json::parse(text).unwrap())
    }

    fn displayed(text: &str) -> Option<Amount> {
        Amount::as_displayed(&json::parse(text).unwrap())
    }

    #[test]
    fn reads_minor_units_from_text_and_number() {
        let hundred = Some(Amount { currency: "SGD".into(), value: 100, decimals: 2 });
        assert_eq!(minor(r#"{"currency":"SGD","value":"100"}"#), hundred);
        assert_eq!(minor(r#"{"currency":"sgd","value":100}"#), hundred);
    }

    #[test]
    fn counts_the_minor_units_of_each_currency() {
        for (currency, decimals) in [("KZT", 2), ("SGD", 2), ("IDR", 2), ("HUF", 2), ("JPY", 0), ("KRW", 0), ("KWD", 3)]
        {
            let amount = minor(&format!(r#"{{"currency":"{currency}","value":"1"}}"#));
            assert_eq!(amount.map(|amount| amount.decimals), Some(decimals), "{currency}");
        }
    }

    #[test]
    fn refuses_what_is_no_amount() {
        for odd in [
            r"{}",
            r#"{"currency":"SGD"}"#,
            r#"{"currency":"SGD","value":"1.00"}"#,
            r#"{"currency":"SGD","value":"-5"}"#,
            r#"{"currency":"SGD","value":"+5"}"#,
            r#"{"currency":"SGD","value":"99999999999999999999999"}"#,
            r#"{"currency":"S1D","value":"5"}"#,
            r#"{"currency":"TENGE","value":"5"}"#,
            r#"{"value":"5"}"#,
        ] {
            assert_eq!(minor(odd), None, "{odd}");
        }
    }

    #[test]
    fn reads_the_displayed_amount_with_its_decimals() {
        let amount = displayed(r#"{"displayPaymentCurrency":"SGD","displayPaymentAmount":"1.00"}"#);
        assert_eq!(amount, Some(Amount { currency: "SGD".into(), value: 100, decimals: 2 }));
        let yen = displayed(r#"{"displayPaymentCurrency":"JPY","displayPaymentAmount":"500"}"#);
        assert_eq!(yen, Some(Amount { currency: "JPY".into(), value: 500, decimals: 0 }));
        assert_eq!(displayed(r#"{"displayPaymentCurrency":"JPY","displayPaymentAmount":"1.0.0"}"#), None);
    }

    #[test]
    fn compares_sums_whatever_their_unit() {
        let sum = |currency: &str, value| Amount { currency: currency.into(), value, decimals: 2 };
        assert!(sum("SGD", 100).agrees_with(&sum("SGD", 1)));
        assert!(sum("SGD", 0).agrees_with(&sum("SGD", 0)));
        assert!(!sum("SGD", 100).agrees_with(&sum("SGD", 2)));
        assert!(!sum("SGD", 100).agrees_with(&sum("KZT", 100)));
    }
}
