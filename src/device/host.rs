//! What shows the page: a browser, or another app.

use super::facts::Facts;
use super::markers::holds;
use super::system::System;

/// What shows the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// A browser, or something that nothing is known about.
    Browser,
    /// Another app with a page inside it.
    InApp,
}

/// Names that apps add to the user agent: Instagram, Facebook with its Messenger, Telegram, `WhatsApp`, `TikTok`, Google's app,
/// `WeChat`, LINE, Snapchat.
const APPS: &str = "Instagram|FBAN/|FB_IAB/|MetaIAB|Telegram-Android/|WA4A/|WAiOS/|musical_ly|BytedanceWebview|GSA/|\
                    MicroMessenger/| Line/|Snapchat";

/// Names that browsers on phones add to the user agent, which may be built upon the system's web view: Samsung's, Yandex's two,
/// Mi's, Huawei's, UC, Opera's editions, Edge's, Firefox and Chrome on iOS. Last what a browser of no great name is known by.
const BROWSERS: &str = "SamsungBrowser/|YaBrowser/|YaSearchBrowser/|MiuiBrowser/|HuaweiBrowser/|UCBrowser|OPR/|OPT/|OPX/|\
                        EdgA/|EdgiOS/|FxiOS/|CriOS/|DuckDuckGo|rowser/";

/// What shows the page on `system`. An app's name weighs most; a browser that gives its name is one even where it is
/// built upon the system's web view; what is left without a name in a web view is an app.
pub(super) fn host(facts: &Facts<'_>, system: System) -> Host {
    if facts.telegram || holds(facts.user_agent, APPS) {
        Host::InApp
    } else if holds(facts.user_agent, BROWSERS) {
        Host::Browser
    } else if is_web_view(facts, system) {
        Host::InApp
    } else {
        Host::Browser
    }
}

/// Whether the page stands in a web view of the system, as far as that says so.
///
/// On iOS only browsers call themselves Safari, and the home screen's pages nothing. Android requires the mark of a web view
/// in its user agent (Compatibility Definition, 3.4.1), and Chromium names it among the brands; an app may take both away.
fn is_web_view(facts: &Facts<'_>, system: System) -> bool {
    if system == System::Ios {
        !facts.standalone && !holds(facts.user_agent, "Safari/")
    } else {
        holds(facts.user_agent, "; wv)") || holds(facts.brands, "Android WebView")
    }
}
