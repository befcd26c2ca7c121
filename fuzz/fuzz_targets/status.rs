//! Any body gives an answer or a fault; an answer never speaks of another payment.
#![no_main]

use kaspi_checkout::payment::{Identity, StatusFault, read_status};
use libfuzzer_sys::fuzz_target;

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
            Err(StatusFault::OtherPayment) => assert_ne!(identity, Identity::default(), "no name, no other"),
            Err(StatusFault::NotJson | StatusFault::NoStatus) => {}
        }
    }
});
