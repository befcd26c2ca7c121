//! Both sides speak of the same things: what is declared in `npm/shell/answer.d.ts` is what the core reads and writes, and
//! what the shell does.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::super::answer::Answer as Written;
use super::super::telling::Telling;
use super::page::{Answer, PAY_RESPONSE};
use super::types::{ANSWER, Types};
use crate::checkout::{Attributes, Conclusion, Config, Effect, Known, Memory, Remembered};
use crate::error_code::ErrorCode;
use crate::json;
use crate::payment::{AppLink, Identity, Method, read_pay_response};
use crate::qr;
use crate::time::{EpochMs, Now, PageMs};

const WIDGET: &str = include_str!("../../../npm/shell/widget.js");
const FACTS: &str = include_str!("../../../npm/shell/facts.js");
const WIDGET_OPTIONS: &str = include_str!("../../../npm/shell/options.d.ts");
const OPTIONS: &str = include_str!("../options.rs");
const TELLING: &str = include_str!("../telling.rs");
const ANSWERING: &str = include_str!("../answer.rs");

/// The texts in quotes in the part of a file.
fn quoted(part: &str) -> BTreeSet<&str> {
    part.split('"').skip(1).step_by(2).collect()
}

/// The first part of a file between two marks.
#[track_caller]
fn between<'a>(file: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = file.split_once(start).expect(start);
    rest.split_once(end).expect(end).0
}

/// The names at the beginnings of lines, before a `:`, a `?:` or a comma.
fn names_of_lines(part: &str) -> BTreeSet<&str> {
    part.lines()
        .filter_map(|line| line.trim_start().split_once([':', ',', '?']))
        .map(|(name, _)| name)
        .filter(|name| !name.is_empty() && name.chars().all(char::is_alphanumeric))
        .collect()
}

fn now() -> Now {
    Now { page: PageMs(0), wall: EpochMs(0) }
}

/// One of each effect, and of those that are written in two ways one of each. A new one must be added here.
fn all_effects() -> Vec<Effect> {
    let config = Config::read(&Attributes::default());
    let payment = read_pay_response(PAY_RESPONSE, &config.origins).unwrap().payment;
    let AppLink { address, method } = payment.app_link.unwrap();
    let posted = Method::Post(vec![("a".into(), "\"1\"".into())]);
    let named = payment.identity.clone();
    let conclusion = Conclusion {
        status: "SUCCESS",
        state: "paid",
        identity: named.clone(),
        late: true,
        onward: Some(address.clone()),
    };
    let nameless = Conclusion { identity: Identity::default(), onward: None, ..conclusion.clone() };
    let memory = Memory {
        kept: EpochMs(0),
        deadline: EpochMs(1),
        expires: None,
        handed_off: true,
        chosen: None,
        concluded: false,
        order: vec![Remembered { identity: named.clone(), known: Known::Paid }],
    };
    vec![
        Effect::Ask { number: u32::MAX },
        Effect::Abandon,
        Effect::TellTabs("\"?\u{0}".into()),
        Effect::OpenStream,
        Effect::CloseStream,
        Effect::Remember(memory),
        Effect::HandOff(AppLink { address: address.clone(), method }),
        Effect::HandOff(AppLink { address, method: posted }),
        Effect::AskForNewCode { number: 1, identity: named.clone() },
        Effect::AskForNewCode { number: 1, identity: Identity::default() },
        Effect::StateChanged { state: "paid", previous: "waiting" },
        Effect::PaymentChanged,
        Effect::Taken,
        Effect::Expired(named),
        Effect::Conclude(conclusion),
        Effect::Conclude(nameless),
        Effect::Report(ErrorCode::CodeUnencodable),
    ]
}

/// All that can be told to be done, as it is written.
fn all_written() -> Answer {
    let mut written = Written::of(&all_effects());
    written.copy("https://l.kaspi.kz/");
    written.share("https://l.kaspi.kz/");
    written.save(&qr::encode("1").unwrap());
    written.begun = true;
    Answer::read(&written.written(None, None, now()))
}

#[test]
fn each_effect_is_written_as_it_is_declared() {
    // That each is of its type was seen when the answer was read.
    let written = all_written();
    assert_eq!(written.0["begun"], 1);
    let names: BTreeSet<_> = written.effects().into_iter().collect();
    assert_eq!(names, Types::read(ANSWER).names_of_variants("Effect").into_iter().collect());
}

