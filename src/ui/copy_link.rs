//! The way that works without seeing the code and without Kaspi.kz on this device: the link itself.

use super::act::Act;
use super::card::Model;
use super::sheet::Sheet;
use crate::language::Text;
use crate::payment::{Address, Method, Payment};

/// How the copying of a link went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Copying {
    /// It was not tried.
    #[default]
    NotYet,
    /// This link was copied.
    Done(String),
    /// The browser refused to copy this link.
    Refused(String),
}

/// A button that copies the payment's link; where the browser refuses, the link is shown to be copied by hand.
pub(super) fn copy_link(sheet: &mut Sheet<'_>, model: &Model, payment: &Payment) {
    let page = payment.page_link.as_ref().map(Address::as_str);
    // Without its fields, the address of a form leads nowhere.
    let plain = payment.app_link.as_ref().filter(|link| link.method == Method::Get);
    let app = || plain.map(|link| link.address.as_str());
    let Some(link) = page.or_else(app).or(payment.codes.text.as_deref()) else {
        return;
    };
    sheet.open("div", "copying", &[]);
    sheet.button("copy", Text::Copy, Act::Copy(link.to_owned()));
    if model.can_share {
        sheet.button("share", Text::Share, Act::Share(link.to_owned()));
    }
    sheet.open("div", "answer", &[("role", "status")]);
    match &model.copying {
        Copying::Done(copied) if copied == link => sheet.paragraph("copied", Text::Copied),
        Copying::Refused(refused) if refused == link => {
            sheet.open("label", "copied", &[]);
            sheet.write(sheet.say(Text::CopyByHand));
            sheet.empty("input", "link", &[("readonly", ""), ("value", link)]);
            sheet.close();
        }
        _ => {}
    }
    sheet.close();
    sheet.close();
}
