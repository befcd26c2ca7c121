//! What the shell is to draw and to do.

use crate::checkout::{Checkout, Conclusion, Effect, RedirectTarget};
use crate::error_code::ErrorCode;
use crate::json::{quoted, written_list, written_object};
use crate::payment::{Identity, Method};
use crate::qr::Qr;
use crate::text::{decimal, digits};
use crate::time::Now;
use crate::ui::{Card, Drawing};

/// The longest time that a browser's timer takes, in ms.
const LONGEST_TIMER: i64 = 2_147_483_647;

/// An answer that is being put together.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    /// Another pay response begins.
    pub(super) begun: bool,
    /// What is to be done, in order, each as JSON text: a list of a name and what belongs to it.
    effects: Vec<String>,
}

impl Answer {
    pub(super) fn of(effects: &[Effect]) -> Self {
        Self { begun: false, effects: effects.iter().map(written).collect() }
    }

    /// The code is to be offered as a file.
    pub(super) fn save(&mut self, code: Option<&Qr>) {
        self.effects.extend(code.map(|qr| doing("save", [quoted(&qr.path), digits(qr.size as u64)])));
    }

    /// The link is to be copied.
    pub(super) fn copy(&mut self, link: &str) {
        self.effects.push(doing("copy", [quoted(link)]));
    }

    /// The link is to be shared.
    pub(super) fn share(&mut self, link: &str) {
        self.effects.push(doing("share", [quoted(link)]));
    }

    /// The whole answer as JSON text.
    pub(super) fn written(self, checkout: Option<&Checkout>, card: Option<&mut Card>, now: Now) -> String {
        let mut fields = vec![("state", quoted(checkout.map_or("idle", Checkout::state)))];
        let frame = frame(checkout.map(Checkout::redirect_target));
        if let Some(card) = card {
            card.show(checkout.map(|checkout| checkout.view(now)).unwrap_or_default(), frame);
            fields.extend(card.draw().map(|drawing| match drawing {
                Drawing::Card(card) => ("card", card),
                Drawing::Texts(texts) => ("texts", texts),
            }));
        }
        if self.begun {
            fields.push(("begun", "1".to_owned()));
        }
        if let Some(checkout) = checkout {
            fields.push(("frame", quoted(frame)));
            fields.extend(checkout.key().map(|key| ("key", quoted(key))));
            if checkout.keeps_awake() {
                fields.push(("awake", "1".to_owned()));
            }
            let deadline = checkout.deadline(now);
            let wait = deadline.map(|deadline| deadline.since(now.page).clamp(1, LONGEST_TIMER));
            fields.extend(wait.map(|wait| ("wait", decimal(wait))));
        }
        fields.push(("effects", written_list(&self.effects)));
        written_object(&fields)
    }
}

/// The browsing context that `redirect-target` names; a framed page leaves its frame only if told so.
fn frame(target: Option<RedirectTarget>) -> &'static str {
    if target == Some(RedirectTarget::Top) { "_top" } else { "_self" }
}

fn written(effect: &Effect) -> String {
    match effect {
        Effect::Ask { number } => doing("ask", [decimal((*number).into())]),
        Effect::Abandon => doing("abandon", []),
        Effect::TellTabs(body) => doing("tell-tabs", [quoted(body)]),
        Effect::OpenStream => doing("open-stream", []),
        Effect::CloseStream => doing("close-stream", []),
        Effect::Remember(memory) => {
            let keys: Vec<_> = memory.keys().map(quoted).collect();
            doing("remember", [quoted(&memory.write()), written_list(&keys)])
        }
        Effect::HandOff(link) => {
            let fields = match &link.method {
                Method::Get => Vec::new(),
                Method::Post(fields) => {
                    fields.iter().map(|(name, value)| written_list(&[quoted(name), quoted(value)])).collect()
                }
            };
            let form = (link.method != Method::Get).then(|| written_list(&fields));
            let parts = [Some(quoted(link.address.as_str())), form];
            written_list(&[vec![quoted("hand-off")], parts.into_iter().flatten().collect()].concat())
        }
        Effect::AskForNewCode { number, identity } => {
            doing("new-code", [decimal((*number).into()), written_object(&names(identity))])
        }
        Effect::PaymentChanged => doing("payment-changed", []),
        Effect::StateChanged { state, previous } => {
            firing("kaspi-statechange", &[("state", quoted(state)), ("previous", quoted(previous))])
        }
        Effect::Expired(identity) => firing("kaspi-expired", &names(identity)),
        Effect::Conclude(conclusion) => conclude(conclusion),
        Effect::Report(code) => report(*code),
    }
}

fn conclude(conclusion: &Conclusion) -> String {
    let mut detail = vec![
        ("status", quoted(conclusion.status)),
        ("state", quoted(conclusion.state)),
        ("late", truth(conclusion.late)),
    ];
    detail.extend(names(&conclusion.identity));
    let onward = conclusion.onward.as_ref().map_or("null".to_owned(), |onward| quoted(onward.as_str()));
    doing("conclude", [written_object(&detail), onward])
}

fn report(code: ErrorCode) -> String {
    let (name, message) = code.words();
    let detail = [("code", quoted(name)), ("message", quoted(message)), ("fatal", truth(code.is_fatal()))];
    firing("kaspi-error", &detail)
}

/// An event that the page is told, and cannot prevent.
fn firing(name: &str, detail: &[(&str, String)]) -> String {
    doing("fire", [quoted(name), written_object(detail)])
}

fn doing<const N: usize>(name: &str, parts: [String; N]) -> String {
    let mut all = vec![quoted(name)];
    all.extend(parts);
    written_list(&all)
}

fn names(identity: &Identity) -> [(&'static str, String); 2] {
    let name = |name: &Option<String>| name.as_ref().map_or("null".to_owned(), |name| quoted(name));
    [("paymentId", name(&identity.payment_id)), ("paymentRequestId", name(&identity.payment_request_id))]
}

fn truth(truth: bool) -> String {
    (if truth { "true" } else { "false" }).to_owned()
}
