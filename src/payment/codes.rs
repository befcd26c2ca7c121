//! The code to scan: its text, which becomes our QR, and the pictures of it that Antom hosts.

use super::Origins;
use crate::json::{self, Value};

/// What `orderCodeForm.codeDetails` offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    /// The `TEXT` code: what the QR holds.
    pub text: Option<String>,
    /// A hosted picture of the code, the largest that is offered from an allowed origin.
    pub picture: Option<String>,
}

/// Antom's names for a hosted picture of the code, the largest first.
const PICTURES: [&str; 4] = ["BIGIMAGE", "IMAGE", "MIDDLEIMAGE", "SMALLIMAGE"];

impl Codes {
    /// Reads `codeDetails`; entries of unknown `displayType` are skipped, and so are bar codes.
    pub(super) fn read(order_code_form: &Value, origins: &Origins) -> Self {
        let details = json::list(order_code_form, "codeDetails");
        let of_type = |display_type: &str| {
            details
                .iter()
                .filter(|detail| json::text(detail, "displayType").as_deref() == Some(display_type))
                .filter(|detail| json::text(detail, "codeValueType").as_deref() != Some("BARCODE"))
                .find_map(|detail| json::text(detail, "codeValue"))
        };
        Self {
            text: of_type("TEXT"),
            picture: PICTURES.into_iter().filter_map(of_type).find(|url| origins.payment_link(url).is_ok()),
        }
    }

    /// Whether there is nothing that a camera could read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_none() && self.picture.is_none()
    }
}
