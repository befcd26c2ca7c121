//! The operating system, also where the browser hides it.

use super::facts::Facts;
use super::markers::{Markers, first, holds};

/// The operating system of the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Android, of any maker.
    Android,
    /// iOS and iPadOS.
    Ios,
    /// Huawei's system, with or without Android below it.
    HarmonyOs,
    /// Windows, on a desktop, a tablet or a phone.
    Windows,
    /// macOS.
    MacOs,
    /// `ChromeOS`.
    ChromeOs,
    /// Any other Linux, televisions included.
    Linux,
    /// Not told.
    Other,
}

/// Names in the platform hint and in the user agent. Huawei adds the names of others to its own, Windows phones add
/// Android's, and Apple's phones and tablets the Mac's.
static SYSTEMS: &Markers<System> = &[
    (System::HarmonyOs, "HarmonyOS|OpenHarmony"),
    (System::Windows, "Windows"),
    (System::Android, "Android"),
    (System::Ios, "iPhone|iPad|iOS"),
    (System::ChromeOs, "CrOS|Chrome OS|Chromium OS"),
    (System::MacOs, "Mac|mac"),
    (System::Linux, "Linux"),
];

/// The system of the device. A client hint weighs more than the user agent.
pub(super) fn system(facts: &Facts<'_>) -> System {
    let told = first(SYSTEMS, facts.hinted_platform).or_else(|| first(SYSTEMS, facts.user_agent));
    match told {
        Some(System::MacOs) if facts.max_touch_points > 1 => System::Ios,
        Some(System::Linux) if asks_for_the_desktop_site(facts) => System::Android,
        Some(system) => system,
        None => System::Other,
    }
}

/// Whether a phone or tablet with Android claims to be a Linux desktop.
///
/// Chrome does so on large tablets without being asked, and every browser does when the buyer asks for the desktop
/// site. The claim is always a 64-bit PC, but `navigator.platform` keeps naming the ARM processor. With a mouse as
/// the main pointer (a phone that drives a monitor) it is believed, since the buyer sits at a desktop.
fn asks_for_the_desktop_site(facts: &Facts<'_>) -> bool {
    facts.coarse_pointer && holds(facts.user_agent, "Linux x86_64") && facts.platform.starts_with("Linux a")
}
