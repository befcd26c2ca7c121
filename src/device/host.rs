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
    (App::Instagram, "Instagram"),
    (App::Messenger, "FBAN/Messenger|FB_IAB/MESSENGER|FB_IAB/Orca"),
    (App::Facebook, "FBAN/|FB_IAB/|MetaIAB"),
    (App::Telegram, "Telegram-Android/"),
    (App::WhatsApp, "WA4A/|WAiOS/"),
    (App::TikTok, "musical_ly|BytedanceWebview"),
    (App::Google, "GSA/"),
    (App::WeChat, "MicroMessenger/"),
    (App::Line, " Line/"),
    (App::Snapchat, "Snapchat"),
];

/// Names that browsers add to the user agent. Last what a browser of no great name is known by.
static BROWSERS: &Markers<Browser> = &[
    (Browser::Samsung, "SamsungBrowser/"),
    (Browser::Yandex, "YaBrowser/|YaSearchBrowser/"),
    (Browser::Mi, "MiuiBrowser/"),
    (Browser::Huawei, "HuaweiBrowser/"),
    (Browser::Uc, "UCBrowser"),
    (Browser::Opera, "OPR/|OPT/|OPX/"),
    (Browser::Edge, "Edg/|EdgA/|EdgiOS/|Edge/"),
    (Browser::Firefox, "Firefox/|FxiOS/"),
    (Browser::Chrome, "CriOS/"),
    (Browser::Other, "DuckDuckGo|rowser/"),
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
