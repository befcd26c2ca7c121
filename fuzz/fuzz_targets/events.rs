//! Events in any order, with any content and at any time: no panic, no two questions at once, paid stays paid.
#![no_main]

use kaspi_checkout::checkout::{
    Attributes, Checkout, Config, Effect, Event, Loss, Memory, Outcome, Reply, Scene, Situation, Sources, Way,
};
use kaspi_checkout::payment::read_pay_response;
use kaspi_checkout::time::{EpochMs, Now, PageMs};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Story<'a> {
    pay_response: Text<'a>,
    memory: &'a str,
    mode: Option<&'a str>,
    sources: [bool; 3],
    page: [bool; 6],
    seed: u64,
    page_clock: i32,
    wall: i64,
    steps: Vec<Step<'a>>,
}

#[derive(Arbitrary, Debug)]
enum Text<'a> {
    Sample { id: u8, created: i64, expires: i64 },
    Made(&'a str),
}

#[derive(Arbitrary, Debug)]
enum Body<'a> {
    Status { word: u8, id: Option<u8>, expires: Option<i64>, server: Option<i64>, paid: Option<i64>, wish: Option<i64> },
    Made(&'a str),
}

#[derive(Arbitrary, Debug)]
enum Step<'a> {
    Pass(u16),
    Wake,
    JumpTo(i64),
    Answer { late: u8, body: Body<'a>, date: Option<i64> },
    Refuse { http: u16, retry_after: Option<i64> },
    Lose(u8),
    Overhear { stream: bool, body: Body<'a> },
    Renew(Text<'a>),
    AnswerRenewal { number: u32, text: Option<Text<'a>> },
    AdoptRenewal(Text<'a>),
    Happen(u8),
    Reconfigure([bool; 3]),
}

impl Text<'_> {
    fn write(&self) -> String {
        match self {
            Self::Made(text) => (*text).to_owned(),
            Self::Sample { id, created, expires } => serde_json::json!({
                "paymentId": id.to_string(),
                "applinkUrl": format!("https://l.kaspi.kz/{id}"),
                "paymentCreateTime": created.to_string(),
                "orderCodeForm": {
                    "expireTime": expires.to_string(),
                    "codeDetails": [{"displayType": "TEXT", "codeValue": format!("code {id}")}],
                },
            })
            .to_string(),
        }
    }
}

impl Body<'_> {
    fn write(&self) -> String {
        match self {
            Self::Made(text) => (*text).to_owned(),
            Self::Status { word, id, expires, server, paid, wish } => {
                let words = ["PROCESSING", "PENDING", "SUCCESS", "FAIL", "CANCELLED", "?"];
                serde_json::json!({
                    "paymentStatus": words[usize::from(*word) % words.len()],
                    "paymentId": id.map(|id| id.to_string()),
                    "expireTime": expires, "serverTime": server, "paymentTime": paid, "pollAfterMs": wish,
                })
                .to_string()
            }
        }
    }
}

fn plain(event: u8) -> Event {
    match event % 17 {
        0 => Event::Woken,
        1 => Event::BecameAsker,
        2 => Event::StreamOpened,
        3 => Event::StreamClosed,
        4 => Event::Returned,
        5 => Event::Hidden,
        6 => Event::Online,
        7 => Event::Offline,
        8 => Event::CheckNow,
        9 => Event::Chose(Way::Code),
        10 => Event::Chose(Way::App),
        11 => Event::Chose(Way::Page),
        12 => Event::Followed,
        13 => Event::HandoffPrevented,
        14 | 15 => Event::WantsNewCode,
        _ => Event::HeardFromTab(if event < 128 { "?" } else { "!" }.into()),
    }
}

fn config(mode: Option<&str>, [status, stream, renewal]: [bool; 3]) -> Config {
    let attributes = Attributes {
        page_origin: "https://shop.example".into(),
        result_url: Some("/thanks".into()),
        mode: mode.map(str::to_owned),
        sources: Sources { status, stream, renewal },
        ..Attributes::default()
    };
    Config::read(&attributes)
}

/// What the world knows of the checkout.
#[derive(Default)]
struct Watch {
    in_flight: Option<u32>,
    latest: u32,
    was_paid: bool,
    results: u32,
    handoffs: u32,
}

impl Watch {
    fn look(&mut self, checkout: &Checkout, effects: &[Effect], now: Now) {
        for effect in effects {
            match effect {
                Effect::Ask { number } => {
                    assert_eq!(self.in_flight, None, "two questions");
                    (self.in_flight, self.latest) = (Some(*number), *number);
                }
                Effect::Abandon => self.in_flight = None,
                Effect::PaymentChanged => (self.results, self.handoffs) = (0, 0),
                Effect::Conclude(_) => self.results += 1,
                Effect::HandOff(_) => self.handoffs += 1,
                Effect::Remember(memory) => assert_eq!(Memory::read(&memory.write()).as_ref(), Some(memory)),
                _ => {}
            }
        }
        assert!(self.results <= 1, "two results");
        assert!(self.handoffs <= 1, "two hand-offs");
        assert!(!self.was_paid || checkout.state() == "paid", "paid is paid");
        self.was_paid = checkout.state() == "paid";
        let view = checkout.view(now);
        assert_eq!(view.scene.state(), checkout.state());
        if let Scene::Waiting(waiting) = &view.scene {
            assert!(!waiting.other_ways.contains(&waiting.way));
        }
        let mut woken = checkout.clone();
        assert_eq!(woken.handle(Event::Woken, now), []);
        assert_eq!(woken.view(now), view);
    }
}

fuzz_target!(|story: Story<'_>| {
    let mut now = Now { page: PageMs(i64::from(story.page_clock)), wall: EpochMs(story.wall) };
    let [on_phone, inside_another_app, fresh_gesture, visible, online, asker] = story.page;
    let situation = Situation { on_phone, inside_another_app, fresh_gesture, visible, online, asker, seed: story.seed };
    let beginning = config(story.mode, story.sources);
    let reading = read_pay_response(&story.pay_response.write(), &beginning.origins);
    let (mut checkout, effects) = Checkout::new(reading, beginning, situation, Memory::read(story.memory), now);
    let mut watch = Watch::default();
    watch.look(&checkout, &effects, now);
    for step in story.steps {
        let event = match step {
            Step::Pass(ms) => {
                now = Now { page: now.page.plus(i64::from(ms)), wall: now.wall.plus(i64::from(ms)) };
                continue;
            }
            Step::JumpTo(wall) => {
                now.wall = EpochMs(wall);
                continue;
            }
            Step::Wake => {
                if let Some(deadline) = checkout.deadline(now).filter(|deadline| *deadline > now.page) {
                    let passed = deadline.since(now.page);
                    now = Now { page: deadline, wall: now.wall.plus(passed) };
                }
                Event::Woken
            }
            Step::Answer { late, body, date } => {
                let reply = Reply { body: body.write(), date: date.map(EpochMs) };
                Event::Answered { number: watch.latest.wrapping_sub(u32::from(late)), outcome: Outcome::Reply(reply) }
            }
            Step::Refuse { http, retry_after } => {
                Event::Answered { number: watch.latest, outcome: Outcome::Refused { http, retry_after } }
            }
            Step::Lose(how) => {
                let loss = [Loss::Network, Loss::TooLarge, Loss::Source][usize::from(how) % 3];
                Event::Answered { number: watch.latest, outcome: Outcome::Lost(loss) }
            }
            Step::Overhear { stream: true, body } => Event::StreamSaid(body.write()),
            Step::Overhear { stream: false, body } => Event::HeardFromTab(body.write()),
            Step::Renew(text) => Event::Renewed(text.write()),
            Step::AnswerRenewal { number, text } => {
                Event::RenewalAnswered { number, pay_response: text.as_ref().map(Text::write) }
            }
            Step::AdoptRenewal(text) => Event::HeardFromTab(format!("+{}", text.write())),
            Step::Happen(event) => plain(event),
            Step::Reconfigure(sources) => {
                let effects = checkout.reconfigure(config(story.mode, sources), now);
                watch.look(&checkout, &effects, now);
                continue;
            }
        };
        if let Event::Answered { number, .. } = &event
            && watch.in_flight == Some(*number)
        {
            watch.in_flight = None;
        }
        let effects = checkout.handle(event, now);
        watch.look(&checkout, &effects, now);
    }
});
