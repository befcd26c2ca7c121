//! The buyer can pay now: the code, the app or the page, each one tap from the others.

use super::amount::amount;
use super::app;
use super::card::Model;
use super::code::code;
use super::copy_link::copy_link;
use super::countdown::countdown;
use super::sheet::{Node, Sheet, element};
use super::steps::steps;
use crate::checkout::{Event, Waiting, Way};
use crate::language::Text;

/// `waiting`
pub(super) fn view(sheet: &mut Sheet<'_>, model: &Model, waiting: &Waiting) -> Vec<Node> {
    let payment = &waiting.payment;
    let way = match (waiting.way, &payment.app_link, &payment.page_link) {
        (Way::App, Some(link), _) => app::view(sheet, waiting, link),
        (Way::Page, _, Some(address)) => vec![sheet.link("page-link", Text::WayPage, address.as_str())],
        _ => [steps(sheet)].into_iter().chain(code(sheet, model, payment)).collect(),
    };
    let mut ways_out: Vec<_> = waiting.other_ways.iter().map(|way| switch(sheet, *way)).collect();
    ways_out.extend(copy_link(sheet, model, payment));
    let mut children = vec![sheet.heading(Text::Title)];
    children.extend(model.view.amount.as_ref().map(|sum| amount(sheet, sum)));
    children.push(element("div", "way", &[], &way));
    children.extend(countdown(sheet, model.view.rest));
    children.push(element("div", "ways-out", &[], &ways_out));
    children
}

/// Each switch has a part of its own: where it goes, so does its focus.
fn switch(sheet: &mut Sheet<'_>, way: Way) -> Node {
    let (part, text) = match way {
        Way::Code => ("switch to-code", Text::WayCode),
        Way::App => ("switch to-app", Text::WayApp),
        Way::Page => ("switch to-page", Text::WayPage),
    };
    sheet.button(part, text, Event::Chose(way))
}
