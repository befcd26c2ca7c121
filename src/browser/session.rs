//! The loop: an event to the core, its effects to the page, its view to the screen, its deadline to the timer.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use js_sys::Function;
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, HtmlElement};

use super::display::Display;
use super::emitting::Emitter;
use super::listener::Listener;
use super::now::now;
use super::options::Options;
use super::page::{self, Happening};
use super::renewal::Renewal;
use super::stream::Stream;
use super::tabs::Tabs;
use super::wake_lock::WakeLock;
use super::words::words;
use super::{device, endpoint, navigation, storage};
use crate::checkout::{Checkout, Conclusion, Config, Effect, Event, Outcome};
use crate::error_code::ErrorCode;
use crate::payment::{AppLink, Identity, read_pay_response};

/// The longest time that a browser's timer takes, in ms.
const LONGEST_TIMER: i64 = 2_147_483_647;

/// One mounted element.
pub(super) struct Session {
    itself: Weak<Self>,
    host: HtmlElement,
    emitter: Emitter,
    options: RefCell<Options>,
    /// Nothing while there is no pay response.
    checkout: RefCell<Option<Checkout>>,
    display: RefCell<Option<Display>>,
    /// Effects wait here for their turn: an event of ours may make the page call us again.
    queue: RefCell<VecDeque<Effect>>,
    working: Cell<bool>,
    timer: RefCell<Option<Timeout>>,
    request: RefCell<Option<AbortController>>,
    renewal: RefCell<Option<Renewal>>,
    stream: RefCell<Option<Stream>>,
    tabs: RefCell<Option<Tabs>>,
    wake_lock: RefCell<WakeLock>,
    listeners: RefCell<Vec<Listener>>,
}

impl Session {
    pub(super) fn mount(root: HtmlElement, host: HtmlElement, options: Options, emit: Function) -> Rc<Self> {
        let session = Rc::new_cyclic(|itself| Self {
            itself: itself.clone(),
            host,
            emitter: Emitter(emit),
            options: RefCell::new(options),
            checkout: RefCell::default(),
            display: RefCell::default(),
            queue: RefCell::default(),
            working: Cell::new(false),
            timer: RefCell::default(),
            request: RefCell::default(),
            renewal: RefCell::default(),
            stream: RefCell::default(),
            tabs: RefCell::default(),
            wake_lock: RefCell::default(),
            listeners: RefCell::default(),
        });
        let effects = session.begin();
        let view = session.checkout.borrow().as_ref().map(|checkout| checkout.view(now()));
        let words = words(&session.host, &session.options.borrow());
        let display = Display::mount(root, view, words, &session.itself);
        *session.display.borrow_mut() = Some(display);
        session.draw();
        let weak = session.itself.clone();
        *session.listeners.borrow_mut() = page::listen(move |happening| {
            if let Some(session) = weak.upgrade() {
                session.happened(happening);
            }
        });
        // The page gets its first events when it holds the widget: not before the constructor has returned.
        let weak = session.itself.clone();
        spawn_local(async move {
            if let Some(session) = weak.upgrade().filter(|session| session.is_open()) {
                session.tell_ready();
                session.run(effects);
            }
        });
        session
    }

