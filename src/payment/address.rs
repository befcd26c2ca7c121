//! The one place that decides whether a URL may be followed.
//!
//! A URL is followed only if it is https or of the page's own origin, has no credentials in it, and its origin is
//! allowed for its purpose. The reader is stricter than the URL standard, so that no browser can understand an accepted
//! text in another way than it was understood here.

use crate::text::{before, decimal, split_once, whole};

/// In place of the origin of a page whose base is of another one (`<base href>`): its relative addresses lead there.
pub const ELSEWHERE: &str = "elsewhere";

/// The longest URL that Antom's messages may hold, in bytes.
const LONGEST: usize = 2_048;

/// A URL that has passed [`Origins`]; only such URLs are ever followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// The URL as text; relative ones are relative to the page.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a URL is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Longer than 2,048 bytes.
    TooLong,
    /// Not an absolute https URL, or written in a way that browsers may read differently.
    NotHttps,
    /// It holds a user name or a password.
    Credentials,
    /// Its origin is not allowed for this purpose.
    ForeignOrigin,
}

/// An origin, or all https origins below a domain (`https://*.kaspi.kz`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginPattern {
    origin: String,
    suffix: Option<String>,
}

impl OriginPattern {
    /// Reads `https://host[:port]` or `https://*.domain[:port]`; nothing for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.strip_suffix('/').unwrap_or(text);
        let text = text.strip_suffix(":443").unwrap_or(text).to_ascii_lowercase();
        match text.strip_prefix("https://*.") {
            Some(domain) => {
                let origin = origin_of(&["https://", domain].concat()).ok()?;
                Some(Self { suffix: Some([".", origin.strip_prefix("https://")?].concat()), origin })
            }
            None => Some(Self { origin: origin_of(&text).ok().filter(|origin| *origin == text)?, suffix: None }),
        }
    }

    /// The origin of a page, as the browser writes it; on a developer's machine it need not be https.
    #[must_use]
    pub fn of_page(origin: &str) -> Self {
        Self { origin: origin.to_owned(), suffix: None }
    }

    fn covers(&self, origin: &str) -> bool {
        match &self.suffix {
            Some(suffix) => origin.starts_with("https://") && origin.ends_with(suffix.as_str()),
            None => self.origin == origin,
        }
    }
}

/// Which origins may be gone to, and for what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// The page's own origin, as the browser writes it.
    pub page: String,
    /// The origins a result may lie on, besides the page's own.
    pub results: Vec<OriginPattern>,
    /// The origins of the payment's own links and pictures.
    pub apps: Vec<OriginPattern>,
}

impl Origins {
    /// Where Kaspi's and Antom's links point to, unless the page says otherwise.
    pub const BUILT_IN_APPS: &str = "https://*.kaspi.kz https://*.alipayplus.com https://*.alipay.com";

    /// Allows a link of the payment itself: to the app, to Antom's page, to a hosted picture.
    ///
    /// # Errors
    /// The reason why the URL is not followed.
    pub fn payment_link(&self, url: &str) -> Result<Address, Refusal> {
        let own = self.is_own(url)? && !is_relative(url);
        let origin = if own { self.page.clone() } else { origin_of(url)? };
        Self::admit(url, self.apps.iter().any(|pattern| pattern.covers(&origin)))
    }

    /// Allows a place to go to when the payment is final, as told by the status endpoint.
    ///
    /// # Errors
    /// The reason why the URL is not followed.
    pub fn result(&self, url: &str) -> Result<Address, Refusal> {
        let own = self.is_own(url)?;
        let allowed = own || {
            let origin = origin_of(url)?;
            self.results.iter().any(|pattern| pattern.covers(&origin))
        };
        Self::admit(url, allowed)
    }

    /// Allows a place that the page's author has written into the page: any https URL, or one of the page's own origin.
    ///
    /// # Errors
    /// The reason why the URL is not followed.
    pub fn author_link(&self, url: &str) -> Result<Address, Refusal> {
        let allowed = self.is_own(url)? || origin_of(url).map(|_| true)?;
        Self::admit(url, allowed)
    }

