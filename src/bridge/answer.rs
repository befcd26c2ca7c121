//! What the shell is to draw and to do.

use crate::checkout::{Checkout, Conclusion, Effect, RedirectTarget};
use crate::error_code::ErrorCode;
use crate::json::Writer;
use crate::payment::{AppLink, Method};
use crate::qr::Qr;
use crate::text::{decimal, digits};
use crate::time::Now;
use crate::ui::Card;

/// The longest time that a browser's timer takes, in ms.
const LONGEST_TIMER: i64 = 2_147_483_647;

/// An answer that is being put together.
#[derive(Debug)]
pub(super) struct Answer {
    /// Another pay response begins.
    pub(super) begun: bool,
    /// A list of what is to be done, in order, each a list of a name and what belongs to it.
    effects: Writer,
}

impl Answer {
    /// An answer by which the effects are done.
    pub(super) fn of(effects: &[Effect]) -> Self {
        let mut answer = Self { begun: false, effects: Writer::default() };
        answer.effects.list();
        for effect in effects {
            write(&mut answer.effects, effect);
        }
        answer
    }

    /// The code is to be offered as a file.
    pub(super) fn save(&mut self, code: &Qr) {
        doing(&mut self.effects, "save");
        self.effects.text(&code.path);
        self.effects.raw(&digits(code.size as u64));
        self.effects.end_list();
    }

    /// The link is to be copied.
    pub(super) fn copy(&mut self, link: &str) {
        do_with(&mut self.effects, "copy", link);
    }

    /// The link is to be shared.
    pub(super) fn share(&mut self, link: &str) {
        do_with(&mut self.effects, "share", link);
    }

    /// The whole answer as JSON text.
    pub(super) fn written(mut self, checkout: Option<&Checkout>, card: Option<&mut Card>, now: Now) -> String {
        let mut answer = Writer::default();
        answer.object();
        answer.field("state", checkout.map_or("idle", Checkout::state));
        let frame = frame(checkout.map(Checkout::redirect_target));
        if let Some(card) = card {
            let view = checkout.map(|checkout| checkout.view(now)).unwrap_or_default();
            if let Some(rest) = view.rest {
                answer.raw_field("ends", &decimal(rest.ends.0));
            }
            card.show(view, frame);
            if let Some(card) = card.draw() {
                answer.raw_field("card", &card);
            }
        }
        if self.begun {
            answer.raw_field("begun", "1");
        }
        if let Some(checkout) = checkout {
            answer.field("frame", frame);
            if let Some(key) = checkout.key() {
                answer.field("key", key);
            }
            if checkout.keeps_awake() {
                answer.raw_field("awake", "1");
            }
            if let Some(deadline) = checkout.deadline(now) {
                answer.raw_field("wait", &decimal(deadline.since(now.page).clamp(1, LONGEST_TIMER)));
            }
        }
        self.effects.end_list();
        answer.raw_field("effects", &self.effects.finish());
        answer.end_object();
        answer.finish()
    }
}

/// The browsing context that `redirect-target` names; a framed page leaves its frame only if told so.
fn frame(target: Option<RedirectTarget>) -> &'static str {
    if target == Some(RedirectTarget::Top) { "_top" } else { "_self" }
}

fn write(to: &mut Writer, effect: &Effect) {
    match effect {
        Effect::Ask { number } => {
            doing(to, "ask");
            to.raw(&decimal((*number).into()));
        }
        Effect::Abandon => doing(to, "abandon"),
        Effect::TellTabs(body) | Effect::TellOrder(body) => {
            doing(to, "tell-tabs");
            to.text(body);
            if let Effect::TellOrder(_) = effect {
                to.raw("1");
            }
        }
        Effect::OpenStream => doing(to, "open-stream"),
        Effect::CloseStream => doing(to, "close-stream"),
        Effect::Remember(memory) => {
            doing(to, "remember");
            to.text(&memory.write());
            to.list();
            for key in memory.keys() {
                to.text(key);
            }
            to.end_list();
        }
        Effect::HandOff(link) => hand_off(to, link),
        Effect::AskForNewCode { number, identity } => {
            doing(to, "new-code");
            to.raw(&decimal((*number).into()));
            identity.begin_object(to);
            to.end_object();
        }
        Effect::PaymentChanged => doing(to, "payment-changed"),
        Effect::Taken => doing(to, "taken"),
        Effect::StateChanged { state, previous } => {
            firing(to, "kaspi-statechange");
            to.object();
            to.field("state", state);
            to.field("previous", previous);
            to.end_object();
        }
        Effect::Expired(identity) => {
            firing(to, "kaspi-expired");
            identity.begin_object(to);
            to.end_object();
        }
        Effect::Conclude(conclusion) => conclude(to, conclusion),
        Effect::Report(code) => report(to, *code),
    }
    to.end_list();
}

/// A form has its fields, a link has none.
fn hand_off(to: &mut Writer, link: &AppLink) {
    doing(to, "hand-off");
    to.text(link.address.as_str());
    if let Method::Post(fields) = &link.method {
        to.list();
        for (name, value) in fields {
            to.list();
            to.text(name);
            to.text(value);
            to.end_list();
        }
        to.end_list();
    }
}

fn conclude(to: &mut Writer, conclusion: &Conclusion) {
    doing(to, "conclude");
    conclusion.identity.begin_object(to);
    to.field("status", conclusion.status);
    to.field("state", conclusion.state);
    to.raw_field("late", truth(conclusion.late));
    to.end_object();
    match &conclusion.onward {
        Some(onward) => to.text(onward.as_str()),
        None => to.raw("null"),
    }
}

fn report(to: &mut Writer, code: ErrorCode) {
    let (name, message) = code.words();
    firing(to, "kaspi-error");
    to.object();
    to.field("code", name);
    to.field("message", message);
    to.raw_field("fatal", truth(code.is_fatal()));
    to.end_object();
}

/// Begins an event that the page is told, and cannot prevent.
fn firing(to: &mut Writer, event: &str) {
    doing(to, "fire");
    to.text(event);
}

/// Begins what is to be done.
fn doing(to: &mut Writer, name: &str) {
    to.list();
    to.text(name);
}

fn do_with(to: &mut Writer, name: &str, text: &str) {
    doing(to, name);
    to.text(text);
    to.end_list();
}

fn truth(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
}
