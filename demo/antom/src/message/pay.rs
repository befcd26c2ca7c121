//! `pay`: creates a payment.

use serde::{Deserialize, Serialize};

use super::{
    about::About,
    lenient,
    outcome::{Outcome, ResultStatus},
};
use crate::amount::Amount;

/// What the merchant asks for. Its text is kept and sent again byte for byte
/// when the answer is not known, so that Antom sees one request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PayRequest {
    /// The buyer's device.
    pub env: Env,
    /// The order behind the payment.
    pub order: Order,
    /// What the buyer pays.
    pub payment_amount: Amount,
    /// Always [`PaymentMethod::kaspi`] here.
    pub payment_method: PaymentMethod,
    /// The currency in which the merchant is paid out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settlement_strategy: Option<SettlementStrategy>,
    /// Where Antom sends `notifyPayment`.
    pub payment_notify_url: String,
    /// Where the buyer is sent after paying. Arriving there proves nothing.
    pub payment_redirect_url: String,
    /// The merchant's name for this payment, at most 64 characters.
    pub payment_request_id: String,
    /// Always `CASHIER_PAYMENT`.
    pub product_code: String,
    /// When the code stops working; without it, ten minutes after the creation.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub payment_expiry_time: Option<String>,
}

/// The buyer's device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Env {
    /// The kind of terminal.
    pub terminal_type: TerminalType,
    /// The phone's system; only for [`TerminalType::Wap`] and [`TerminalType::App`].
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub os_type: Option<OsType>,
}

/// The kind of terminal that the buyer uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TerminalType {
    /// A browser on a desktop.
    Web,
    /// A browser on a phone.
    Wap,
    /// The merchant's own app.
    App,
}

/// The system of the buyer's phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum OsType {
    /// iPhone and iPad.
    Ios,
    /// Android.
    Android,
}

/// The order behind the payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// The order's amount.
    pub order_amount: Amount,
    /// What is bought, for the buyer to read.
    pub order_description: String,
    /// The merchant's name for the order.
    pub reference_order_id: String,
    /// Who buys.
    pub buyer: Buyer,
}

/// Who buys, as far as the merchant tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Buyer {
    /// The merchant's name for the buyer.
    pub reference_buyer_id: String,
}

/// How the buyer pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PaymentMethod {
    /// The method's name at Antom.
    pub payment_method_type: String,
}

impl PaymentMethod {
    /// Kaspi.kz.
    #[must_use]
    pub fn kaspi() -> Self {
        Self { payment_method_type: "KASPI_KZ".to_owned() }
    }
}

/// The currency in which the merchant is paid out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SettlementStrategy {
    /// A three-letter code.
    pub settlement_currency: String,
}

/// What Antom answers, as far as the merchant's server has to know it. The page
/// gets the answer's own text, unchanged.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PayResponse {
    /// How the call went.
    pub result: Outcome,
    /// Which payment it is about.
    #[serde(flatten)]
    pub about: About,
    /// The code and its expiry.
    #[serde(default, deserialize_with = "lenient::part")]
    pub order_code_form: Option<OrderCodeForm>,
    /// The page that shows the code.
    #[serde(default, deserialize_with = "lenient::text")]
    pub normal_url: Option<String>,
    /// The link that opens the app.
    #[serde(default, deserialize_with = "lenient::text")]
    pub applink_url: Option<String>,
}

/// The code of a payment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderCodeForm {
    /// When the code stops working.
    #[serde(default, deserialize_with = "lenient::text")]
    pub expire_time: Option<String>,
}

/// What a pay response says about the payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayVerdict {
    /// The payment exists and waits for the buyer.
    Created,
    /// The payment is already paid.
    Paid,
    /// The payment does not exist; a new `paymentRequestId` is needed.
    Refused,
    /// Not known: send the same request again, or inquire.
    Unknown,
}

impl PayResponse {
    /// The verdict (Antom, `pay`, "Result processing logic").
    #[must_use]
    pub fn verdict(&self) -> PayVerdict {
        let can_be_shown = self.normal_url.is_some() || self.applink_url.is_some() || self.order_code_form.is_some();
        match self.result.result_status {
            ResultStatus::S => PayVerdict::Paid,
            ResultStatus::U if self.result.result_code != "PAYMENT_IN_PROCESS" => PayVerdict::Unknown,
            ResultStatus::U if can_be_shown => PayVerdict::Created,
            ResultStatus::F | ResultStatus::U => PayVerdict::Refused,
        }
    }
}
