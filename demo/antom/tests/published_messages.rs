//! Every published message is read, and says what its name says.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a failed unwrap is the assertion")]

use kaspi_antom::{
    amount::Amount,
    message::{
        cancel::CancelResponse,
        inquiry::{InquiryResponse, PaymentStatus},
        notification::{Claim, Notification},
        outcome::{Acknowledgement, ResultStatus},
        pay::{PayResponse, PayVerdict},
    },
};
use serde::de::DeserializeOwned;

fn read<T: DeserializeOwned>(name: &str) -> T {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/antom");
    let text = std::fs::read_to_string(format!("{folder}/{name}.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn the_kaspi_response_is_a_created_payment() {
    let response: PayResponse = read("KASPI_KZ__pay_response_WAP");
    assert_eq!(response.verdict(), PayVerdict::Created);
    assert_eq!(response.about.payment_id.unwrap(), "20260126194010800100188550244314856");
    assert_eq!(response.about.payment_request_id.unwrap(), "PAYMENT_20260126141612922_AUTO");
    assert_eq!(response.about.payment_amount.unwrap(), Amount::new("SGD", 100));
    let expiry = response.order_code_form.unwrap().expire_time.unwrap();
    assert_eq!(expiry, "2026-01-25T22:26:14-08:00");
}

#[test]
fn every_other_pay_response_has_its_verdict() {
    for (name, verdict) in [
        ("ALIPAY_HK__pay_response_WAP", PayVerdict::Created),
        ("ALIPAY_HK__pay_response_WEB", PayVerdict::Created),
        ("SGD__pay_response_sandbox_signed_2025", PayVerdict::Created),
        ("pay__response_for_pix", PayVerdict::Created),
        ("pay__success_process_transaction", PayVerdict::Created),
        ("pay__failed_transaction_exist", PayVerdict::Refused),
    ] {
        assert_eq!(read::<PayResponse>(name).verdict(), verdict, "{name}");
    }
}

#[test]
fn in_process_with_nothing_to_show_is_a_failed_creation() {
    let text = r#"{"result":{"resultCode":"PAYMENT_IN_PROCESS","resultStatus":"U"}}"#;
    let response: PayResponse = serde_json::from_str(text).unwrap();
    assert_eq!(response.verdict(), PayVerdict::Refused);
}

#[test]
fn an_inquiry_is_judged_by_the_payment_status() {
    for (name, status) in [
        ("inquiryPayment__canceled_after_pay", PaymentStatus::Cancelled),
        ("inquiryPayment__payment_pending", PaymentStatus::Pending),
        ("inquiryPayment__success_payment", PaymentStatus::Success),
        ("inquiryPayment__timeout_payment", PaymentStatus::Fail),
        ("inquiryPayment__transaction_fully_refunded", PaymentStatus::Success),
        ("inquiryPayment__transaction_not_paid", PaymentStatus::Processing),
    ] {
        assert_eq!(read::<InquiryResponse>(name).payment_status, Some(status), "{name}");
    }
}

#[test]
fn an_unknown_payment_status_is_no_status() {
    let text = r#"{"result":{"resultStatus":"S"},"paymentStatus":"AUTHORIZED"}"#;
    let response: InquiryResponse = serde_json::from_str(text).unwrap();
    assert_eq!(response.payment_status, None);
}

#[test]
fn a_notification_claims_what_its_type_and_result_say() {
    for (name, claim) in [
        ("notifyPayment__success_payment_result", Claim::Paid),
        ("notifyPayment__TNG_sandbox_signed_2025", Claim::Paid),
        ("notifyPayment__fail_payment_failed_payment_result", Claim::Failed),
        ("notifyPayment__payment_pending_result", Claim::Pending),
    ] {
        assert_eq!(read::<Notification>(name).claim(), claim, "{name}");
    }
}

#[test]
fn cancel_and_acknowledgement_are_read() {
    let cancelled: CancelResponse = read("cancel__success");
    assert_eq!(cancelled.result.result_status, ResultStatus::S);
    let acknowledgement: Acknowledgement = read("notifyPayment_ack__success");
    assert_eq!(acknowledgement.result.result_code, "SUCCESS");
}
