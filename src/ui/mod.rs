//! Leptos views: they draw the view and send events, and hold no rule.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::{html, svg};

use crate::checkout::{Event, Handoff, Link, Renewal, Rest, Scene, Waiting, Way};
use crate::payment::Amount;
use crate::qr;

/// What the views read; written only by the shell.
#[derive(Clone, Copy)]
pub struct Screen {
    /// The visual state.
    pub scene: ReadSignal<Scene>,
    /// The connection.
    pub link: ReadSignal<Link>,
    /// What is paid.
    pub amount: ReadSignal<Option<Amount>>,
    /// The time that is left.
    pub rest: ReadSignal<Option<Rest>>,
}

/// What the views can do.
#[derive(Clone)]
pub struct Actions {
    /// Sends an event to the core.
    pub send: Rc<dyn Fn(Event)>,
    /// Whether the link into the app may be followed.
    pub may_follow: Rc<dyn Fn(&str) -> bool>,
    /// Where links and forms lead: `_self` or `_top`.
    pub target: &'static str,
}

type Act = StoredValue<Actions, LocalStorage>;

/// The card.
pub fn card(screen: Screen, actions: Actions) -> AnyView {
    let act = StoredValue::new_local(actions);
    html::section()
        .class("card")
        .attr("part", "card")
        .child((move || scene(screen, act), move || connection(screen.link.get(), act)))
        .into_any()
}

fn scene(screen: Screen, act: Act) -> AnyView {
    match screen.scene.get() {
        Scene::Idle => html::p().child("…").into_any(),
        Scene::Waiting(waiting) => waiting_view(&waiting, screen, act),
        Scene::Pending => words("Payment received. Do not pay again."),
        Scene::Confirming => words("Checking your payment…"),
        Scene::Expired(renewal) => expired(renewal, act),
        Scene::Paid(ending) => ended("Paid", ending.onward.map(|a| a.to_string())),
        Scene::Failed(ending) => ended("Not paid", ending.onward.map(|a| a.to_string())),
        Scene::Cancelled(ending) => ended("Cancelled", ending.onward.map(|a| a.to_string())),
        Scene::Rejected(_) => words("This payment cannot be shown."),
    }
}

fn words(text: &'static str) -> AnyView {
    html::h2().attr("part", "heading").child(text).into_any()
}

fn ended(text: &'static str, onward: Option<String>) -> AnyView {
    (words(text), onward.map(|url| html::a().attr("part", "continue").attr("href", url).child("Continue"))).into_any()
}

fn expired(renewal: Renewal, act: Act) -> AnyView {
    let offered = matches!(renewal, Renewal::Offered | Renewal::Failed);
    (
        words("The code is no longer valid."),
        offered.then(|| button("new-code", "Get a new code", act, Event::WantsNewCode)),
    )
        .into_any()
}

fn button(part: &'static str, text: &'static str, act: Act, event: Event) -> AnyView {
    html::button()
        .attr("type", "button")
        .attr("part", part)
        .on(leptos::ev::click, move |_| act.with_value(|actions| (actions.send)(event.clone())))
        .child(text)
        .into_any()
}

fn waiting_view(waiting: &Waiting, screen: Screen, act: Act) -> AnyView {
    let way = match waiting.way {
        Way::Code => code(waiting),
        Way::App => app(waiting, act),
        Way::Page => page(waiting, act),
    };
    let switches: Vec<_> = waiting
        .other_ways
        .iter()
        .map(|way| {
            let text = match way {
                Way::Code => "Show the QR",
                Way::App => "Open on this device",
                Way::Page => "Payment page",
            };
            button("switch", text, act, Event::Chose(*way))
        })
        .collect();
    let timer = html::p()
        .attr("part", "countdown")
        .attr("role", "timer")
        .child(move || screen.rest.get().map(|rest| format!("{}:{:02}", rest.seconds / 60, rest.seconds % 60)));
    (words("Pay with Kaspi.kz"), way, timer, switches).into_any()
}

fn code(waiting: &Waiting) -> AnyView {
    let Some(qr) = waiting.payment.codes.text.as_deref().and_then(qr::encode) else {
        return ().into_any();
    };
    svg::svg()
        .attr("part", "code")
        .attr("role", "img")
        .attr("viewBox", format!("0 0 {0} {0}", qr.size))
        .attr("shape-rendering", "crispEdges")
        .attr("width", "246")
        .attr("height", "246")
        .child((
            svg::rect().attr("width", "100%").attr("height", "100%").attr("fill", "#fff"),
            svg::path().attr("d", qr.path).attr("fill", "#000"),
        ))
        .into_any()
}

fn app(waiting: &Waiting, act: Act) -> AnyView {
    let Some(link) = &waiting.payment.app_link else {
        return ().into_any();
    };
    let hint = (waiting.handoff == Handoff::Hinted).then(|| html::p().attr("part", "hint").child("Nothing happened?"));
    (follow("app-link", "Open Kaspi.kz", link.address.to_string(), act), hint).into_any()
}

fn page(waiting: &Waiting, act: Act) -> AnyView {
    let Some(link) = &waiting.payment.page_link else {
        return ().into_any();
    };
    follow("page-link", "Open the payment page", link.to_string(), act)
}

fn follow(part: &'static str, text: &'static str, url: String, act: Act) -> AnyView {
    let href = url.clone();
    html::a()
        .attr("part", part)
        .attr("href", href)
        .attr("target", act.with_value(|actions| actions.target))
        .on(leptos::ev::click, move |click| {
            act.with_value(|actions| {
                if (actions.may_follow)(&url) {
                    (actions.send)(Event::Followed);
                } else {
                    click.prevent_default();
                }
            });
        })
        .child(text)
        .into_any()
}

fn connection(link: Link, act: Act) -> AnyView {
    let text = match link {
        Link::Ok => return ().into_any(),
        Link::Unsteady => "The connection is unsteady.",
        Link::Offline => "You are offline; your payment is not lost.",
    };
    html::p()
        .attr("part", "connection")
        .child((text, button("check-now", "Check now", act, Event::CheckNow)))
        .into_any()
}