    pub(super) fn state(&self) -> &'static str {
        self.checkout.borrow().as_ref().map_or("idle", Checkout::state)
    }

    pub(super) fn update(&self, options: Options) {
        let before = self.options.replace(options);
        if let Some(display) = &*self.display.borrow() {
            display.speak(words(&self.host, &self.options.borrow()));
        }
        let changed = |differ: fn(&Options, &Options) -> bool| differ(&self.options.borrow(), &before);
        // What may be followed was decided when the pay response was read.
        let anew = changed(|now, before| {
            now.pay_response != before.pay_response || now.attributes.app_origins != before.attributes.app_origins
        });
        let elsewhere = changed(|now, before| now.status != before.status);
        let effects = if anew { self.begin() } else { self.reconfigure() };
        self.draw();
        if anew {
            self.tell_ready();
        }
        self.run(effects);
        if elsewhere {
            // Perhaps the last one refused to answer, and was given time.
            self.dispatch(Event::CheckNow);
        }
    }

    /// Something has happened.
    pub(super) fn dispatch(&self, event: Event) {
        let effects = match &mut *self.checkout.borrow_mut() {
            Some(checkout) => checkout.handle(event, now()),
            None => return,
        };
        self.draw();
        self.run(effects);
    }

    /// Whether the app may be opened: asks the page.
    pub(super) fn may_follow(&self, url: &str) -> bool {
        self.emitter.handoff(url)
    }

    /// Leaves nothing behind.
    pub(super) fn close(&self) {
        self.leave_payment();
        *self.checkout.borrow_mut() = None;
        self.listeners.borrow_mut().clear();
        let display = self.display.borrow_mut().take();
        drop(display);
    }

    fn is_open(&self) -> bool {
        self.display.borrow().is_some()
    }

    /// Begins with the pay response of the options, or ends what was begun.
    fn begin(&self) -> Vec<Effect> {
        self.leave_payment();
        let options = self.options.borrow();
        let Some(pay_response) = &options.pay_response else {
            *self.checkout.borrow_mut() = None;
            return Vec::new();
        };
        let (config, problems) = Config::read(&options.attributes);
        let reading = read_pay_response(pay_response, &config.origins);
        let memory = reading.as_ref().ok().and_then(|reading| storage::recall(reading.payment.identity.key()?));
        let (checkout, effects) = Checkout::new(reading, config, device::situation(), memory, now());
        *self.checkout.borrow_mut() = Some(checkout);
        self.join_tabs();
        problems.into_iter().map(Effect::Report).chain(effects).collect()
    }

    fn reconfigure(&self) -> Vec<Effect> {
        let (config, _) = Config::read(&self.options.borrow().attributes);
        match &mut *self.checkout.borrow_mut() {
            Some(checkout) => checkout.reconfigure(config, now()),
            None => Vec::new(),
        }
    }

    /// Lets go of everything that belongs to one payment.
    fn leave_payment(&self) {
        self.queue.borrow_mut().clear();
        *self.timer.borrow_mut() = None;
        self.abandon();
        *self.renewal.borrow_mut() = None;
        *self.stream.borrow_mut() = None;
        *self.tabs.borrow_mut() = None;
        self.wake_lock.borrow().keep(false);
    }

    fn tell_ready(&self) {
        if self.checkout.borrow().is_some() {
            self.emitter.ready();
        }
    }

    fn happened(&self, happening: Happening) {
        match happening {
            Happening::Heard(event) => self.dispatch(event),
            Happening::Leaving => *self.tabs.borrow_mut() = None,
            Happening::Shown => {
                if self.tabs.borrow().is_none() {
                    self.join_tabs();
                }
                self.dispatch(Event::Returned);
            }
        }
    }

    fn join_tabs(&self) {
        let key = self.checkout.borrow().as_ref().and_then(|checkout| checkout.key().map(str::to_owned));
        *self.tabs.borrow_mut() = key.map(|key| Tabs::join(&key, self.teller()));
    }

    /// Hands events in from what lives on its own.
    fn teller(&self) -> impl Fn(Event) + Clone + 'static {
        let weak = self.itself.clone();
        move |event| {
            if let Some(session) = weak.upgrade() {
                session.dispatch(event);
            }
        }
    }

    fn draw(&self) {
        let now = now();
        let checkout = self.checkout.borrow();
        if let Some(display) = &*self.display.borrow() {
            display.show(checkout.as_ref().map(|checkout| checkout.view(now)));
        }
        self.wake_lock.borrow().keep(checkout.as_ref().is_some_and(Checkout::keeps_awake));
        let deadline = checkout.as_ref().and_then(|checkout| checkout.deadline(now));
        let tell = self.teller();
        *self.timer.borrow_mut() = deadline.map(|deadline| {
            let wait = deadline.since(now.page).clamp(1, LONGEST_TIMER);
            Timeout::new(u32::try_from(wait).unwrap_or(u32::MAX), move || tell(Event::Woken))
        });
    }

    fn run(&self, effects: Vec<Effect>) {
        self.queue.borrow_mut().extend(effects);
        if self.working.replace(true) {
            return;
        }
        loop {
            let next = self.queue.borrow_mut().pop_front();
            let Some(effect) = next else {
                break;
            };
            self.perform(effect);
        }
        self.working.set(false);
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::Ask { number } => self.ask(number),
            Effect::Abandon => self.abandon(),
            Effect::TellTabs(body) => {
                if let Some(tabs) = &*self.tabs.borrow() {
                    tabs.tell(&body);
                }
            }
            Effect::OpenStream => {
                let url = self.options.borrow().events_url.clone();
                *self.stream.borrow_mut() = url.and_then(|url| Stream::open(&url, self.teller()));
            }
            Effect::CloseStream => *self.stream.borrow_mut() = None,
            Effect::Remember(memory) => storage::remember(&memory),
            Effect::HandOff(link) => self.hand_off(&link),
            Effect::AskForNewCode { number, identity } => self.renew(number, &identity),
            Effect::PaymentChanged => self.join_tabs(),
            Effect::StateChanged { state, previous } => self.emitter.state_changed(state, previous),
            Effect::Expired(identity) => self.emitter.expired(&identity),
            Effect::Conclude(conclusion) => self.conclude(&conclusion),
            Effect::Report(code) => self.report(code),
        }
    }

    fn ask(&self, number: u32) {
        let Some(source) = self.options.borrow().status.clone() else {
            return;
        };
        let controller = AbortController::new().ok();
        let signal = controller.as_ref().map(AbortController::signal);
        *self.request.borrow_mut() = controller;
        let weak = self.itself.clone();
        spawn_local(async move {
            let outcome = match &signal {
                Some(signal) => endpoint::ask(source, signal).await,
                None => Outcome::Lost(crate::checkout::Loss::Network),
            };
            if let Some(session) = weak.upgrade() {
                session.dispatch(Event::Answered { number, outcome });
            }
        });
    }

    fn abandon(&self) {
        if let Some(request) = self.request.borrow_mut().take() {
            request.abort();
        }
    }

    fn hand_off(&self, link: &AppLink) {
        if self.may_follow(link.address.as_str()) {
            if let Some(target) = self.redirect_target() {
                navigation::hand_off(link, target);
            }
        } else {
            self.dispatch(Event::HandoffPrevented);
        }
    }

    fn renew(&self, number: u32, identity: &Identity) {
        self.emitter.refresh(identity);
        let tell = self.teller();
        let url = self.options.borrow().refresh_url.clone();
        *self.renewal.borrow_mut() = url.and_then(|url| {
            Renewal::ask(&url, identity, move |pay_response| tell(Event::RenewalAnswered { number, pay_response }))
        });
    }

    fn conclude(&self, conclusion: &Conclusion) {
        let allowed = self.emitter.result(conclusion);
        if let (true, Some(onward), Some(target)) = (allowed, &conclusion.onward, self.redirect_target()) {
            navigation::go(onward, target);
        }
    }

    fn report(&self, code: ErrorCode) {
        self.emitter.error(code);
    }

    pub(super) fn redirect_target(&self) -> Option<crate::checkout::RedirectTarget> {
        self.checkout.borrow().as_ref().map(Checkout::redirect_target)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.close();
    }
}
