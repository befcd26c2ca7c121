//! What the tests of the core stand on: real messages, and a world to try a checkout in.

#![allow(dead_code, unreachable_pub, reason = "each test binary uses its own part")]

pub mod messages;
