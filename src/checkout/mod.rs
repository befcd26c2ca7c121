//! The checkout as a pure state machine: an event in; effects, one deadline and a view out.
//!
//! Time, network, randomness and the page come in as data and go out as data. [`Checkout`] is the machine; what it can be
//! told is [`Event`], what it wants done is [`Effect`], what the buyer sees is [`View`].

mod answers;
mod asking;
mod clock;
mod config;
mod due;
mod effect;
mod event;
mod handing;
mod machine;
mod memory;
mod opening;
mod pace;
mod patience;
mod phase;
mod random;
mod reactions;
mod renewing;
mod stream;
mod tabs;
mod view;
mod ways;

pub use config::{Attributes, Config, Launch, Mode, RedirectTarget, Sources};
pub use effect::{Conclusion, Effect};
pub use event::{Event, Loss, Outcome, Reply};
pub use machine::{Checkout, Situation};
pub use memory::{Known, Memory, Remembered};
pub use view::{Ending, Handoff, Link, Milestone, Renewal, Rest, Scene, View, Waiting, Way};
