//! The page with the results.

use crate::cost::{Delay, Figures};
use crate::plan::Plan;

const HEAD: &str = "\
# What asking costs

<!-- Written by `make bench`; do not edit. -->

The same 100,000 random buyers meet every schedule, in simulated time. *In view* counts the payments at whose making the
page could be seen; *after coming back* how long the others waited once they saw the page again; *all* every payment
that the page has heard of, an absence included. The rest never came back to the page.

| schedule | requests per payment | in view: mean, p95 | after coming back: mean, p95 | all: mean, p95 | never heard |
| --- | ---: | ---: | ---: | ---: | ---: |
";

const ASSUMPTIONS: &str = "
![Requests per payment against the delay](asking.svg)

Grey points are the front of a search over schedules: no other that was tried is both cheaper and sooner. The green
field is the aim: at most half the requests of a 2 s loop, and 2.5 s for 95 of 100 payments while the page is in view.

## What is assumed of buyers

How long buyers at a Kaspi checkout take is published nowhere, so all of this is assumption (`src/buyer.rs`), chosen
before the search and not fitted to it:

- 60 % sit at a desktop and scan; half of them have paid 35 s after the code came up, one of twenty only after 90 s.
- 40 % hold the phone: the app covers the page within seconds, half have paid 20 s later, 80 % come back to the page.
- 15 % never pay. A third of them leave the page open until the code is dead, the others close it after 90 s or so.
- One of six at a desktop looks at other tabs meanwhile. Every other phone freezes the page behind the app.
- Answers take 120 ms or so; 1.5 % of the questions are lost.

What is known: the code lives for ten minutes and the result is known in real time (Antom's page on Kaspi); Chrome lets a
page that has been hidden for five minutes run once a minute; hyperswitch asks every 2 s, Adyen every 2 s and after a
minute every 10 s (both in their sources), Antom's template 2, 3, 5, 8, 13, 21, 30 s apart.

Our schedule is the widget's own core, driven event by event; the peers' are loops that wait after each answer. With
server-sent events a request is the stream or a question; the stream itself is one request, held open.

## The front of the search

The page asks at once when it comes up and whenever it comes back into view.

| requests per payment | in view: p95 | pauses |
| ---: | ---: | --- |
";

/// The page in Markdown.
pub(crate) fn page(rows: &[(&'static str, Figures)], front: &[(Figures, Plan)]) -> String {
    let rows: String = rows.iter().map(|(name, figures)| row(name, figures)).collect();
    let front: String = front.iter().map(|(figures, plan)| candidate(figures, plan)).collect();
    format!("{HEAD}{rows}{ASSUMPTIONS}{front}")
}

fn row(name: &str, figures: &Figures) -> String {
    let delay = |delay: Delay| format!("{:.2} s, {:.2} s", delay.mean, delay.p95);
    format!(
        "| {name} | {:.1} | {} | {} | {} | {:.1} % |\n",
        figures.requests,
        delay(figures.in_view),
        delay(figures.after_return),
        delay(figures.all),
        100.0 * figures.unheard,
    )
}

fn candidate(figures: &Figures, plan: &Plan) -> String {
    format!("| {:.1} | {:.2} s | {plan} |\n", figures.requests, figures.in_view.p95)
}
