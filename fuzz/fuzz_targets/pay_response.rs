//! Any text gives a payment or an error; what is read holds what its types promise.
#![no_main]

use std::str::FromStr as _;

use kaspi_checkout::error_code::ErrorCode;
use kaspi_checkout::payment::{OriginPattern, Origins, Standing, read_pay_response};
use kaspi_checkout::qr;
use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|text: &str| {
    let origins = Origins {
        page: "https://shop.example".into(),
        results: Vec::new(),
        apps: Origins::BUILT_IN_APPS.split(' ').filter_map(OriginPattern::read).collect(),
    };
    let reading = match read_pay_response(text, &origins) {
        Ok(reading) => reading,
        Err(code) => return assert!(code.is_fatal(), "{code:?}"),
    };
    let payment = reading.payment;
    assert!(!reading.warnings.contains(&ErrorCode::PayResponseFailed));
    let shown = !payment.codes.is_empty() || payment.app_link.is_some() || payment.page_link.is_some();
    assert!(shown || payment.standing != Standing::Created, "something to show");
    for link in payment.app_link.iter().map(|link| &link.address).chain(&payment.page_link) {
        let url = Url::from_str(link.as_str()).expect("a link is a URL");
        assert_eq!(url.scheme(), "https");
        assert!(url.username().is_empty() && url.password().is_none(), "no credentials");
        let host = url.host_str().expect("a link has a host");
        assert!([".kaspi.kz", ".alipayplus.com", ".alipay.com"].iter().any(|domain| host.ends_with(domain)), "{host}");
    }
    if let Some(code) = &payment.codes.text {
        assert!(qr::encode(code).is_some(), "a code that is kept can be drawn");
    }
});
