//! What the page's author has decided, read from the element's attributes.

use crate::error_code::ErrorCode;
use crate::payment::{Address, OriginPattern, Origins};

/// The element's attributes as they stand in the page, where they stand there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// `result-url`
    pub result_url: Option<String>,
    /// `failure-url`
    pub failure_url: Option<String>,
    /// `mode`
    pub mode: Option<String>,
    /// `launch`
    pub launch: Option<String>,
    /// `redirect-target`
    pub redirect_target: Option<String>,
    /// `allowed-origins`
    pub allowed_origins: Option<String>,
    /// `app-origins`
    pub app_origins: Option<String>,
    /// The origin of the page itself, as the browser writes it; empty where it has none, and
    /// [`ELSEWHERE`](crate::payment::ELSEWHERE) where its relative addresses lead to another one.
    pub page_origin: String,
    /// What can be asked, and how.
    pub sources: Sources,
}

/// Where facts about the payment come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// Questions can be asked: `status-url` or `statusSource` is set.
    pub status: bool,
    /// A stream can be opened: `events-url` is set.
    pub stream: bool,
    /// A new code can be had: `refresh-url` is set, or a listener waits for `kaspi-refresh`.
    pub renewal: bool,
}

/// What the page's author has decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Where a final payment leads.
    pub result_url: Option<Address>,
    /// Where a failed or cancelled one leads.
    pub failure_url: Option<Address>,
    /// Which way to pay is shown first.
    pub mode: Mode,
    /// Whether the element opens the app by itself.
    pub launch: Launch,
    /// Where the result is opened.
    pub redirect_target: RedirectTarget,
    /// Where URLs may lead.
    pub origins: Origins,
    /// Where facts come from.
    pub sources: Sources,
    /// What is wrong with the attributes, for the merchant's developer: at most one of each kind.
    pub problems: Vec<ErrorCode>,
}

/// Which way to pay is shown first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// As the device suggests.
    Auto,
    /// The code.
    Qr,
    /// The app.
    App,
    /// Antom's page, gone to at once.
    Redirect,
}

/// Whether the element opens the app by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Launch {
    /// Once.
    Auto,
    /// Only when the buyer taps.
    Tap,
}

/// Where the result is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectTarget {
    /// In this frame.
    Itself,
    /// In the whole tab.
    Top,
    /// Nowhere: the page listens to the events.
    Nowhere,
}

impl Config {
    /// Reads the attributes; what cannot be used is replaced by its default and named among the problems.
    #[must_use]
    pub fn read(attributes: &Attributes) -> Self {
        let mut problems = Vec::new();
        let sources = attributes.sources;
        let mut origins = Origins {
            page: attributes.page_origin.clone(),
            results: patterns(
                attributes.allowed_origins.as_deref().unwrap_or_default(),
                &attributes.page_origin,
                &mut problems,
            ),
            apps: patterns(
                attributes.app_origins.as_deref().unwrap_or(Origins::BUILT_IN_APPS),
                &attributes.page_origin,
                &mut problems,
            ),
        };
        let mut place =
            |url: &Option<String>, refused| match url.as_deref().map(|url| origins.author_link(url.trim_ascii())) {
                Some(Err(_)) => {
                    problems.push(refused);
                    None
                }
                Some(Ok(address)) => {
                    origins.allow_results_at(&address);
                    Some(address)
                }
                None => None,
            };
        let result_url = place(&attributes.result_url, ErrorCode::ResultUrlRefused);
        let failure_url = place(&attributes.failure_url, ErrorCode::FailureUrlRefused);
        let mode = choose(
            attributes.mode.as_deref(),
            &[("auto", Mode::Auto), ("qr", Mode::Qr), ("app", Mode::App), ("redirect", Mode::Redirect)],
            &mut problems,
        );
        let launch =
            choose(attributes.launch.as_deref(), &[("auto", Launch::Auto), ("tap", Launch::Tap)], &mut problems);
        let redirect_target = choose(
            attributes.redirect_target.as_deref(),
            &[("self", RedirectTarget::Itself), ("top", RedirectTarget::Top), ("none", RedirectTarget::Nowhere)],
            &mut problems,
        );
        if !sources.status {
            problems.push(ErrorCode::StatusSourceMissing);
        }
        Self {
            mode: mode.unwrap_or(Mode::Auto),
            launch: launch.unwrap_or(Launch::Auto),
            redirect_target: redirect_target.unwrap_or(RedirectTarget::Itself),
            failure_url: failure_url.or_else(|| result_url.clone()),
            result_url,
            origins,
            // A new code is offered only where the old payment can be asked about once more.
            sources: Sources { renewal: sources.status && sources.renewal, ..sources },
            problems,
        }
    }
}

fn report(code: ErrorCode, problems: &mut Vec<ErrorCode>) {
    if !problems.contains(&code) {
        problems.push(code);
    }
}

