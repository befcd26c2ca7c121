//! The way that works without seeing the code and without Kaspi.kz on this device: the link itself.

use super::act::Act;
use super::card::Model;
use super::sheet::{Node, Sheet, element, words};
use crate::language::Text;
use crate::payment::{Address, Payment};

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
pub(super) fn copy_link(sheet: &mut Sheet<'_>, model: &Model, payment: &Payment) -> Option<Node> {
    let page = payment.page_link.as_ref().map(Address::as_str);
    let app = || payment.app_link.as_ref().map(|link| link.address.as_str());
    let link = page.or_else(app).or(payment.codes.text.as_deref())?;
    let answer = match &model.copying {
        Copying::Done(copied) if copied == link => vec![sheet.paragraph("copied", Text::Copied)],
        Copying::Refused(refused) if refused == link => {
            let by_hand = element("input", "link", &[("readonly", ""), ("value", link)], &[]);
            vec![element("label", "copied", &[], &[words(sheet.say(Text::CopyByHand)), by_hand])]
        }
        _ => Vec::new(),
    };
    let mut children = vec![sheet.button("copy", Text::Copy, Act::Copy(link.to_owned()))];
    if model.can_share {
        children.push(sheet.button("share", Text::Share, Act::Share(link.to_owned())));
    }
    children.push(element("div", "answer", &[("role", "status")], &answer));
    Some(element("div", "copying", &[], &children))
}
