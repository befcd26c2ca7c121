//! Where the buyer ends: a page that trusts only the server's own record.

use axum::response::{IntoResponse, Response};
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use kaspi_antom::message::inquiry::PaymentStatus;
use maud::{DOCTYPE, Markup, html};

use crate::{merchant::Merchant, refusal::Refusal};

/// The route of the result page.
pub fn routes() -> Router<Merchant> {
    Router::new().route("/orders/{id}", get(show))
}

async fn show(State(merchant): State<Merchant>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let order = merchant.known(&id).await?;
    let state = order.current().ok_or(Refusal::Unknown)?.state;
    let page = page(state.status());
    // Until there is a final word the page looks again by itself.
    if state.is_final() { Ok(page.into_response()) } else { Ok(([("refresh", "3")], page).into_response()) }
}

fn page(status: PaymentStatus) -> Markup {
    let (title, words) = match status {
        PaymentStatus::Success => ("Paid", "Thank you. Your tea is on its way."),
        PaymentStatus::Processing => ("Not paid yet", "We have not heard of a payment so far."),
        PaymentStatus::Pending => ("Being confirmed", "Your payment is being confirmed. Please do not pay again."),
        PaymentStatus::Fail => ("Not paid", "The payment did not go through. Nothing was charged."),
        PaymentStatus::Cancelled => ("Cancelled", "The payment was cancelled. If you had paid, the money goes back."),
    };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · Steppe Tea" }
                link rel="stylesheet" href="/shop.css";
            }
            body {
                main {
                    section.cart {
                        h1 data-status=(status.word()) { (title) }
                        p { (words) }
                        p { a href="/" { "Back to the shop" } }
                    }
                }
            }
        }
    }
}