fn choose<T: Copy>(given: Option<&str>, known: &[(&str, T)], problems: &mut Vec<ErrorCode>) -> Option<T> {
    let given = given.map(str::trim_ascii).filter(|given| !given.is_empty())?;
    let value = known.iter().find(|(name, _)| name.eq_ignore_ascii_case(given)).map(|(_, value)| *value);
    if value.is_none() {
        report(ErrorCode::AttributeInvalid, problems);
    }
    value
}

fn patterns(list: &str, page: &str, problems: &mut Vec<ErrorCode>) -> Vec<OriginPattern> {
    let mut patterns = Vec::new();
    for text in list.split_ascii_whitespace() {
        match if text == page { Some(OriginPattern::of_page(page)) } else { OriginPattern::read(text) } {
            Some(pattern) => patterns.push(pattern),
            None => report(ErrorCode::AttributeInvalid, problems),
        }
    }
    patterns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking() -> Attributes {
        Attributes {
            page_origin: "https://shop.example".into(),
            sources: Sources { status: true, ..Sources::default() },
            ..Attributes::default()
        }
    }

    #[test]
    fn nothing_said_means_the_defaults() {
        let config = Config::read(&asking());
        assert_eq!(config.problems, []);
        assert_eq!((config.mode, config.launch), (Mode::Auto, Launch::Auto));
        assert_eq!(config.redirect_target, RedirectTarget::Itself);
        assert_eq!((config.result_url, config.failure_url), (None, None));
        assert!(config.origins.payment_link("https://l.kaspi.kz/apm").is_ok());
    }

    #[test]
    fn every_value_is_read() {
        for (value, mode) in
            [("auto", Mode::Auto), ("qr", Mode::Qr), (" App ", Mode::App), ("redirect", Mode::Redirect)]
        {
            let config = Config::read(&Attributes { mode: Some(value.into()), ..asking() });
            assert_eq!((config.mode, config.problems), (mode, vec![]), "{value}");
        }
        let config =
            Config::read(&Attributes { launch: Some("tap".into()), redirect_target: Some("top".into()), ..asking() });
        assert_eq!(
            (config.launch, config.redirect_target, config.problems),
            (Launch::Tap, RedirectTarget::Top, vec![])
        );
        let config = Config::read(&Attributes { redirect_target: Some("none".into()), ..asking() });
        assert_eq!(config.redirect_target, RedirectTarget::Nowhere);
    }

    #[test]
    fn odd_values_are_reported_once_and_replaced() {
        let odd = Attributes {
            mode: Some("popup".into()),
            launch: Some("now".into()),
            redirect_target: Some("_blank".into()),
            allowed_origins: Some("x y".into()),
            ..asking()
        };
        let config = Config::read(&odd);
        assert_eq!(config.problems, [ErrorCode::AttributeInvalid]);
        assert_eq!(config.mode, Mode::Auto);
    }

    #[test]
    fn a_failure_leads_where_a_result_leads_unless_told_otherwise() {
        let config = Config::read(&Attributes { result_url: Some("/thanks".into()), ..asking() });
        assert_eq!(config.failure_url, config.result_url);
        let both = Attributes { result_url: Some("/thanks".into()), failure_url: Some("/sorry".into()), ..asking() };
        let config = Config::read(&both);
        assert_eq!(config.failure_url.unwrap().as_str(), "/sorry");
    }

    #[test]
    fn places_that_are_not_allowed_are_reported() {
        let odd = Attributes {
            result_url: Some("javascript:x".into()),
            failure_url: Some("http://x.example".into()),
            ..asking()
        };
        let config = Config::read(&odd);
        assert_eq!(config.problems, [ErrorCode::ResultUrlRefused, ErrorCode::FailureUrlRefused]);
        assert_eq!((config.result_url, config.failure_url), (None, None));
    }

    #[test]
    fn results_may_lie_where_the_author_pointed() {
        let given = Attributes {
            result_url: Some("https://a.example/1".into()),
            failure_url: Some("https://b.example/2".into()),
            allowed_origins: Some("https://c.example".into()),
            ..asking()
        };
        let config = Config::read(&given);
        assert_eq!(config.problems, []);
        for origin in ["a", "b", "c"] {
            assert!(config.origins.result(&format!("https://{origin}.example/x")).is_ok());
        }
        assert!(config.origins.result("https://d.example/x").is_err());
    }

    #[test]
    fn app_origins_replace_the_built_in_list() {
        let config = Config::read(&Attributes { app_origins: Some("https://pay.example".into()), ..asking() });
        assert!(config.origins.payment_link("https://pay.example/x").is_ok());
        assert!(config.origins.payment_link("https://l.kaspi.kz/apm").is_err());
    }

    #[test]
    fn a_page_that_can_ask_nobody_is_told_so_and_offers_no_new_code() {
        for stream in [false, true] {
            let sources = Sources { status: false, stream, renewal: true };
            let config = Config::read(&Attributes { sources, ..asking() });
            assert_eq!(config.problems, [ErrorCode::StatusSourceMissing]);
            assert_eq!(config.sources, Sources { renewal: false, ..sources });
        }
        let sources = Sources { status: true, stream: false, renewal: true };
        assert_eq!(Config::read(&Attributes { sources, ..asking() }).sources, sources);
    }
}
