//! The buyer can pay now: the code, the app or the page, each one tap from the others.

use super::act::Act;
use super::amount::amount;
use super::app;
use super::card::Model;
use super::code::{Size, code};
use super::copy_link::copy_link;
use super::countdown::countdown;
use super::sheet::Sheet;
use super::steps::steps;
use crate::checkout::{Handoff, Waiting, Way};
use crate::language::Text;

/// `waiting`
pub(super) fn view(sheet: &mut Sheet<'_>, model: &Model, waiting: &Waiting) {
    let payment = &waiting.payment;
    sheet.heading(Text::Title);
    if let Some(sum) = &model.view.amount {
        amount(sheet, sum);
    }
    sheet.open("div", "way", if model.size == Size::Enlarged { &[("data-enlarged", "")] } else { &[] });
    match (waiting.way, &payment.app_link, &payment.page_link) {
        (Way::App, Some(link), _) => app::view(sheet, waiting, link),
        (Way::Page, _, Some(address)) => sheet.link("page-link", Text::OpenPage, address.as_str()),
        _ => {
            steps(sheet);
            code(sheet, model, payment);
        }
    }
    sheet.close();
    countdown(sheet, model.view.rest);
    sheet.open("div", "ways-out", &[]);
    for way in &waiting.other_ways {
        switch(sheet, *way);
    }
    copy_link(sheet, model, payment);
    sheet.close();
    if waiting.way == Way::App && waiting.handoff == Handoff::Hinted {
        sheet.paragraph("hint", Text::Hint);
    }
}

/// Each switch has a part of its own: where it goes, so does its focus.
fn switch(sheet: &mut Sheet<'_>, way: Way) {
    let (part, text) = match way {
        Way::Code => ("switch to-code", Text::WayCode),
        Way::App => ("switch to-app", Text::WayApp),
        Way::Page => ("switch to-page", Text::WayPage),
    };
    sheet.button(part, text, Act::Choose(way));
}
