//! Signs, sends, repeats, verifies.

use std::{sync::Arc, time::Duration};

use jiff::SignedDuration;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde::de::DeserializeOwned;

use crate::{
    clock::Clock,
    keys::{SigningKey, VerifyingKey},
    message::{about::ByName, cancel::CancelResponse, inquiry::InquiryResponse, pay::PayResponse},
    service::{Operation, Service},
    signing::{CLIENT_ID, REQUEST_TIME, RESPONSE_TIME, SIGNATURE, SignatureError, SignedMessage},
};

/// The largest answer that is read, in bytes; real ones hold under 8 kB.
const LARGEST_ANSWER: usize = 256 * 1024;

/// Who the merchant is to Antom.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The client id of the merchant's application.
    pub client_id: String,
    /// Signs what is sent.
    pub merchant_key: Arc<SigningKey>,
    /// Verifies what is received.
    pub antom_key: VerifyingKey,
}

/// How long one try may take, and how often the same request is sent.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// How long one try may take, connecting included.
    pub timeout: Duration,
    /// How many tries there are in all.
    pub tries: u32,
    /// The pause before the second try; it doubles before each further one.
    pub pause: Duration,
}

impl Default for Patience {
    /// Ten seconds a try, three tries.
    fn default() -> Self {
        Self { timeout: Duration::from_secs(10), tries: 3, pause: Duration::from_millis(500) }
    }
}

/// Why a call brought no answer that can be believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// No answer in time, no connection, or it broke.
    #[error("Antom could not be reached: {0}")]
    Unreachable(String),
    /// An answer with this status code that is not 200.
    #[error("Antom answered with the status {0}")]
    Status(u16),
    /// An answer that is not signed by Antom.
    #[error("the answer is not Antom's: {0}")]
    NotAntoms(#[from] SignatureError),
    /// A signed answer that cannot be read, or is too large.
    #[error("the answer cannot be read")]
    Unreadable,
}

impl CallError {
    fn is_worth_another_try(&self) -> bool {
        match self {
            Self::Unreachable(_) => true,
            Self::Status(code) => *code == 429 || *code >= 500,
            Self::NotAntoms(_) | Self::Unreadable => false,
        }
    }
}

/// The answer to `pay`: its text for the buyer's page, and what it says.
#[derive(Clone, Debug)]
pub struct PayAnswer {
    /// The body as Antom sent it; goes to the page unchanged.
    pub text: String,
    /// What the server has to know of it.
    pub response: PayResponse,
}

/// Speaks to Antom for one merchant.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    service: Service,
    credentials: Credentials,
    patience: Patience,
    clock: Clock,
}

impl Client {
    /// A client that speaks to `service` with `credentials`.
    ///
    /// # Errors
    /// Where the machine's certificate store cannot be read.
    pub fn new(
        service: Service,
        credentials: Credentials,
        patience: Patience,
        clock: Clock,
    ) -> Result<Self, CallError> {
        let http = http_client(patience.timeout)?;
        Ok(Self { http, service, credentials, patience, clock })
    }

    /// Who the merchant is; the notification endpoint verifies with the same keys.
    #[must_use]
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// Creates a payment. `request` is the text of a
    /// [`PayRequest`](crate::message::pay::PayRequest), kept by the caller: sent
    /// again, it is the same request to Antom, and brings the same payment.
    ///
    /// # Errors
    /// [`CallError`]: nothing is known about the payment; send the same text again.
    pub async fn pay(&self, request: &str) -> Result<PayAnswer, CallError> {
        let body = self.call(Operation::Pay, request).await?;
        let response = read(&body)?;
        let text = String::from_utf8(body).map_err(|_| CallError::Unreadable)?;
        Ok(PayAnswer { text, response })
    }

    /// Asks how a payment stands.
    ///
    /// # Errors
    /// [`CallError`]: nothing new is known about the payment.
    pub async fn inquire(&self, payment_request_id: &str) -> Result<InquiryResponse, CallError> {
        let request = text(&ByName { payment_request_id: payment_request_id.to_owned() })?;
        read(&self.call(Operation::InquiryPayment, &request).await?)
    }

