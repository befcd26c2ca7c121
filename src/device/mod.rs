//! Where the buyer is: what kind of device, which system, and whose page is around ours.
//!
//! One pure function, [`where_am_i`], from what a browser tells of itself to a [`Device`]. It only has to answer two
//! questions: [may Kaspi.kz be on this device](Device::may_have_the_app), and [can a page here open
//! it](Device::opens_apps). Whether the app *is* installed no page can know. Where the facts do not tell, the answer
//! is the harmless one: an unknown host is a browser, an unknown system is not a phone. The merchant's `mode` and the
//! buyer's own switch overrule everything here.
//!
//! - [`facts`]: what is read from the page
//! - [`system`]: the operating system, also behind a desktop site's mask
//! - [`kind`]: held or not
//! - [`host`]: a browser, or the page of another app

mod facts;
mod host;
mod kind;
mod markers;
mod system;

pub use facts::Facts;
pub use host::Host;
pub use kind::Kind;
pub use system::System;

/// Where the buyer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    /// Held or not.
    pub kind: Kind,
    /// The operating system.
    pub system: System,
    /// What shows the page: a browser, or another app.
    pub host: Host,
}

impl Device {
    /// Whether this is a device that Kaspi.kz is made for, so that it may be installed.
    #[must_use]
    pub fn may_have_the_app(self) -> bool {
        self.kind == Kind::Held
    }

    /// Whether a link followed here can be expected to lead into Kaspi.kz.
    ///
    /// `false` inside another app, which often keeps every link to itself: there the buyer is offered a way out.
    #[must_use]
    pub fn opens_apps(self) -> bool {
        self.may_have_the_app() && self.host == Host::Browser
    }
}

/// Judges where the buyer is from what the page can see. Never fails: see the module for what unknown means.
#[must_use]
pub fn where_am_i(facts: &Facts<'_>) -> Device {
    let system = system::system(facts);
    Device { kind: kind::kind(facts, system), system, host: host::host(facts, system) }
}