    /// Lets results lie on the origin of `url` as well: a place that the page's author named.
    pub fn allow_results_at(&mut self, url: &Address) {
        self.results.extend(origin_of(url.as_str()).ok().map(|origin| OriginPattern { origin, suffix: None }));
    }

    fn admit(url: &str, allowed: bool) -> Result<Address, Refusal> {
        if allowed { Ok(Address(url.to_owned())) } else { Err(Refusal::ForeignOrigin) }
    }

    /// Whether the URL lies on the page's own origin, absolute or relative.
    fn is_own(&self, url: &str) -> Result<bool, Refusal> {
        plainly_written(url)?;
        if is_relative(url) {
            return Ok(self.page != ELSEWHERE);
        }
        let Some((origin, rest)) = url.split_at_checked(self.page.len()).filter(|_| !self.page.is_empty()) else {
            return Ok(false);
        };
        Ok(origin.eq_ignore_ascii_case(&self.page) && before(rest, ends_authority).is_empty())
    }
}

/// No length, blank, control character or backslash that browsers would cut, drop or turn into a slash.
fn plainly_written(url: &str) -> Result<(), Refusal> {
    if url.len() > LONGEST {
        return Err(Refusal::TooLong);
    }
    let odd = |byte: u8| byte <= b' ' || byte == b'\\' || byte == 0x7f;
    if url.is_empty() || url.bytes().any(odd) { Err(Refusal::NotHttps) } else { Ok(()) }
}

/// Where a path, a query or a fragment begins.
fn ends_authority(byte: u8) -> bool {
    matches!(byte, b'/' | b'?' | b'#')
}

/// Whether the text has neither a scheme nor an authority and so stays on the page's origin.
fn is_relative(url: &str) -> bool {
    let before_path = before(url, ends_authority);
    !before_path.bytes().any(|byte| byte == b':') && !url.starts_with("//")
}

/// The origin of an absolute https URL, in lower case and without the default port.
fn origin_of(url: &str) -> Result<String, Refusal> {
    plainly_written(url)?;
    let (scheme, rest) = split_once(url, "://").ok_or(Refusal::NotHttps)?;
    if !scheme.eq_ignore_ascii_case("https") {
        return Err(Refusal::NotHttps);
    }
    let authority = before(rest, ends_authority);
    if authority.bytes().any(|byte| byte == b'@') {
        return Err(Refusal::Credentials);
    }
    let (host, port) = split_once(authority, ":").unwrap_or((authority, "443"));
    let mut host_is_plain = true;
    // A last label that starts with a digit makes browsers read the whole as an IPv4 address, in many notations. Of these
    // only the one is taken that they write themselves.
    let mut ends_as_a_name = false;
    let (mut labels, mut octets) = (0, 0);
    for label in host.as_bytes().split(|byte| *byte == b'.') {
        host_is_plain &= !label.is_empty();
        host_is_plain &= label.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-' || *byte == b'_');
        ends_as_a_name = !label.first().is_some_and(u8::is_ascii_digit);
        labels += 1;
        octets += usize::from(is_octet(label));
    }
    let is_an_address = labels == 4 && octets == 4;
    let port = Some(port).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit())).and_then(whole);
    let port = port.and_then(|port| u16::try_from(port).ok()).ok_or(Refusal::NotHttps)?;
    if !host_is_plain || !(ends_as_a_name || is_an_address) {
        return Err(Refusal::NotHttps);
    }
    let host = host.to_ascii_lowercase();
    Ok(if port == 443 {
        ["https://", &host].concat()
    } else {
        ["https://", &host, ":", &decimal(port.into())].concat()
    })
}

