//! A device that the buyer holds, or a desktop.

use super::facts::Facts;
use super::markers::holds;
use super::system::System;

/// The kind of device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A phone or a tablet of Apple, Android or Huawei, for which Kaspi.kz is made.
    Held,
    /// Everything else: desktops, laptops with or without a touch screen, televisions.
    Desktop,
}

/// The kind of a device that runs `system`. The size of its window or screen tells nothing.
pub(super) fn kind(facts: &Facts<'_>, system: System) -> Kind {
    match system {
        System::Ios => Kind::Held,
        System::Android | System::HarmonyOs if is_touched(facts) => Kind::Held,
        _ => Kind::Desktop,
    }
}

/// A device with Android or Huawei's system. Without anything to touch it is a television, and Huawei says `PC` of
/// its laptops.
fn is_touched(facts: &Facts<'_>) -> bool {
    (facts.max_touch_points > 0 || facts.coarse_pointer) && !holds(facts.user_agent, "(PC;")
}
