//! Stories of payments, in simulated time: what the buyer does, what goes wrong, and how it ends.

mod support;

#[path = "stories/asking.rs"]
mod asking;
#[path = "stories/endings.rs"]
mod endings;
#[path = "stories/expiry.rs"]
mod expiry;
#[path = "stories/faults.rs"]
mod faults;
#[path = "stories/handoff.rs"]
mod handoff;
#[path = "stories/reloading.rs"]
mod reloading;
#[path = "stories/renewing.rs"]
mod renewing;
#[path = "stories/stream.rs"]
mod stream;
#[path = "stories/superseded.rs"]
mod superseded;
#[path = "stories/tabs.rs"]
mod tabs;
#[path = "stories/time.rs"]
mod time;
