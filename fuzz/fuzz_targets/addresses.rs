//! Whatever is accepted has, by the URL standard, an allowed origin and no credentials.
#![no_main]

use kaspi_checkout::payment::{OriginPattern, Origins};
use libfuzzer_sys::fuzz_target;
use url::Url;

const PAGE: &str = "https://shop.example/cart/checkout?step=3";

fn patterns(list: &str) -> Vec<OriginPattern> {
    list.split(' ').filter_map(OriginPattern::read).collect()
}

/// The URL as a browser would follow it; nothing for one that no browser follows, such as one with a broken
/// international name.
#[track_caller]
fn resolved(text: &str) -> Option<Url> {
    let url = Url::parse(PAGE).unwrap().join(text).ok()?;
    assert!(url.username().is_empty() && url.password().is_none(), "credentials in {text:?}");
    Some(url)
}

fuzz_target!(|text: &str| {
    let origins = Origins {
        page: "https://shop.example".into(),
        results: patterns("https://thanks.example https://*.pay.example:8443"),
        apps: patterns(Origins::BUILT_IN_APPS),
    };
    if let Ok(address) = origins.payment_link(text)
        && let Some(url) = resolved(text)
    {
        assert_eq!(address.as_str(), text);
        let host = url.host_str().expect("a host");
        assert_eq!((url.scheme(), url.port()), ("https", None), "{text:?}");
        assert!([".kaspi.kz", ".alipayplus.com", ".alipay.com"].iter().any(|end| host.ends_with(end)), "{text:?}");
        assert_eq!(url, Url::parse(text).expect("absolute"), "the page plays no part");
    }
    if let Ok(address) = origins.result(text)
        && let Some(url) = resolved(text)
    {
        assert_eq!(address.as_str(), text);
        let origin = url.origin().ascii_serialization();
        let allowed = origin == "https://shop.example"
            || origin == "https://thanks.example"
            || (origin.starts_with("https://") && origin.ends_with(".pay.example:8443"));
        assert!(allowed, "{text:?} leads to {origin}");
    }
    if origins.author_link(text).is_ok()
        && let Some(url) = resolved(text)
    {
        assert_eq!(url.scheme(), "https", "{text:?}");
    }
    if let Some(pattern) = OriginPattern::read(text) {
        let any = Origins { apps: vec![pattern], ..Origins::default() };
        if !text.contains('*')
            && let Ok(url) = Url::parse(text)
        {
            assert!(url.path() == "/" && url.query().is_none() && url.fragment().is_none(), "{text:?}");
            assert!(any.payment_link(text.trim_end_matches('/')).is_ok(), "{text:?} covers itself");
        }
    }
});
