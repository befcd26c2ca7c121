//! The checkout as a pure state machine: an event in; effects, one deadline and a view out.

mod event;
mod view;

pub use event::{Event, Loss, Outcome, Reply};
pub use view::{Ending, Handoff, Link, Milestone, Renewal, Rest, Scene, View, Waiting, Way};
