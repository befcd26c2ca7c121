//! What shows the page: a browser, or another app.

use super::facts::Facts;
use super::markers::{Markers, first, holds};
use super::system::System;

/// What shows the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// A browser, or something that nothing is known about.
    Browser(Browser),
    /// Another app with a page inside it.
    InApp(App),
}

/// A browser, by the name it gives itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Chrome, and what calls itself Chrome.
    Chrome,
    /// Safari, and what calls itself Safari; the home screen of iOS too.
    Safari,
    /// Samsung Internet.
    Samsung,
    /// Firefox.
    Firefox,
    /// Opera, of any edition.
    Opera,
    /// Yandex Browser and the browser in Yandex's search app.
    Yandex,
    /// Mi Browser, on Xiaomi, Redmi and POCO.
    Mi,
    /// Huawei Browser.
    Huawei,
    /// Edge.
    Edge,
    /// UC Browser.
    Uc,
    /// Another one.
    Other,
}

/// An app that shows pages inside itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum App {
    /// Instagram.
    Instagram,
    /// Facebook.
    Facebook,
    /// Facebook's Messenger.
    Messenger,
    /// Telegram.
    Telegram,
    /// `WhatsApp`.
    WhatsApp,
    /// `TikTok`.
    TikTok,
    /// The Google app.
    Google,
    /// `WeChat`.
    WeChat,
    /// LINE.
    Line,
    /// Snapchat.
    Snapchat,
    /// One that shows pages by its system's web view and does not give its name.
    Unnamed,
}

/// Names that apps add to the user agent. The apps of one maker share theirs, so the special ones stand first.
static APPS: &Markers<App> = &[
    ("Instagram", App::Instagram),
    ("FBAN/Messenger", App::Messenger),
    ("FB_IAB/MESSENGER", App::Messenger),
    ("FB_IAB/Orca", App::Messenger),
    ("FBAN/", App::Facebook),
    ("FB_IAB/", App::Facebook),
    ("MetaIAB", App::Facebook),
    ("Telegram-Android/", App::Telegram),
    ("WA4A/", App::WhatsApp),
    ("WAiOS/", App::WhatsApp),
    ("musical_ly", App::TikTok),
    ("trill_", App::TikTok),
    ("BytedanceWebview", App::TikTok),
    ("GSA/", App::Google),
    ("MicroMessenger/", App::WeChat),
    (" Line/", App::Line),
    ("Snapchat", App::Snapchat),
];

/// Names that browsers add to the user agent. Last what a browser of no great name is known by.
static BROWSERS: &Markers<Browser> = &[
    ("SamsungBrowser/", Browser::Samsung),
    ("YaBrowser/", Browser::Yandex),
    ("YaSearchBrowser/", Browser::Yandex),
    ("MiuiBrowser/", Browser::Mi),
    ("HuaweiBrowser/", Browser::Huawei),
    ("UCBrowser", Browser::Uc),
    ("OPR/", Browser::Opera),
    ("OPT/", Browser::Opera),
    ("OPX/", Browser::Opera),
    ("OPiOS/", Browser::Opera),
    ("Opera", Browser::Opera),
    ("Edg/", Browser::Edge),
    ("EdgA/", Browser::Edge),
    ("EdgiOS/", Browser::Edge),
    ("Edge/", Browser::Edge),
    ("Firefox/", Browser::Firefox),
    ("FxiOS/", Browser::Firefox),
    ("CriOS/", Browser::Chrome),
    ("DuckDuckGo", Browser::Other),
    ("rowser/", Browser::Other),
];

/// What shows the page on `system`. An app's name weighs most; a browser that gives its name is one even where it is
/// built upon the system's web view; what is left without a name in a web view is an app.
pub(super) fn host(facts: &Facts<'_>, system: System) -> Host {
    if facts.telegram {
        return Host::InApp(App::Telegram);
    }
    if let Some(app) = first(APPS, facts.user_agent) {
        return Host::InApp(app);
    }
    if let Some(browser) = first(BROWSERS, facts.user_agent) {
        return Host::Browser(browser);
    }
    match system {
        System::Ios if !facts.standalone && !holds(facts.user_agent, "Safari/") => Host::InApp(App::Unnamed),
        System::Ios => Host::Browser(Browser::Safari),
        _ if is_android_web_view(facts) => Host::InApp(App::Unnamed),
        _ if holds(facts.user_agent, "Chrome/") => Host::Browser(Browser::Chrome),
        System::MacOs => Host::Browser(Browser::Safari),
        _ => Host::Browser(Browser::Other),
    }
}

/// Android requires the mark of a web view in its user agent (Compatibility Definition, 3.4.1), and Chromium names
/// it among the brands. An app may take both away.
fn is_android_web_view(facts: &Facts<'_>) -> bool {
    holds(facts.user_agent, "; wv)") || holds(facts.brands, "Android WebView")
}
