//! The pay response, in the form of Antom's own Kaspi sample.

use jiff::Timestamp;
use kaspi_antom::{
    message::{
        outcome::{Outcome, ResultStatus},
        pay::{PayRequest, TerminalType},
    },
    time::{ANTOM_OFFSET, with_offset},
};
use serde_json::{Value, json};

const APP_LINK: &str = "https://l.kaspi.kz/apm?codeValue=";
const PAGE: &str =
    "https://open-sea-global.alipayplus.com/api/open/v1/ac/cashier/self/codevalue/checkout.htm?codeValue=";
const QR: &str = "https://qr.alipayplus.com/";
const LOGO: &str = "https://gw.alipay.com/icon/large/rectangle/KASPI_KZ.png";

/// Everything that a code is written into.
const TEMPLATES: [&str; 3] = [APP_LINK, PAGE, QR];

/// The pay response: every field of the published sample, in its order.
#[must_use]
pub fn pay_response(
    request: &PayRequest,
    payment_id: &str,
    code: &str,
    created: Timestamp,
    expires: Timestamp,
) -> Value {
    let app_link = format!("{APP_LINK}{code}");
    let page = format!("{PAGE}{code}");
    let for_this_terminal = match request.env.terminal_type {
        TerminalType::Web => &page,
        TerminalType::Wap | TerminalType::App => &app_link,
    };
    let image = |size| format!("{QR}showQrImage?code={code}&picSize={size}");
    let action_form = json!({
        "method": "GET",
        "paymentActionFormType": "RedirectActionForm",
        "redirectUrl": for_this_terminal,
    });
    json!({
        "applinkUrl": app_link,
        "normalUrl": page,
        "orderCodeForm": {
            "codeDetails": [
                {"codeValue": format!("{QR}{code}"), "displayType": "TEXT"},
                {"codeValue": image("L"), "displayType": "BIGIMAGE"},
                {"codeValue": image("M"), "displayType": "MIDDLEIMAGE"},
                {"codeValue": image("S"), "displayType": "SMALLIMAGE"},
            ],
            "expireTime": with_offset(expires, ANTOM_OFFSET),
        },
        "paymentActionForm": action_form.to_string(),
        "paymentAmount": request.payment_amount,
        "paymentCreateTime": with_offset(created, ANTOM_OFFSET),
        "paymentData": payment_data(request, code).to_string(),
        "paymentId": payment_id,
        "paymentRequestId": request.payment_request_id,
        "redirectActionForm": {"method": "GET", "redirectUrl": for_this_terminal},
        "result": Outcome::new(ResultStatus::U, "PAYMENT_IN_PROCESS", "payment in process"),
    })
}

fn payment_data(request: &PayRequest, code: &str) -> Value {
    json!({
        "codeValue": code,
        "displayPaymentAmount": request.payment_amount.in_major_units(),
        "displayPaymentCurrency": request.payment_amount.currency,
        "wallets": [{
            "enabled": true,
            "redirectionInfo": {
                "applinkUrl": format!("{APP_LINK}${{codeValue}}"),
                "normalUrl": format!("{PAGE}${{codeValue}}"),
            },
            "walletBrandName": "Kaspi.kz",
            "walletLogo": {"logoName": "KASPI_KZ", "logoUrl": LOGO},
            "walletName": "KASPI_KZ",
        }],
    })
}

/// The bare code in whatever a buyer hands over: the text of a QR, the app link,
/// the page's address, or the code itself.
#[must_use]
pub fn bare_code(text: &str) -> &str {
    let text = text.trim();
    TEMPLATES.iter().find_map(|template| text.strip_prefix(template)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(name: &str) -> Value {
        let path = format!("{}/../../tests/fixtures/antom/{name}.json", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    fn nested(response: &mut Value, field: &str) -> Value {
        serde_json::from_str(response[field].take().as_str().unwrap()).unwrap()
    }

    #[test]
    fn the_published_request_brings_the_published_response() {
        let mut request = published("KASPI_KZ__pay_request_WAP_IOS");
        request["env"]["osType"] = "IOS".into();
        let request: PayRequest = serde_json::from_value(request).unwrap();
        let mut response = pay_response(
            &request,
            "20260126194010800100188550244314856",
            "2816660400930m9F9gUlg0a3gn1kpWHv3kvD",
            "2026-01-25T22:16:13-08:00".parse().unwrap(),
            "2026-01-25T22:26:14-08:00".parse().unwrap(),
        );
        let mut sample = published("KASPI_KZ__pay_response_WAP");
        for field in ["paymentData", "paymentActionForm"] {
            assert_eq!(nested(&mut response, field), nested(&mut sample, field), "{field}");
        }
        assert_eq!(response, sample);
    }

    #[test]
    fn every_form_of_the_code_leads_to_the_payment() {
        for text in ["281abc", " https://qr.alipayplus.com/281abc\n", "https://l.kaspi.kz/apm?codeValue=281abc"] {
            assert_eq!(bare_code(text), "281abc");
        }
        assert_eq!(bare_code(&format!("{PAGE}281abc")), "281abc");
    }
}
