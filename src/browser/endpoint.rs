//! Asks the merchant: one question, one outcome.

use gloo_net::http::{RequestBuilder, Response};
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReadableStreamDefaultReader, RequestCache, RequestCredentials};

use super::options::StatusSource;
use super::value;
use crate::checkout::{Loss, Outcome, Reply};
use crate::time::{EpochMs, SECOND};

/// No status is longer than this, in bytes.
const LONGEST_ANSWER: usize = 64 * 1024;

/// Asks for the status; aborting `signal` ends the question.
pub(super) async fn ask(source: StatusSource, signal: &AbortSignal) -> Outcome {
    match source {
        StatusSource::Endpoint(url) => fetch(&url, signal).await,
        StatusSource::Function(function) => call(&function).await,
    }
}

async fn fetch(url: &str, signal: &AbortSignal) -> Outcome {
    let request = RequestBuilder::new(url)
        .header("accept", "application/json")
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::SameOrigin)
        .abort_signal(Some(signal))
        .build();
    let Ok(request) = request else {
        return Outcome::Lost(Loss::Network);
    };
    let Ok(response) = request.send().await else {
        return Outcome::Lost(Loss::Network);
    };
    if !response.ok() {
        return Outcome::Refused { http: response.status(), retry_after: retry_after(&response) };
    }
    match body(&response).await {
        Ok(body) => Outcome::Reply(Reply { body, date: header_date(&response, "date") }),
        Err(loss) => Outcome::Lost(loss),
    }
}

async fn call(function: &js_sys::Function) -> Outcome {
    let answer = match function.call0(&JsValue::UNDEFINED) {
        Ok(answer) => JsFuture::from(Promise::resolve(&answer)).await,
        Err(thrown) => Err(thrown),
    };
    let written = |answer: JsValue| answer.as_string().or_else(|| value::json(&answer));
    let body = answer.ok().and_then(written);
    body.map_or(Outcome::Lost(Loss::Source), |body| Outcome::Reply(Reply { body, date: None }))
}

/// Reads the body as UTF-8, up to the longest answer.
pub(super) async fn body(response: &Response) -> Result<String, Loss> {
    let Some(stream) = response.body() else {
        return Ok(String::new());
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(|_| Loss::Network)?;
        if value::get(&chunk, "done").is_truthy() {
            return Ok(String::from_utf8_lossy(&bytes).into_owned());
        }
        let chunk: Uint8Array = value::get(&chunk, "value").dyn_into().map_err(|_| Loss::Network)?;
        bytes.extend_from_slice(&chunk.to_vec());
        if bytes.len() > LONGEST_ANSWER {
            // Whether the rest could be cancelled or not, nobody waits for it.
            let _ = reader.cancel();
            return Err(Loss::TooLarge);
        }
    }
}

/// `Retry-After`: seconds, or the date at which to ask again (RFC 9110, 10.2.3); in ms from now.
fn retry_after(response: &Response) -> Option<i64> {
    let header = response.headers().get("retry-after")?;
    match header.trim().parse::<i64>() {
        Ok(seconds) => Some(seconds.saturating_mul(SECOND)),
        Err(_) => Some(parse_date(&header)?.since(header_date(response, "date")?)),
    }
}

fn header_date(response: &Response, name: &str) -> Option<EpochMs> {
    parse_date(&response.headers().get(name)?)
}

fn parse_date(text: &str) -> Option<EpochMs> {
    let milliseconds = js_sys::Date::parse(text);
    #[expect(clippy::cast_possible_truncation, reason = "the browser's dates stay below 2^53")]
    milliseconds.is_finite().then_some(EpochMs(milliseconds as i64))
}
