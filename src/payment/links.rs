//! The links of a payment: into the app, and to Antom's own page.

use super::{Address, Origins, Refusal};
use crate::json::{self, Value};
use crate::text::split_once;

/// A link that opens the Kaspi.kz app, or the page that leads on to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppLink {
    /// Where it leads.
    pub address: Address,
    /// How it is followed.
    pub method: Method,
}

/// How a link is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Method {
    /// As a link.
    Get,
    /// As a form with these fields.
    Post(Vec<(String, String)>),
}

/// The links of a pay response, and what was wrong with those that were not taken.
pub(super) struct Links {
    pub(super) app: Option<AppLink>,
    pub(super) page: Option<Address>,
    pub(super) refused: Vec<(Purpose, Refusal)>,
    /// Whether the message names different links for the same purpose.
    pub(super) contradictory: bool,
}

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    App,
    Page,
}

struct Candidate {
    url: String,
    method: Method,
}

impl Links {
    /// Resolves the links: `applinkUrl`, else the redirect forms, else the wallet's template; `normalUrl`, else the
    /// wallet's template. A candidate that is refused makes way for the next.
    pub(super) fn read(response: &Value, origins: &Origins) -> Self {
        let top = |field: &str| json::text(response, field).map(Candidate::get);
        let form = |field: &str| Candidate::form(&json::object(response, field)?);
        let templates = json::object(response, "paymentData").and_then(|data| WalletTemplates::read(&data));
        let template = |field: &str| templates.as_ref()?.fill(field).map(Candidate::get);

        let app_candidates =
            [top("applinkUrl"), form("redirectActionForm"), form("paymentActionForm"), template("applinkUrl")];
        let page_candidates = [top("normalUrl"), template("normalUrl")];

        let mut links = Self { app: None, page: None, refused: Vec::new(), contradictory: false };
        links.contradictory = disagree(&app_candidates, &page_candidates);
        let app = links.first_allowed(Purpose::App, &app_candidates, origins);
        links.page = links.first_allowed(Purpose::Page, &page_candidates, origins).map(|link| link.address);
        links.app = app;
        links
    }

    fn first_allowed(
        &mut self,
        purpose: Purpose,
        candidates: &[Option<Candidate>],
        origins: &Origins,
    ) -> Option<AppLink> {
        for candidate in candidates.iter().flatten() {
            match origins.payment_link(&candidate.url) {
                Ok(address) => return Some(AppLink { address, method: candidate.method.clone() }),
                Err(refusal) => self.refused.push((purpose, refusal)),
            }
        }
        None
    }
}

/// Whether one purpose has two different URLs. A redirect form repeats the URL that the terminal should use, so it may
/// repeat either.
fn disagree(app: &[Option<Candidate>; 4], page: &[Option<Candidate>; 2]) -> bool {
    let [applink, redirect_form, action_form, app_template] = app;
    let [normal, page_template] = page;
    let differ = |given: &Option<Candidate>, top: &[&Option<Candidate>]| {
        let Some(given) = given else { return false };
        let (mut some, mut same) = (false, false);
        for candidate in top.iter().copied().flatten() {
            some = true;
            same |= candidate.url == given.url;
        }
        some && !same
    };
    differ(redirect_form, &[applink, normal])
        || differ(action_form, &[applink, normal])
        || differ(app_template, &[applink])
        || differ(page_template, &[normal])
}

impl Candidate {
    fn get(url: String) -> Self {
        Self { url, method: Method::Get }
    }

    /// `{method, redirectUrl, parameters?}`; parameters count for `POST` only.
    fn form(form: &Value) -> Option<Self> {
        let url = json::text(form, "redirectUrl")?;
        let posts = json::text(form, "method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
        Some(Self { url, method: if posts { Method::Post(parameters(form)) } else { Method::Get } })
    }
}

fn parameters(form: &Value) -> Vec<(String, String)> {
    let object = json::object(form, "parameters");
    let mut parameters = Vec::new();
    for (name, value) in object.as_ref().map_or(&[][..], Value::fields) {
        let written = match value {
            // An empty field is a field too.
            Value::Text(text) => Some(text.clone()),
            other => json::as_text(other),
        };
        if let Some(written) = written {
            parameters.push((name.clone(), written));
        }
    }
    parameters
}

/// `paymentData` offers links in which `${codeValue}` stands for the payment's code.
struct WalletTemplates {
    code: String,
    links: Value,
}

impl WalletTemplates {
    fn read(payment_data: &Value) -> Option<Self> {
        let wallets = json::list(payment_data, "wallets");
        let is_kaspi = |wallet: &&Value| json::text(wallet, "walletName").as_deref() == Some("KASPI_KZ");
        let wallet = wallets.iter().find(is_kaspi).or(wallets.first())?;
        Some(Self { code: json::text(payment_data, "codeValue")?, links: json::object(wallet, "redirectionInfo")? })
    }

    fn fill(&self, field: &str) -> Option<String> {
        let mut link = json::text(&self.links, field)?;
        while let Some((before, after)) = split_once(&link, "${codeValue}") {
            link = [before, &percent_encoded(&self.code), after].concat();
        }
        Some(link)
    }
}

fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for half in [byte >> 4, byte & 15] {
                encoded.extend(char::from_digit(half.into(), 16).map(|digit| digit.to_ascii_uppercase()));
            }
        }
    }
    encoded
}
