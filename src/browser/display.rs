//! What the buyer sees: the signals that the views read.
use super::options::Options;
use super::session::Session;
use crate::checkout::View;
use std::rc::Weak;
use web_sys::HtmlElement;
pub(super) struct Display;
impl Display {
    pub(super) fn mount(_root: HtmlElement, _host: HtmlElement, _options: &Options, _session: Weak<Session>) -> Self {
        Self
    }
    pub(super) fn speak(&self, _options: &Options) {}
    pub(super) fn show(&self, _view: Option<View>) {}
}
