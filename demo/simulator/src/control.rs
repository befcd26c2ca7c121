//! What a test turns: the clock, the faults; and the list of payments.

use axum::{
    Json, Router,
    extract::{Query, State},
    http::StatusCode,
    routing::{get, post},
};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{Simulator, fault::Fault};

pub(crate) fn routes() -> Router<Simulator> {
    Router::new()
        .route("/simulator/payments", get(payments))
        .route("/simulator/clock", post(advance))
        .route("/simulator/faults", post(plan).get(left))
}

async fn payments(State(simulator): State<Simulator>) -> Json<Value> {
    let all = simulator.book.all(simulator.clock.now());
    Json(
        all.iter()
            .map(|payment| {
                json!({
                    "paymentId": payment.payment_id,
                    "paymentRequestId": payment.request.payment_request_id,
                    "referenceOrderId": payment.request.order.reference_order_id,
                    "paymentStatus": payment.phase.status().word(),
                    "code": payment.code,
                })
            })
            .collect(),
    )
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Step {
    advance_ms: u32,
}

async fn advance(State(simulator): State<Simulator>, Json(step): Json<Step>) -> StatusCode {
    simulator.clock.advance(SignedDuration::from_millis(step.advance_ms.into()));
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct Plan {
    operation: String,
    fault: Fault,
    times: u32,
}

async fn plan(State(simulator): State<Simulator>, Json(plan): Json<Plan>) -> StatusCode {
    simulator.faults.plan(&plan.operation, plan.fault, plan.times);
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct Hit {
    operation: String,
}

async fn left(State(simulator): State<Simulator>, Query(hit): Query<Hit>) -> Json<u32> {
    Json(simulator.faults.left(&hit.operation))
}
