//! What the shell is to draw and to do.

use crate::checkout::{Checkout, Conclusion, Effect, RedirectTarget};
use crate::error_code::ErrorCode;
use crate::json::{List, Object};
use crate::payment::{AppLink, Identity, Method};
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
    /// What is to be done, in order, each a list of a name and what belongs to it.
    effects: List,
}

impl Answer {
    /// An answer by which the effects are done.
    pub(super) fn of(effects: &[Effect]) -> Self {
        let mut answer = Self { begun: false, effects: List::new() };
        for effect in effects {
            answer.effects.add(&written(effect));
        }
        answer
    }

    /// The code is to be offered as a file.
    pub(super) fn save(&mut self, code: &Qr) {
        let mut save = doing("save");
        save.add_text(&code.path);
        save.add(&digits(code.size as u64));
        self.effects.add(&save.finish());
    }

    /// The link is to be copied.
    pub(super) fn copy(&mut self, link: &str) {
        self.effects.add(&doing_with("copy", link));
    }

    /// The link is to be shared.
    pub(super) fn share(&mut self, link: &str) {
        self.effects.add(&doing_with("share", link));
    }

    /// The whole answer as JSON text.
    pub(super) fn written(self, checkout: Option<&Checkout>, card: Option<&mut Card>, now: Now) -> String {
        let mut answer = Object::new();
        answer.set_text("state", checkout.map_or("idle", Checkout::state));
        let frame = frame(checkout.map(Checkout::redirect_target));
        if let Some(card) = card {
            let view = checkout.map(|checkout| checkout.view(now)).unwrap_or_default();
            if let Some(rest) = view.rest {
                answer.set("ends", &decimal(rest.ends.0));
            }
            card.show(view, frame);
            if let Some(card) = card.draw() {
                answer.set("card", &card);
            }
        }
        if self.begun {
            answer.set("begun", "1");
        }
        if let Some(checkout) = checkout {
            answer.set_text("frame", frame);
            if let Some(key) = checkout.key() {
                answer.set_text("key", key);
            }
            if checkout.keeps_awake() {
                answer.set("awake", "1");
            }
            if let Some(deadline) = checkout.deadline(now) {
                answer.set("wait", &decimal(deadline.since(now.page).clamp(1, LONGEST_TIMER)));
            }
        }
        answer.set("effects", &self.effects.finish());
        answer.finish()
    }
}

/// The browsing context that `redirect-target` names; a framed page leaves its frame only if told so.
fn frame(target: Option<RedirectTarget>) -> &'static str {
    if target == Some(RedirectTarget::Top) { "_top" } else { "_self" }
}

fn written(effect: &Effect) -> String {
    match effect {
        Effect::Ask { number } => {
            let mut ask = doing("ask");
            ask.add(&decimal((*number).into()));
            ask.finish()
        }
        Effect::Abandon => doing("abandon").finish(),
        Effect::TellTabs(body) => doing_with("tell-tabs", body),
        Effect::OpenStream => doing("open-stream").finish(),
        Effect::CloseStream => doing("close-stream").finish(),
        Effect::Remember(memory) => {
            let mut keys = List::new();
            for key in memory.keys() {
                keys.add_text(key);
            }
            let mut remember = doing("remember");
            remember.add_text(&memory.write());
            remember.add(&keys.finish());
            remember.finish()
        }
        Effect::HandOff(link) => hand_off(link),
        Effect::AskForNewCode { number, identity } => {
            let mut ask = doing("new-code");
            ask.add(&decimal((*number).into()));
            ask.add(&names(identity).finish());
            ask.finish()
        }
        Effect::PaymentChanged => doing("payment-changed").finish(),
        Effect::Taken => doing("taken").finish(),
        Effect::StateChanged { state, previous } => {
            let mut detail = Object::new();
            detail.set_text("state", state);
            detail.set_text("previous", previous);
            firing("kaspi-statechange", detail)
        }
        Effect::Expired(identity) => firing("kaspi-expired", names(identity)),
        Effect::Conclude(conclusion) => conclude(conclusion),
        Effect::Report(code) => report(*code),
    }
}

/// A form has its fields, a link has none.
fn hand_off(link: &AppLink) -> String {
    let mut hand_off = doing("hand-off");
    hand_off.add_text(link.address.as_str());
    if let Method::Post(fields) = &link.method {
        let mut form = List::new();
        for (name, value) in fields {
            let mut field = List::new();
            field.add_text(name);
            field.add_text(value);
            form.add(&field.finish());
        }
        hand_off.add(&form.finish());
    }
    hand_off.finish()
}

fn conclude(conclusion: &Conclusion) -> String {
    let mut detail = names(&conclusion.identity);
    detail.set_text("status", conclusion.status);
    detail.set_text("state", conclusion.state);
    detail.set("late", truth(conclusion.late));
    let mut conclude = doing("conclude");
    conclude.add(&detail.finish());
    match &conclusion.onward {
        Some(onward) => conclude.add_text(onward.as_str()),
        None => conclude.add("null"),
    }
    conclude.finish()
}

fn report(code: ErrorCode) -> String {
    let (name, message) = code.words();
    let mut detail = Object::new();
    detail.set_text("code", name);
    detail.set_text("message", message);
    detail.set("fatal", truth(code.is_fatal()));
    firing("kaspi-error", detail)
}

/// An event that the page is told, and cannot prevent.
fn firing(event: &str, detail: Object) -> String {
    let mut fire = doing("fire");
    fire.add_text(event);
    fire.add(&detail.finish());
    fire.finish()
}

fn doing(name: &str) -> List {
    let mut effect = List::new();
    effect.add_text(name);
    effect
}

fn doing_with(name: &str, text: &str) -> String {
    let mut effect = doing(name);
    effect.add_text(text);
    effect.finish()
}

fn names(identity: &Identity) -> Object {
    let mut names = Object::new();
    for (field, name) in [("paymentId", &identity.payment_id), ("paymentRequestId", &identity.payment_request_id)] {
        match name {
            Some(name) => names.set_text(field, name),
            None => names.set(field, "null"),
        }
    }
    names
}

fn truth(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
}
