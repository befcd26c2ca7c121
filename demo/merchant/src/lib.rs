//! A merchant's server: makes orders, pays for them through Antom, and tells the
//! buyer's page how the payment stands.
//!
//! # Scope of this crate
//!
//! What `<kaspi-checkout>` needs of a server, in its smallest honest form. An
//! order's status is what Antom has said, never what a browser says. Orders live
//! in memory: a server that is restarted has forgotten them.
//!
//! # Layout
//!
//! - [`order`]: an order, its payments, and the book of all orders.
//! - [`merchant`]: the doings: order, refresh, status; speaks to Antom.
//! - [`api`]: the routes that the shop's page and the element ask.
//! - [`events`]: the same facts, pushed.
//! - [`notification`]: what Antom tells by itself.
//! - [`result_page`]: where the buyer ends.
//! - [`headers`]: the policy of the pages, and the server's clock.
//! - [`start`]: a server with the simulator inside.

pub mod api;
pub mod events;
pub mod headers;
pub mod merchant;
pub mod notification;
pub mod order;
pub mod result_page;
pub mod start;