#[test]
fn nothing_is_written_that_nobody_has_declared() {
    let of = |mark: &str| ANSWERING.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect::<Vec<_>>();
    let marks = ["doing(to, \"", "doing(&mut self.effects, \"", "do_with(&mut self.effects, \""];
    let names: BTreeSet<_> = marks.into_iter().flat_map(of).collect();
    assert_eq!(names, Types::read(ANSWER).names_of_variants("Effect").into_iter().collect());
}

#[test]
fn texts_come_through_unharmed() {
    let written = all_written();
    assert_eq!(written.effect("tell-tabs").unwrap()[1], "\"?\u{0}");
    assert_eq!(written.effect("ask").unwrap()[1], u32::MAX);
}

#[test]
fn each_effect_is_done_by_the_widget() {
    let done: BTreeSet<_> =
        WIDGET.lines().filter_map(|line| line.trim().strip_prefix("case \"")?.strip_suffix("\":")).collect();
    assert_eq!(done, Types::read(ANSWER).names_of_variants("Effect").into_iter().collect());
}

#[test]
fn each_field_of_an_answer_is_declared_and_looked_at() {
    let types = Types::read(ANSWER);
    let declared: BTreeSet<_> = types.fields("Answer").into_iter().collect();
    let written: BTreeSet<_> = quoted(between(ANSWERING, "pub(super) fn written", "\n    }\n"))
        .into_iter()
        .filter(|name| *name != "1" && *name != "idle")
        .collect();
    assert_eq!(written, declared);
    for field in declared {
        let read = [format!("answer.{field}"), format!("{{ {field} }} = this.#answer")];
        assert!(read.iter().any(|read| WIDGET.contains(read)), "{field}");
    }
}

#[test]
fn each_telling_is_understood() {
    for name in Types::read(ANSWER).names_of_variants("Telling") {
        let telling = json!({"event": name, "number": 1, "text": ""});
        assert!(Telling::read(&json::parse(&telling.to_string()).unwrap()).is_some(), "{name}");
    }
}

#[test]
fn nothing_is_understood_that_nobody_tells() {
    let heard: BTreeSet<_> = between(TELLING, "json::string(telling, \"event\")?", "_ => return None")
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" =>"))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(heard, Types::read(ANSWER).names_of_variants("Telling").into_iter().collect());
}

#[test]
fn each_loss_is_understood() {
    let mut heard = quoted(between(TELLING, "Outcome::Lost(", "}"));
    heard.remove("lost");
    // What is not named is the network's fault.
    heard.insert("network");
    assert_eq!(heard, quoted(between(ANSWER, "lost: ", "}")));
}

#[test]
fn a_telling_without_what_belongs_to_it_is_none() {
    for telling in [
        json!({"event": "answered"}),
        json!({"event": "answered", "number": -1}),
        json!({"event": "heard-from-tab"}),
        json!({"event": "stream-said", "text": 7}),
        json!({"event": "renewed", "text": null}),
        json!({"event": "renewal-answered"}),
        json!({"event": "clicked"}),
        json!({"event": "clicked", "number": -1}),
        json!({"event": "clicked", "number": null}),
        json!({"event": "copied"}),
        json!({"event": "not-copied"}),
        json!({"event": "WOKEN"}),
        json!({"event": 7}),
        json!({}),
        json!([]),
        Value::Null,
    ] {
        assert!(Telling::read(&json::parse(&telling.to_string()).unwrap()).is_none(), "{telling}");
    }
}

#[test]
fn each_option_that_is_read_is_told_and_the_other_way_round() {
    let read: BTreeSet<_> = quoted(OPTIONS).into_iter().filter(|name| *name != "null").collect();
    let facts = names_of_lines(between(FACTS, "return {", "};"));
    let told = names_of_lines(between(WIDGET, "event: \"options\",", "});"));
    let given = names_of_lines(between(WIDGET_OPTIONS, "WidgetOptions {", "}"));
    let told: BTreeSet<_> = facts.union(&told).copied().collect();
    let unread: Vec<_> = told.difference(&read).collect();
    assert!(unread.is_empty(), "nobody reads {unread:?}");
    let all: BTreeSet<_> = told.union(&given).copied().collect();
    let untold: Vec<_> = read.difference(&all).collect();
    assert!(untold.is_empty(), "nobody tells {untold:?}");
}