    /// Closes an unpaid payment; a paid one is refunded in full.
    ///
    /// # Errors
    /// [`CallError`]: the payment may be cancelled or not; call again, then inquire.
    pub async fn cancel(&self, payment_request_id: &str) -> Result<CancelResponse, CallError> {
        let request = text(&ByName { payment_request_id: payment_request_id.to_owned() })?;
        read(&self.call(Operation::Cancel, &request).await?)
    }

    async fn call(&self, operation: Operation, request: &str) -> Result<Vec<u8>, CallError> {
        let mut pause = self.patience.pause;
        let mut tries_left = self.patience.tries.max(1);
        loop {
            tries_left -= 1;
            match self.call_in_time(operation, request).await {
                Ok(body) => return Ok(body),
                Err(error) if tries_left > 0 && error.is_worth_another_try() => {
                    tracing::warn!(%operation, %error, tries_left, "a call is sent again");
                }
                Err(error) => return Err(error),
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
    }

    // The shared clock counts here too, so that a test can wait ten seconds without waiting.
    async fn call_in_time(&self, operation: Operation, request: &str) -> Result<Vec<u8>, CallError> {
        let timeout = SignedDuration::try_from(self.patience.timeout).unwrap_or(SignedDuration::MAX);
        tokio::select! {
            answer = self.call_once(operation, request) => answer,
            () = self.clock.sleep(timeout) => Err(CallError::Unreachable("no answer in time".to_owned())),
        }
    }

    async fn call_once(&self, operation: Operation, request: &str) -> Result<Vec<u8>, CallError> {
        let path = self.service.environment.path(operation);
        let time = self.clock.now().as_millisecond().to_string();
        let message = SignedMessage {
            path: &path,
            client_id: &self.credentials.client_id,
            time: &time,
            body: request.as_bytes(),
        };
        let signature = message.sign(&self.credentials.merchant_key)?;
        let mut answer = self
            .http
            .post(self.service.url(operation))
            .header(CONTENT_TYPE, "application/json; charset=UTF-8")
            .header(CLIENT_ID, message.client_id)
            .header(REQUEST_TIME, message.time)
            .header(SIGNATURE, signature)
            .body(request.to_owned())
            .send()
            .await
            .map_err(unreachable)?;
        if answer.status() != reqwest::StatusCode::OK {
            return Err(CallError::Status(answer.status().as_u16()));
        }
        let body = bounded_body(&mut answer).await?;
        self.verify(&path, answer.headers(), &body)?;
        Ok(body)
    }

    fn verify(&self, path: &str, headers: &HeaderMap, body: &[u8]) -> Result<(), SignatureError> {
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let time = header(RESPONSE_TIME).ok_or(SignatureError::MissingHeader)?;
        let signature = header(SIGNATURE).ok_or(SignatureError::MissingHeader)?;
        let message = SignedMessage { path, client_id: &self.credentials.client_id, time, body };
        message.verify(signature, &self.credentials.antom_key)
    }
}

/// An HTTP client whose every request ends after `timeout`, and which follows no redirect.
///
/// # Errors
/// Where the machine's certificate store cannot be read.
pub fn http_client(timeout: Duration) -> Result<reqwest::Client, CallError> {
    // A second installation fails harmlessly: the provider is then in place.
    drop(rustls::crypto::ring::default_provider().install_default());
    reqwest::Client::builder()
        .timeout(timeout)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|error| CallError::Unreachable(error.to_string()))
}

async fn bounded_body(answer: &mut reqwest::Response) -> Result<Vec<u8>, CallError> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(unreachable)? {
        body.extend_from_slice(&chunk);
        if body.len() > LARGEST_ANSWER {
            return Err(CallError::Unreadable);
        }
    }
    Ok(body)
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, CallError> {
    serde_json::from_slice(body).map_err(|_| CallError::Unreadable)
}

fn text(request: &impl serde::Serialize) -> Result<String, CallError> {
    serde_json::to_string(request).map_err(|_| CallError::Unreadable)
}

// The address may hold nothing secret, but a log line without it is shorter and
// never surprises.
fn unreachable(error: reqwest::Error) -> CallError {
    use std::error::Error;
    let error = error.without_url();
    let cause = error.source().map(ToString::to_string).unwrap_or_default();
    CallError::Unreachable(format!("{error} {cause}"))
}
