//! Where Antom is reached.

use std::{fmt, str::FromStr};

/// One of the calls that a merchant makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Creates a payment.
    Pay,
    /// Asks how a payment stands.
    InquiryPayment,
    /// Closes an unpaid payment, or refunds a paid one in full.
    Cancel,
}

impl Operation {
    fn last_part(self) -> &'static str {
        match self {
            Self::Pay => "pay",
            Self::InquiryPayment => "inquiryPayment",
            Self::Cancel => "cancel",
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.last_part())
    }
}

/// Sandbox or live: the two differ in the path, and so in what is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    /// `/ams/sandbox/api`: no money moves.
    Sandbox,
    /// `/ams/api`: money moves.
    Live,
}

impl Environment {
    /// The path of `operation`, as it is called and as it is signed.
    #[must_use]
    pub fn path(self, operation: Operation) -> String {
        let prefix = match self {
            Self::Sandbox => "/ams/sandbox/api",
            Self::Live => "/ams/api",
        };
        format!("{prefix}/v1/payments/{}", operation.last_part())
    }
}

impl FromStr for Environment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "sandbox" => Ok(Self::Sandbox),
            "live" => Ok(Self::Live),
            _ => Err("the environment is `sandbox` or `live`".to_owned()),
        }
    }
}

/// Antom's regional hosts (Antom, "API overview"); any other base URL may be given too.
pub mod region {
    /// Asia, and the default for merchants of Antom Singapore and Hong Kong.
    pub const ASIA: &str = "https://open-sea-global.alipay.com";
    /// Europe.
    pub const EUROPE: &str = "https://open-de-global.alipay.com";
    /// North America.
    pub const NORTH_AMERICA: &str = "https://open-na-global.alipay.com";
}

/// Where Antom is reached: a base URL and an environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    base_url: String,
    /// Sandbox or live.
    pub environment: Environment,
}

impl Service {
    /// A service at `base_url`, without a trailing slash or with one.
    #[must_use]
    pub fn new(base_url: &str, environment: Environment) -> Self {
        Self { base_url: base_url.trim_end_matches('/').to_owned(), environment }
    }

    /// The full URL of `operation`.
    #[must_use]
    pub fn url(&self, operation: Operation) -> String {
        format!("{}{}", self.base_url, self.environment.path(operation))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sandbox_and_live_differ_in_the_path() {
        let url = |environment| Service::new(region::ASIA, environment).url(Operation::Pay);
        assert_eq!(url(Environment::Sandbox), "https://open-sea-global.alipay.com/ams/sandbox/api/v1/payments/pay");
        assert_eq!(url(Environment::Live), "https://open-sea-global.alipay.com/ams/api/v1/payments/pay");
    }
}
