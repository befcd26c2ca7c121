//! The buyer can pay now: the code, the app or the page, each one tap from the others.

use leptos::prelude::AnyView;

use super::actions::Stage;
use super::amount::amount;
use super::app;
use super::code::code;
use super::copy_link::copy_link;
use super::countdown::countdown;
use super::element::{element, heading};
use super::steps::steps;
use crate::checkout::{Event, Waiting, Way};
use crate::language::Text;
use crate::payment::{AppLink, Method};

/// `waiting`
pub(super) fn view(stage: Stage, waiting: &Waiting) -> Vec<AnyView> {
    let payment = &waiting.payment;
    let way = match (waiting.way, &payment.app_link, &payment.page_link) {
        (Way::App, Some(link), _) => app::view(stage, waiting, link),
        (Way::Page, _, Some(address)) => {
            let link = AppLink { address: address.clone(), method: Method::Get };
            vec![stage.link("page-link", Text::WayPage, link.address.as_str())]
        }
        _ => vec![steps(stage), code(stage, payment)],
    };
    let mut ways_out: Vec<_> = waiting.other_ways.iter().map(|way| switch(stage, *way)).collect();
    ways_out.push(copy_link(stage, payment));
    vec![
        heading(stage.say(Text::Title)),
        amount(stage),
        element("div", "way", &[], way),
        countdown(stage),
        element("div", "ways-out", &[], ways_out),
    ]
}

fn switch(stage: Stage, way: Way) -> AnyView {
    let text = match way {
        Way::Code => Text::WayCode,
        Way::App => Text::WayApp,
        Way::Page => Text::WayPage,
    };
    stage.button("switch", text, Event::Chose(way))
}
