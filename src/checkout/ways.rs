//! Which ways to pay there are, and which of them is shown first.

use super::config::Mode;
use super::view::Way;
use crate::payment::Payment;

/// Whether the payment offers this way.
fn is_offered(payment: &Payment, way: Way) -> bool {
    match way {
        Way::Code => !payment.codes.is_empty(),
        Way::App => payment.app_link.is_some(),
        Way::Page => payment.page_link.is_some(),
    }
}

/// The ways that the payment offers, the fitting one first. `on_phone` tells whether Kaspi.kz can be on this device.
pub(super) fn in_order(payment: &Payment, mode: Mode, on_phone: bool) -> Vec<Way> {
    let order = match mode {
        Mode::Qr => [Way::Code, Way::App, Way::Page],
        Mode::App => [Way::App, Way::Page, Way::Code],
        Mode::Redirect => [Way::Page, Way::App, Way::Code],
        Mode::Auto if on_phone => [Way::App, Way::Page, Way::Code],
        Mode::Auto => [Way::Code, Way::Page, Way::App],
    };
    let mut ways = Vec::new();
    for way in order {
        if is_offered(payment, way) {
            ways.push(way);
        }
    }
    ways
}
