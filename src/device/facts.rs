//! What a page can read about where it is.

/// What the browser tells of itself and its device, as read once by the page.
///
/// A fact that the browser does not offer keeps its default: an empty text, `None`, zero or `false`.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a reading of its own and all their combinations occur")]
pub struct Facts<'a> {
    /// `navigator.userAgent`.
    pub user_agent: &'a str,
    /// The names in `navigator.userAgentData.brands`, joined by any separator.
    pub brands: &'a str,
    /// `navigator.userAgentData.mobile`; `None` where the browser has no client hints.
    pub mobile: Option<bool>,
    /// `navigator.userAgentData.platform`.
    pub hinted_platform: &'a str,
    /// `navigator.platform`.
    pub platform: &'a str,
    /// `navigator.maxTouchPoints`.
    pub max_touch_points: u32,
    /// `matchMedia('(pointer: coarse)').matches`: the main pointer is a finger.
    pub coarse_pointer: bool,
    /// The smaller of `screen.width` and `screen.height`, in CSS px. The screen's, never the window's: a narrow
    /// window on a desktop is still a desktop.
    pub screen_short_side: u32,
    /// The page has one of the objects that Telegram puts into every page that it shows: `TelegramWebview` or
    /// `TelegramWebviewProxy` (Android), `TelegramWebviewProxyProto` (iOS). Its user agent does not tell.
    pub telegram: bool,
    /// `navigator.standalone`, or `matchMedia('(display-mode: standalone)').matches`.
    pub standalone: bool,
    /// `window.top` is another window than this one.
    pub framed: bool,
}
