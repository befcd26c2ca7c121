//! What the shell talks to: text in, text out.
//!
//! The shell is the JavaScript that has the page in its hands; it tells what has happened, and does what the answer says.
//! Both are JSON text, since each value that crosses into wasm in another way costs the buyer's browser bindings of its
//! own (`bench/SIZE.md`). Everything here is pure, so that it is tested without a browser.
//!
//! - [`options`]: what the page's author and the page itself tell
//! - [`telling`]: what happens
//! - [`answer`]: what is to be drawn and done

mod answer;
mod options;
mod telling;

use answer::Answer;
use options::Options;
use telling::Telling;

use crate::checkout::{Checkout, Config, Effect, Event, Memory};
use crate::json;
use crate::payment::read_pay_response;
use crate::time::Now;
use crate::ui::{Act, Card};

/// One widget.
#[derive(Clone, Debug, Default)]
pub struct Bridge {
    /// Nothing before the first word of the shell.
    options: Option<Options>,
    /// Nothing before the first word of the shell.
    card: Option<Card>,
    /// Nothing while there is no pay response.
    checkout: Option<Checkout>,
}

impl Bridge {
    /// Something has happened: JSON text in, JSON text out. What cannot be read changes nothing.
    #[must_use]
    pub fn tell(&mut self, telling: &str, now: Now) -> String {
        let answer = match json::parse(telling).and_then(|telling| Telling::read(&telling)) {
            Some(Telling::Options(options)) => self.update(*options, now),
            Some(Telling::Event(event)) => self.handle(event, now),
            Some(Telling::Clicked(number)) => self.act(number, now),
            Some(Telling::Copied(copying)) => {
                if let Some(card) = &mut self.card {
                    card.say_copied(copying);
                }
                Answer::of(&[])
            }
            None => Answer::of(&[]),
        };
        answer.written(self.checkout.as_ref(), self.card.as_mut(), now)
    }

    /// The element's attributes and properties, for the first time or again.
    fn update(&mut self, options: Options, now: Now) -> Answer {
        let words = options.words();
        let judges = self.checkout.as_ref().is_none_or(Checkout::may_judge_anew);
        let begun =
            self.options.as_ref().is_none_or(|before| before.begins_anew(&options, judges)) && !self.goes_on(&options);
        match &mut self.card {
            Some(card) => card.speak(words),
            None => self.card = Some(Card::new(words, options.can_share)),
        }
        let effects = if begun { self.begin(&options, now) } else { self.reconfigure(&options, now) };
        self.options = Some(options);
        let mut answer = Answer::of(&effects);
        answer.begun = begun;
        answer
    }

    /// Whether what has begun is not done away with by the pay response of the options.
    fn goes_on(&self, options: &Options) -> bool {
        let (Some(checkout), Some(pay_response)) = (&self.checkout, &options.pay_response) else {
            return false;
        };
        checkout.outlasts(pay_response)
    }

    /// The control with this number was clicked.
    fn act(&mut self, number: usize, now: Now) -> Answer {
        let mut answer = Answer::of(&[]);
        let Some(card) = &mut self.card else {
            return answer;
        };
        match card.act(number) {
            None => {}
            Some(Act::CheckNow) => return self.handle(Event::CheckNow, now),
            Some(Act::Choose(way)) => {
                let way = *way;
                return self.handle(Event::Chose(way), now);
            }
            Some(Act::GetNewCode) => return self.handle(Event::WantsNewCode, now),
            Some(Act::Resize) => card.resize(),
            Some(Act::Save) => {
                if let Some(code) = card.code() {
                    answer.save(code);
                }
            }
            Some(Act::Copy(link)) => answer.copy(link),
            Some(Act::Share(link)) => answer.share(link),
        }
        answer
    }

    /// Begins with the pay response of the options, or ends what was begun.
    fn begin(&mut self, options: &Options, now: Now) -> Vec<Effect> {
        self.checkout = None;
        let Some(pay_response) = &options.pay_response else {
            return Vec::new();
        };
        let config = Config::read(&options.attributes);
        let reading = read_pay_response(pay_response, &config.origins);
        let identity =
            reading.as_ref().map_or_else(|rejection| &rejection.identity, |reading| &reading.payment.identity);
        let memory = Memory::recall(identity, |name| options.recall(name));
        let (checkout, effects) = Checkout::new(reading, config, options.situation, memory, now);
        self.checkout = Some(checkout);
        effects
    }

    fn reconfigure(&mut self, options: &Options, now: Now) -> Vec<Effect> {
        let config = Config::read(&options.attributes);
        self.checkout.as_mut().map(|checkout| checkout.reconfigure(config, now)).unwrap_or_default()
    }

    fn handle(&mut self, event: Event, now: Now) -> Answer {
        let given = if let Event::Renewed(pay_response) = &event { Some(pay_response.clone()) } else { None };
        let effects = self.checkout.as_mut().map(|checkout| checkout.handle(event, now)).unwrap_or_default();
        if given.is_some()
            && effects.iter().any(|effect| matches!(effect, Effect::Taken))
            && let Some(options) = &mut self.options
        {
            // Told again among the options, it is no other payment.
            options.pay_response = given;
        }
        Answer::of(&effects)
    }
}

#[cfg(test)]
mod tests;
