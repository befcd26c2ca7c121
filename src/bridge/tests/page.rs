//! A page with a widget: it tells what happens, and holds every answer to its type.

use std::sync::LazyLock;

use serde_json::{Value, json};

use super::types::{ANSWER, Types};
use crate::bridge::Bridge;
use crate::time::{EpochMs, Now, PageMs};
use crate::ui::Drawn;

/// Antom's published response: created 2026-01-25T22:16:13-08:00, to be paid within 601 s.
pub(super) const PAY_RESPONSE: &str = include_str!("../../../tests/fixtures/antom/KASPI_KZ__pay_response_WAP.json");
/// The payment's name in it.
pub(super) const PAYMENT: &str = "20260126194010800100188550244314856";
/// And the merchant's name for it.
pub(super) const REQUEST: &str = "PAYMENT_20260126141612922_AUTO";
/// A phone that may have Kaspi.kz.
pub(super) const PHONE: &str =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36";

/// When the payment was created.
const CREATED: EpochMs = EpochMs(1_769_408_173_000);
/// No story needs more steps.
const MANY: usize = 10_000;

static TYPES: LazyLock<Types> = LazyLock::new(|| Types::read(ANSWER));

/// The page of a shop.
#[derive(Debug)]
pub(super) struct Page {
    bridge: Bridge,
    options: Value,
    now: Now,
    card: Value,
    question: Option<Value>,
}

/// What the core has answered.
#[derive(Debug)]
pub(super) struct Answer(pub(super) Value);

impl Page {
    /// A page that was opened as the payment was created, in English, on a desktop; with a status endpoint, the published
    /// pay response, and these options of its own. `null` takes an option away.
    pub(super) fn with(own: Value) -> Self {
        let mut page = Self {
            bridge: Bridge::default(),
            options: json!({
                "payResponse": PAY_RESPONSE, "status": 1, "locale": "en", "pageOrigin": "https://shop.example",
                "resultUrl": "/thanks", "visible": 1, "online": 1, "locks": 0, "seed": 1,
            }),
            now: Now { page: PageMs(0), wall: CREATED },
            card: Value::Null,
            question: None,
        };
        page.set(own);
        page
    }

    /// The page with a widget that has begun.
    pub(super) fn begun(own: Value) -> Self {
        let mut page = Self::with(own);
        page.begins();
        page
    }

    /// The widget is mounted, or its attributes are read again.
    pub(super) fn begins(&mut self) -> Answer {
        let mut telling = self.options.clone();
        telling["event"] = json!("options");
        self.tells(&telling)
    }

    /// Options change.
    pub(super) fn changes(&mut self, own: Value) -> Answer {
        self.set(own);
        self.begins()
    }

    /// Something happens, which must be what the shell can tell.
    #[track_caller]
    pub(super) fn tells(&mut self, telling: &Value) -> Answer {
        TYPES.promise("Telling", telling);
        let answer = self.bridge.tell(&telling.to_string(), self.now);
        self.take(&answer)
    }

    /// So many milliseconds pass, and the timer wakes the core.
    pub(super) fn after(&mut self, ms: i64) -> Answer {
        self.now = Now { page: self.now.page.plus(ms), wall: self.now.wall.plus(ms) };
        self.tells(&json!({"event": "woken"}))
    }

    /// The question in flight is answered.
    #[track_caller]
    pub(super) fn hears(&mut self, status: &Value) -> Answer {
        let number = self.question.take().expect("a question");
        self.tells(&json!({"event": "answered", "number": number, "text": status.to_string()}))
    }

    /// The buyer clicks on the control with this part.
    #[track_caller]
    pub(super) fn clicks(&mut self, part: &str) -> Answer {
        let number = self.card().part(part).attribute("data-act").expect("a control").parse().unwrap();
        self.acts(number)
    }

    /// The control with this number is clicked.
    pub(super) fn acts(&mut self, number: usize) -> Answer {
        self.tells(&json!({"event": "clicked", "number": number}))
    }

    /// The page lives on, the timer runs, and each question is answered with `status`, until an answer is such.
    #[track_caller]
    pub(super) fn lives_on(&mut self, status: &str, until: impl Fn(&Answer) -> bool) -> Answer {
        let mut answer = self.tells(&json!({"event": "woken"}));
        for _ in 0..MANY {
            if until(&answer) {
                return answer;
            }
            answer = match (&self.question, answer.0.get("wait")) {
                (Some(_), _) => self.hears(&json!({"status": status})),
                (None, Some(wait)) => self.after(wait.as_i64().unwrap()),
                (None, None) => panic!("nothing happens any more"),
            };
        }
        panic!("it was waited for in vain")
    }

    /// The card as it stands.
    pub(super) fn card(&self) -> Drawn<'_> {
        Drawn(&self.card)
    }

    fn set(&mut self, own: Value) {
        let Value::Object(own) = own else { panic!("options are an object") };
        let options = self.options.as_object_mut().unwrap();
        options.extend(own);
        options.retain(|_, value| !value.is_null());
    }

    #[track_caller]
    fn take(&mut self, answer: &str) -> Answer {
        let answer = Answer::read(answer);
        if let Some(card) = answer.0.get("card") {
            self.card = card.clone();
        }
        if let Some(ask) = answer.effect("ask") {
            self.question = Some(ask[1].clone());
        }
        answer
    }
}

impl Answer {
    /// Reads an answer, which must be one.
    #[track_caller]
    pub(super) fn read(text: &str) -> Self {
        let answer = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        TYPES.promise("Answer", &answer);
        Self(answer)
    }

    /// The names of the effects.
    pub(super) fn effects(&self) -> Vec<&str> {
        self.0["effects"].as_array().unwrap().iter().filter_map(|effect| effect[0].as_str()).collect()
    }

    /// The first effect of that name.
    pub(super) fn effect(&self, name: &str) -> Option<&Value> {
        self.0["effects"].as_array().unwrap().iter().find(|effect| effect[0] == name)
    }

    /// The detail of the event that is fired under that name.
    pub(super) fn fired(&self, name: &str) -> Option<&Value> {
        let fires = |effect: &&Value| effect[0] == "fire" && effect[1] == name;
        self.0["effects"].as_array().unwrap().iter().find(fires).map(|effect| &effect[2])
    }

    pub(super) fn state(&self) -> &str {
        self.0["state"].as_str().unwrap()
    }

    /// Whether this is said.
    pub(super) fn says(&self, field: &str) -> bool {
        self.0.get(field).is_some()
    }

    /// Whether something is to be drawn.
    pub(super) fn draws(&self) -> bool {
        self.says("card")
    }
}

/// The published pay response with other fields; `null` takes a field away.
pub(super) fn pay_response_with(own: Value) -> String {
    let mut response: Value = serde_json::from_str(PAY_RESPONSE).unwrap();
    let (Value::Object(fields), Value::Object(own)) = (&mut response, own) else { panic!("objects") };
    fields.extend(own);
    fields.retain(|_, value| !value.is_null());
    response.to_string()
}

/// A pay response of the same order, made half an hour later.
pub(super) fn new_pay_response() -> String {
    [
        ("2816660400930m9F9gUlg0a3gn1kpWHv3kvD", "another-code"),
        (PAYMENT, "another-payment"),
        (REQUEST, "another-request"),
        ("T22:16:13", "T22:46:13"),
        ("T22:26:14", "T22:56:14"),
    ]
    .iter()
    .fold(PAY_RESPONSE.to_owned(), |text, (old, new)| text.replace(old, new))
}
