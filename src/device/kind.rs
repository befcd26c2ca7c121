//! Phone, tablet or desktop.

use super::facts::Facts;
use super::markers::holds;
use super::system::System;

/// The kind of device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Held in one hand.
    Phone,
    /// Held in two.
    Tablet,
    /// Everything that the buyer does not hold: desktops, laptops with a touch screen, televisions.
    Desktop,
}

/// From this width on Android calls a device a tablet, in CSS px of the screen's short side. An iPhone stays below it
/// and an iPad above, also one that claims to be a Mac.
const TABLET_SHORT_SIDE: u32 = 600;

/// The kind of a device that runs `system`.
pub(super) fn kind(facts: &Facts<'_>, system: System) -> Kind {
    match system {
        System::Ios if is_small(facts) => Kind::Phone,
        System::Ios => Kind::Tablet,
        System::Android | System::HarmonyOs => touched(facts),
        System::Linux | System::Other if is_mobile(facts) => Kind::Phone,
        _ => Kind::Desktop,
    }
}

/// A device with Android or Huawei's system. Without anything to touch it is a television, and Huawei says `PC` of
/// its laptops.
fn touched(facts: &Facts<'_>) -> Kind {
    let is_untouched = facts.max_touch_points == 0 && !facts.coarse_pointer;
    if is_untouched || holds(facts.user_agent, "(PC;") {
        Kind::Desktop
    } else if is_mobile(facts) || is_small(facts) {
        Kind::Phone
    } else {
        Kind::Tablet
    }
}

/// The browser says that it runs on a phone: by client hint, else by user agent.
fn is_mobile(facts: &Facts<'_>) -> bool {
    facts.mobile.unwrap_or_else(|| holds(facts.user_agent, "Mobi"))
}

/// The screen is known and no larger than a phone's.
fn is_small(facts: &Facts<'_>) -> bool {
    (1..TABLET_SHORT_SIDE).contains(&facts.screen_short_side)
}
