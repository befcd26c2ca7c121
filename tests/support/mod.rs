//! What the tests of the core stand on: real messages, and a world to try a checkout in.
//!
//! - [`messages`]: Antom's published messages, byte for byte
//! - [`story`]: a story, told in the words of the design
//! - [`world`]: the time of the world, and what happens when
//! - [`merchant`]: the merchant's server: the payments of one order, and what the status endpoint says of them
//! - [`weather`]: what becomes of a question on its way
//! - [`tab`]: one tab: the core, and a stand-in for the shell around it
//! - [`rules`]: what must hold after each event, in every story
//! - [`telling`]: what happened, to be asked about
//! - [`iso8601`]: times as messages write them

#![allow(dead_code, unreachable_pub, reason = "each test binary uses its own part")]

pub mod iso8601;
pub mod merchant;
pub mod messages;
pub mod rules;
pub mod story;
pub mod tab;
pub mod telling;
pub mod weather;
pub mod world;
