//! What a page can read about where it is.

/// What the browser tells of itself and its device, as read once by the page.
///
/// A fact that the browser does not offer keeps its default: an empty text, zero or `false`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// `navigator.userAgent`.
    pub user_agent: &'a str,
    /// The names in `navigator.userAgentData.brands`, joined by any separator.
    pub brands: &'a str,
    /// `navigator.userAgentData.platform`.
    pub hinted_platform: &'a str,
    /// `navigator.platform`.
    pub platform: &'a str,
    /// `navigator.maxTouchPoints`.
    pub max_touch_points: i64,
    /// `matchMedia('(pointer: coarse)').matches`: the main pointer is a finger.
    pub coarse_pointer: bool,
    /// The page has one of the objects that Telegram puts into every page that it shows: `TelegramWebview` or
    /// `TelegramWebviewProxy` (Android), `TelegramWebviewProxyProto` (iOS). Its user agent does not tell.
    pub telegram: bool,
    /// `navigator.standalone`, or `matchMedia('(display-mode: standalone)').matches`.
    pub standalone: bool,
}