/// Whether these are the digits of a number below 256, without zeros before it.
fn is_octet(digits: &[u8]) -> bool {
    let fits = digits.len() < 3 || digits.len() == 3 && digits <= b"255".as_slice();
    let is_short = digits.len() == 1 || digits.first() != Some(&b'0');
    fits && is_short && digits.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origins() -> Origins {
        let patterns = |list: &str| list.split(' ').filter_map(OriginPattern::read).collect();
        Origins {
            page: "http://127.0.0.1:8080".into(),
            results: patterns("https://shop.example https://*.pay.example:8443"),
            apps: patterns(Origins::BUILT_IN_APPS),
        }
    }

    #[test]
    fn a_page_may_hold_its_own_links_to_the_app() {
        let page = "http://127.0.0.1:8080";
        let mut origins = origins();
        assert_eq!(origins.payment_link("http://127.0.0.1:8080/apm"), Err(Refusal::ForeignOrigin));
        origins.apps.push(OriginPattern::of_page(page));
        assert!(origins.payment_link("http://127.0.0.1:8080/apm").is_ok());
        for foreign in ["http://127.0.0.1:80801/apm", "http://127.0.0.1:8080@evil.example/", "http://evil.example/"] {
            assert_eq!(origins.payment_link(foreign), Err(Refusal::NotHttps), "{foreign}");
        }
        assert_eq!(origins.payment_link("/apm"), Err(Refusal::NotHttps));
    }

    #[test]
    fn payment_links_lie_on_kaspi_or_antom() {
        for url in [
            "https://l.kaspi.kz/apm?codeValue=1",
            "HTTPS://L.KASPI.KZ:443/",
            "https://open-sea-global.alipayplus.com/api",
            "https://qr.alipayplus.com?x",
            "https://a.b.kaspi.kz#x",
        ] {
            assert_eq!(origins().payment_link(url).map(|a| a.as_str().to_owned()), Ok(url.to_owned()));
        }
    }

    #[test]
    fn payment_links_elsewhere_are_refused() {
        for (url, why) in [
            ("https://kaspi.kz.evil.example/", Refusal::ForeignOrigin),
            ("https://evilkaspi.kz/", Refusal::ForeignOrigin),
            ("https://kaspi.kz/", Refusal::ForeignOrigin),
            ("https://l.kaspi.kz:8443/", Refusal::ForeignOrigin),
            ("https://user@l.kaspi.kz/", Refusal::Credentials),
            ("https://user:word@l.kaspi.kz/", Refusal::Credentials),
            ("https://l.kaspi.kz@evil.example/", Refusal::Credentials),
            ("http://l.kaspi.kz/", Refusal::NotHttps),
            ("javascript:alert(1)//https://l.kaspi.kz/", Refusal::NotHttps),
            ("javascript://l.kaspi.kz/%0aalert(1)", Refusal::NotHttps),
            ("intent://l.kaspi.kz/#Intent;end", Refusal::NotHttps),
            ("kaspi://pay", Refusal::NotHttps),
            ("//l.kaspi.kz/", Refusal::NotHttps),
            ("/apm", Refusal::NotHttps),
            ("https:l.kaspi.kz/", Refusal::NotHttps),
            ("https:///l.kaspi.kz/", Refusal::NotHttps),
            ("https://evil.example\\.kaspi.kz/", Refusal::NotHttps),
            ("https://evil.example\t.kaspi.kz/", Refusal::NotHttps),
            (" https://l.kaspi.kz/", Refusal::NotHttps),
            ("https://l.kaspi.kz:99999/", Refusal::NotHttps),
            ("https://l.kaspi.kz:+443/", Refusal::NotHttps),
            ("https://l.kaspi.kz:/", Refusal::NotHttps),
            ("https://.kaspi.kz/", Refusal::NotHttps),
            ("https://l%2ekaspi.kz/", Refusal::NotHttps),
            ("https://1.2.3.4/", Refusal::ForeignOrigin),
            ("https://1.2.3/", Refusal::NotHttps),
            ("https://1.2.3.4.5/", Refusal::NotHttps),
            ("https://1.2.3.256/", Refusal::NotHttps),
            ("https://1.2.3.04/", Refusal::NotHttps),
            ("https://a.1.2.3/", Refusal::NotHttps),
            ("https://0x7f.1/", Refusal::NotHttps),
            ("", Refusal::NotHttps),
        ] {
            assert_eq!(origins().payment_link(url), Err(why), "{url}");
        }
        let long = format!("https://l.kaspi.kz/{}", "a".repeat(LONGEST - 18));
        assert_eq!(origins().payment_link(&long), Err(Refusal::TooLong));
        assert!(origins().payment_link(&long[..LONGEST]).is_ok());
    }

    #[test]
    fn results_lie_on_the_page_or_on_allowed_origins() {
        for url in [
            "/result?order=1",
            "result.html",
            "?done",
            "#done",
            "done?next=http://x",
            "http://127.0.0.1:8080",
            "http://127.0.0.1:8080/result",
            "HTTP://127.0.0.1:8080/result",
            "https://shop.example/thanks",
            "https://a.pay.example:8443/",
        ] {
            assert!(origins().result(url).is_ok(), "{url}");
        }
        for (url, why) in [
            ("https://evil.example/", Refusal::ForeignOrigin),
            ("http://127.0.0.1:80801/", Refusal::NotHttps),
            ("http://127.0.0.1:8080@evil.example/", Refusal::NotHttps),
            ("http://127.0.0.1:8080.evil.example/", Refusal::NotHttps),
            ("//evil.example/", Refusal::NotHttps),
            ("/\\evil.example/", Refusal::NotHttps),
            ("javascript:alert(1)", Refusal::NotHttps),
            ("data:text/html,x", Refusal::NotHttps),
            ("https://pay.example:8443/", Refusal::ForeignOrigin),
        ] {
            assert_eq!(origins().result(url), Err(why), "{url}");
        }
    }

    #[test]
    fn the_author_may_name_any_https_place() {
        let mut origins = origins();
        let place = origins.author_link("https://elsewhere.example/thanks").unwrap();
        assert_eq!(origins.result("https://elsewhere.example/x"), Err(Refusal::ForeignOrigin));
        origins.allow_results_at(&place);
        assert!(origins.result("https://elsewhere.example/x").is_ok());
        assert!(origins.author_link("/thanks").is_ok());
        assert!(origins.author_link("https://192.168.1.20:8443/thanks").is_ok());
        assert_eq!(origins.author_link("http://elsewhere.example/"), Err(Refusal::NotHttps));
        assert_eq!(origins.author_link("javascript:alert(1)"), Err(Refusal::NotHttps));
    }

    #[test]
    fn a_page_without_origin_owns_only_relative_places() {
        let origins = Origins::default();
        assert!(origins.result("/x").is_ok());
        assert_eq!(origins.result("http://x.example/"), Err(Refusal::NotHttps));
    }

    #[test]
    fn a_page_whose_base_is_elsewhere_owns_no_place() {
        let origins = Origins { page: ELSEWHERE.into(), ..origins() };
        for url in ["/result", "result", "?done", "#done", "elsewhere", "http://127.0.0.1:8080/"] {
            assert_eq!(origins.result(url), Err(Refusal::NotHttps), "{url}");
            assert_eq!(origins.author_link(url), Err(Refusal::NotHttps), "{url}");
        }
        assert!(origins.author_link("https://shop.example/thanks").is_ok());
    }

    #[test]
    fn patterns_are_origins_and_nothing_more() {
        assert!(OriginPattern::read("https://shop.example/").is_some());
        assert_eq!(OriginPattern::read("https://Shop.example:443"), OriginPattern::read("https://shop.example"));
        for odd in [
            "shop.example",
            "http://shop.example",
            "https://*",
            "https://*.",
            "https://shop.example/path",
            "https://o//",
            "*",
            "",
        ] {
            assert_eq!(OriginPattern::read(odd), None, "{odd}");
        }
    }
}
