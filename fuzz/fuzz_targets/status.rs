//! Any body gives an answer or a fault; an answer never speaks of another payment.
#![no_main]

use kaspi_checkout::payment::{Identity, StatusFault, read_status};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

/// Whether a name in the answer is a list, an object or a number with a fraction: no name of any payment. What the other
/// reader cannot read (half a pair of surrogates) is not judged.
fn names_nothing(body: &str) -> bool {
    let Ok(answer) = serde_json::from_str::<Value>(body.trim_start_matches('\u{feff}')) else { return true };
    ["paymentId", "paymentRequestId"].iter().any(|field| match &answer[field] {
        Value::Number(number) => number.as_i64().is_none(),
        name => name.is_array() || name.is_object(),
    })
}

fuzz_target!(|body: &str| {
    let named = |payment_id: Option<&str>, payment_request_id: Option<&str>| Identity {
        payment_id: payment_id.map(str::to_owned),
        payment_request_id: payment_request_id.map(str::to_owned),
    };
    let sample = Some("20200513114010800100188770269589293");
    assert!(read_status(body, &[]).is_err(), "without a payment nothing is believed");
    for identity in [named(None, None), named(sample, Some("REQUEST_20200513161204")), named(None, Some("1"))] {
        match read_status(body, &[&identity]) {
            Ok(answer) => assert!(identity.agrees_with(&answer.identity) && answer.identity.agrees_with(&identity)),
            Err(StatusFault::OtherPayment) => assert!(identity != Identity::default() || names_nothing(body), "whose?"),
            Err(StatusFault::NotJson | StatusFault::NoStatus) => {}
        }
    }
});
