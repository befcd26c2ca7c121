//! Whatever is accepted has, by the URL standard, an allowed origin and no credentials.
#![no_main]

use kaspi_checkout::payment::{OriginPattern, Origins};
use libfuzzer_sys::fuzz_target;
use url::Url;

const PAGE: &str = "https://shop.example/cart/checkout?step=3";

fn patterns(list: &str) -> Vec<OriginPattern> {
    list.split(' ').filter_map(OriginPattern::read).collect()
}

#[track_caller]
fn resolved(text: &str) -> Url {
    let url = Url::parse(PAGE).unwrap().join(text).unwrap_or_else(|error| panic!("{error}: {text:?}"));
    assert!(url.username().is_empty() && url.password().is_none(), "credentials in {text:?}");
    url
}

fuzz_target!(|text: &str| {
    let origins = Origins {
        page: "https://shop.example".into(),
        results: patterns("https://thanks.example https://*.pay.example:8443"),
        apps: patterns(Origins::BUILT_IN_APPS),
    };
    if let Ok(address) = origins.payment_link(text) {
        assert_eq!(address.as_str(), text);
        let url = resolved(text);
        let host = url.host_str().expect("a host");
        assert_eq!((url.scheme(), url.port()), ("https", None), "{text:?}");
        assert!([".kaspi.kz", ".alipayplus.com", ".alipay.com"].iter().any(|end| host.ends_with(end)), "{text:?}");
        assert_eq!(url, Url::parse(text).expect("absolute"), "the page plays no part");
    }
    if let Ok(address) = origins.result(text) {
        assert_eq!(address.as_str(), text);
        let origin = resolved(text).origin().ascii_serialization();
        let allowed = origin == "https://shop.example"
            || origin == "https://thanks.example"
            || (origin.starts_with("https://") && origin.ends_with(".pay.example:8443"));
        assert!(allowed, "{text:?} leads to {origin}");
    }
    if origins.author_link(text).is_ok() {
        assert_eq!(resolved(text).scheme(), "https", "{text:?}");
    }
    if let Some(pattern) = OriginPattern::read(text) {
        let any = Origins { apps: vec![pattern], ..Origins::default() };
        if !text.contains('*') {
            let url = Url::parse(text).unwrap_or_else(|error| panic!("{error}: {text:?}"));
            assert!(url.path() == "/" && url.query().is_none() && url.fragment().is_none(), "{text:?}");
            assert!(any.payment_link(text.trim_end_matches('/')).is_ok(), "{text:?} covers itself");
        }
    }
});
