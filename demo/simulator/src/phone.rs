//! The buyer's phone: plain pages that work without any script.

use axum::{
    Form, Router,
    extract::{Query, State},
    http::{
        StatusCode,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
    routing::get,
};
use maud::{DOCTYPE, Markup, html};
use serde::Deserialize;

use crate::{
    Simulator,
    delivery::Delivery,
    payment::Payment,
    phase::{Act, Phase, Refusal},
};

const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

pub(crate) fn routes() -> Router<Simulator> {
    Router::new().route("/phone", get(show).post(act)).route("/phone.css", get(style))
}

#[derive(Deserialize)]
struct Scanned {
    code: Option<String>,
}

async fn show(State(simulator): State<Simulator>, Query(scanned): Query<Scanned>) -> Response {
    let Some(code) = scanned.code.filter(|code| !code.trim().is_empty()) else {
        return page(StatusCode::OK, "Scan a code", &scan_form(None));
    };
    match simulator.book.by_code(&code, simulator.clock.now()) {
        Some(payment) => page(StatusCode::OK, "Pay", &payment_view(&payment)),
        None => unknown(),
    }
}

#[derive(Deserialize)]
struct Deed {
    code: String,
    act: Act,
    #[serde(default)]
    delivery: Delivery,
}

async fn act(State(simulator): State<Simulator>, Form(deed): Form<Deed>) -> Response {
    let now = simulator.clock.now();
    let Some(payment) = simulator.book.by_code(&deed.code, now) else {
        return unknown();
    };
    let changed = simulator.book.act(&payment.request.payment_request_id, deed.act, now);
    if changed.is_some() || deed.delivery == Delivery::Forged {
        simulator.messenger.send(changed.as_ref().unwrap_or(&payment), deed.delivery);
    }
    let payment = changed.unwrap_or(payment);
    if deed.act == Act::Leave {
        let left = html! { p role="status" { "You put the phone away. Nothing was paid." } (again(&payment)) };
        return page(StatusCode::OK, "Not now", &left);
    }
    page(StatusCode::OK, "Kaspi.kz", &payment_view(&payment))
}

fn unknown() -> Response {
    page(StatusCode::NOT_FOUND, "Scan a code", &scan_form(Some("This code is not known here.")))
}

fn scan_form(problem: Option<&str>) -> Markup {
    html! {
        @if let Some(problem) = problem { p role="alert" { (problem) } }
        form method="get" action="/phone" {
            label for="code" { "What the code says, or the link that the shop lets you copy" }
            input #code name="code" required autocomplete="off" autocapitalize="off" spellcheck="false"
                placeholder="https://…";
            button { "Go on" }
        }
    }
}

fn payment_view(payment: &Payment) -> Markup {
    let amount = &payment.request.payment_amount;
    html! {
        p { (payment.request.order.order_description) }
        p.amount { (amount.in_major_units()) " " (amount.currency) }
        p role="status" data-status=(payment.phase.status().word()) { (state_words(payment.phase)) }
        (acts(payment))
    }
}

fn state_words(phase: Phase) -> &'static str {
    match phase {
        Phase::Unpaid => "Waiting for you.",
        Phase::Pending => "Confirmed. The bank answers later.",
        Phase::Paid { .. } => "Paid. Thank you.",
        Phase::Failed(Refusal::Declined) => "Declined. Nothing was paid.",
        Phase::Failed(Refusal::InsufficientBalance) => "There is not enough money in the account. Nothing was paid.",
        Phase::Failed(Refusal::Expired) => "The code has expired. Nothing was paid.",
        Phase::Cancelled { paid_at: None } => "The shop closed this payment. Nothing was paid.",
        Phase::Cancelled { paid_at: Some(_) } => "The payment was cancelled. The money goes back to you.",
    }
}

fn acts(payment: &Payment) -> Markup {
    let buttons: &[(&str, &str)] = match payment.phase {
        Phase::Unpaid => &[
            ("approve", "Pay"),
            ("decline", "Decline"),
            ("insufficient-balance", "Pay with too little money"),
            ("approve-pending", "Pay, the bank answers later"),
            ("leave", "Put the phone away"),
        ],
        Phase::Pending => &[("settle", "The bank says yes"), ("reject", "The bank says no")],
        Phase::Paid { .. } => &[("cancel-after-pay", "Cancel and refund")],
        Phase::Failed(Refusal::Expired) => &[("approve-late", "It had been paid in time")],
        Phase::Failed(_) | Phase::Cancelled { .. } => &[],
    };
    html! {
        @if !buttons.is_empty() {
            form method="post" action="/phone" {
                input type="hidden" name="code" value=(payment.code);
                @for (act, words) in buttons {
                    button name="act" value=(act) { (words) }
                }
                label for="delivery" { "The shop is told" }
                select #delivery name="delivery" {
                    option value="normal" { "as usual" }
                    option value="lost" { "never: the message is lost" }
                    option value="repeated" { "eight times at once" }
                    option value="out-of-order" { "in the wrong order" }
                    option value="forged" { "by a forger" }
                }
            }
        }
    }
}

fn again(payment: &Payment) -> Markup {
    html! { p { a href={ "/phone?code=" (payment.code) } { "Take the phone out again" } } }
}

fn page(status: StatusCode, title: &str, content: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · the buyer's phone" }
                link rel="stylesheet" href="/phone.css";
            }
            body {
                main {
                    h1 { (title) }
                    (content)
                }
                footer { "A simulated phone: no money moves." }
            }
        }
    };
    (status, [(CONTENT_SECURITY_POLICY, POLICY), (CACHE_CONTROL, "no-store")], page).into_response()
}

async fn style() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("phone.css")).into_response()
}
