//! How often a page asks at which age, by the widget's own core in simulated time.

use std::time::SystemTime;

use kaspi_checkout::{
    checkout::{Effect, Event, Outcome, Reply},
    time::{EpochMs, MINUTE, Now, PageMs},
};

use crate::order::{Order, Way};

/// Until which ages the questions are counted, in minutes: the schedule changes at these.
pub(crate) const AGES: [i64; 3] = [1, 3, 9];

/// Questions a second of one page that is in view, for each span of [`AGES`].
pub(crate) fn rates(order: &Order, way: Way, round_trip: i64) -> [f64; 3] {
    let mut asked = [0_u32; 3];
    let made = order.made.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let made = i64::try_from(made.as_millis()).unwrap_or_default();
    let time = |at| Now { page: PageMs(at), wall: EpochMs(made + at) };
    let mut now = 0;
    let (mut page, mut effects) = order.page(way, 1, time(now));
    loop {
        let question = effects.iter().find_map(|effect| match effect {
            Effect::Ask { number } => Some(*number),
            _ => None,
        });
        if let Some(count) = AGES.iter().zip(&mut asked).find_map(|(age, count)| (now < age * MINUTE).then_some(count))
        {
            *count += u32::from(question.is_some());
        } else {
            break;
        }
        let event = match question {
            _ if effects.contains(&Effect::OpenStream) => Event::StreamOpened,
            Some(number) => {
                now += round_trip;
                let body = r#"{"status":"PROCESSING"}"#.to_owned();
                Event::Answered { number, outcome: Outcome::Reply(Reply { body, date: None }) }
            }
            None => {
                let Some(PageMs(at)) = page.deadline(time(now)) else { break };
                now = at.max(now + 1);
                Event::Woken
            }
        };
        effects = page.handle(event, time(now));
    }
    let mut began = 0;
    std::array::from_fn(|span| {
        let (Some(age), Some(count)) = (AGES.get(span), asked.get(span)) else { return 0.0 };
        let minutes = f64::from(i32::try_from(age - std::mem::replace(&mut began, *age)).unwrap_or(1));
        f64::from(*count) / (60.0 * minutes)
    })
}
