//! The buyer can pay now: the code, the app or the page, each one tap from the others.

use super::act::Act;
use super::amount::amount;
use super::app;
use super::card::Model;
use super::code::{Size, code};
use super::copy_link::copy_link;
use super::countdown::countdown;
use super::sheet::{Node, Sheet, element};
use super::steps::steps;
use crate::checkout::{Waiting, Way};
use crate::language::Text;
use crate::payment::Payment;

/// `waiting`
pub(super) fn view(sheet: &mut Sheet<'_>, model: &Model, waiting: &Waiting) -> Vec<Node> {
    let payment = &waiting.payment;
    let way = match (waiting.way, &payment.app_link, &payment.page_link) {
        (Way::App, Some(link), _) => app::view(sheet, waiting, link),
        (Way::Page, _, Some(address)) => vec![sheet.link("page-link", Text::WayPage, address.as_str())],
        _ => by_code(sheet, model, payment),
    };
    let mut ways_out = Vec::new();
    for way in &waiting.other_ways {
        ways_out.push(switch(sheet, *way));
    }
    if let Some(copying) = copy_link(sheet, model, payment) {
        ways_out.push(copying);
    }
    let mut children = vec![sheet.heading(Text::Title)];
    if let Some(sum) = &model.view.amount {
        children.push(amount(sheet, sum));
    }
    let enlarged: &[_] = if model.size == Size::Enlarged { &[("data-enlarged", "")] } else { &[] };
    children.push(element("div", "way", enlarged, &way));
    let [rest, until] = countdown(sheet, model.view.rest);
    children.push(rest);
    children.push(until);
    children.push(element("div", "ways-out", &[], &ways_out));
    children
}

fn by_code(sheet: &mut Sheet<'_>, model: &Model, payment: &Payment) -> Vec<Node> {
    let mut way = vec![steps(sheet)];
    if let Some(code) = code(sheet, model, payment) {
        way.push(code);
    }
    way
}

/// Each switch has a part of its own: where it goes, so does its focus.
fn switch(sheet: &mut Sheet<'_>, way: Way) -> Node {
    let (part, text) = match way {
        Way::Code => ("switch to-code", Text::WayCode),
        Way::App => ("switch to-app", Text::WayApp),
        Way::Page => ("switch to-page", Text::WayPage),
    };
    sheet.button(part, text, Act::Choose(way))
}
