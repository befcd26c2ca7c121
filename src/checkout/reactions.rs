//! What each event changes.

use super::event::Event;
use super::handing::Handing;
use super::machine::Checkout;
use super::pace;
use super::phase::Phase;
use super::stream::Stream;
use super::view::Way;
use crate::error_code::ErrorCode;
use crate::time::{Now, PageMs};

impl Checkout {
    pub(super) fn react(&mut self, event: Event, present: PageMs, now: Now) {
        match event {
            Event::Answered { number, outcome } => {
                if let Some(asked) = self.asking.take(number) {
                    self.hear(outcome, asked, number, present);
                }
            }
            Event::HeardFromTab(told) => self.hear_tab(&told, present, now),
            Event::StreamSaid(body) => self.hear_stream(&body, present),
            Event::BecameAsker => self.situation.asker = true,
            Event::LostTurn => self.situation.asker = false,
            Event::StreamOpened => self.stream_is(Stream::Opened { since: present }),
            Event::StreamClosed => self.stream_is(Stream::broken(present)),
            Event::Returned => {
                self.situation.visible = true;
                self.began = self.began.max(present.plus(-pace::AGE_ON_RETURN));
                self.asking.hurry();
                self.hand(|handing| handing.returned(present));
            }
            Event::Hidden => {
                self.situation.visible = false;
                self.hand(Handing::hidden);
            }
            Event::Online => {
                self.situation.online = true;
                self.asking.hurry();
            }
            Event::Offline => {
                self.situation.online = false;
                self.be_impatient_no_longer();
            }
            Event::CheckNow => self.asking.hurry(),
            Event::OtherSource => self.asking.ask_another(present),
            Event::ModeChanged => self.follow_the_mode(present),
            Event::Chose(way) => self.choose(way),
            Event::Followed => self.followed(present),
            Event::HandoffPrevented => self.hand(|_| Handing::Offered),
            Event::HandoffPostponed => {
                self.handed_off = false;
                self.hand(|_| Handing::Postponed);
            }
            Event::OnShow => self.hand(|handing| handing.on_show(present)),
            Event::PictureLost => self.lose_picture(present),
            Event::WantsNewCode => self.want_new_code(present),
            Event::Renewed(pay_response) => self.renew(&pay_response, present, now),
            Event::RenewalAnswered { number, pay_response } if number == self.renewal => match pay_response {
                Some(pay_response) => self.renew(&pay_response, present, now),
                None => self.not_renewed(ErrorCode::RefreshFailed),
            },
            Event::Woken | Event::RenewalAnswered { .. } => {}
        }
    }

    fn stream_is(&mut self, state: Stream) {
        if self.stream != Stream::None {
            self.stream = state;
        }
    }

    fn hand(&mut self, change: impl FnOnce(Handing) -> Handing) {
        if let Phase::Waiting { handing, .. } = &mut self.phase {
            *handing = change(*handing);
        }
    }

    /// The buyer's choice outweighs the page's.
    fn follow_the_mode(&mut self, now: PageMs) {
        if matches!(self.phase, Phase::Waiting { .. }) && self.chosen.is_none() {
            self.wait(now);
        }
    }

    fn choose(&mut self, chosen: Way) {
        let offered = self.ways().contains(&chosen);
        if let Phase::Waiting { way, handing } = &mut self.phase
            && offered
        {
            let opened = self.handed_off && chosen != Way::Code;
            *way = chosen;
            *handing = if opened { Handing::Opened { hint: None } } else { Handing::Offered };
            self.chosen = Some(chosen);
        }
    }

    /// Nobody is shown a picture that is not there.
    fn lose_picture(&mut self, now: PageMs) {
        self.lost_picture = true;
        let ways = self.ways();
        let shows_nothing = matches!(self.phase, Phase::Waiting { way: Way::Code, .. }) && !ways.contains(&Way::Code);
        if shows_nothing && ways.is_empty() {
            let code = ErrorCode::PayResponseNothingToShow;
            self.report(code);
            self.enter(Phase::Rejected { since: now });
        } else if shows_nothing {
            self.wait(now);
        }
    }

    fn followed(&mut self, now: PageMs) {
        if let Phase::Waiting { handing, .. } = &mut self.phase {
            *handing = Handing::opened(now);
            self.handed_off = true;
        }
    }
}
