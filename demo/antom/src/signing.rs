//! What is signed, and the header that carries the signature.
//!
//! The rule (Antom, "Sign a request and verify the signature"): the content is
//! `POST <path>\n<client-id>.<time>.<raw body>`, signed with SHA-256 and RSA,
//! then base64, then percent-encoded.

use base64::{Engine, engine::general_purpose::STANDARD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::keys::{SigningKey, VerifyingKey};

/// The header that names the merchant's client.
pub const CLIENT_ID: &str = "client-id";
/// The header with the time of a request.
pub const REQUEST_TIME: &str = "request-time";
/// The header with the time of a response.
pub const RESPONSE_TIME: &str = "response-time";
/// The header with the signature.
pub const SIGNATURE: &str = "signature";

const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A message as it is signed: the raw bytes, before anything has read them.
#[derive(Clone, Copy, Debug)]
pub struct SignedMessage<'a> {
    /// The path of the request, also for its response; no host, no query.
    pub path: &'a str,
    /// The value of the `client-id` header.
    pub client_id: &'a str,
    /// The value of `request-time` or `response-time`, letter for letter.
    pub time: &'a str,
    /// The body, byte for byte.
    pub body: &'a [u8],
}

/// Why a signature does not stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// A header that the signature needs is missing or unreadable.
    #[error("a header that the signature needs is missing")]
    MissingHeader,
    /// The signature header cannot be read.
    #[error("the signature header cannot be read")]
    Unreadable,
    /// The signature is not the key's signature of this message.
    #[error("the signature does not belong to this message")]
    Mismatch,
    /// This machine has no randomness to sign with.
    #[error("the message could not be signed")]
    NotSigned,
}

impl SignedMessage<'_> {
    fn content(&self) -> Vec<u8> {
        let mut content = format!("POST {}\n{}.{}.", self.path, self.client_id, self.time).into_bytes();
        content.extend_from_slice(self.body);
        content
    }

    /// The value of the `signature` header for this message.
    ///
    /// # Errors
    /// [`SignatureError::NotSigned`] where the system has no randomness.
    pub fn sign(&self, key: &SigningKey) -> Result<String, SignatureError> {
        let signature = key.sign(&self.content()).ok_or(SignatureError::NotSigned)?;
        let base64 = STANDARD.encode(signature);
        let encoded = utf8_percent_encode(&base64, UNRESERVED);
        Ok(format!("algorithm=RSA256,keyVersion=1,signature={encoded}"))
    }

    /// Verifies the value of a `signature` header against this message.
    ///
    /// # Errors
    /// [`SignatureError`]: the header is unreadable, or it signs another message.
    pub fn verify(&self, header: &str, key: &VerifyingKey) -> Result<(), SignatureError> {
        let signature = parse_header(header).ok_or(SignatureError::Unreadable)?;
        if key.verifies(&self.content(), &signature) { Ok(()) } else { Err(SignatureError::Mismatch) }
    }
}

fn parse_header(header: &str) -> Option<Vec<u8>> {
    let mut parts = header.split(',').map(str::trim);
    let encoded = parts.find_map(|part| part.strip_prefix("signature="))?;
    let base64 = percent_decode_str(encoded).decode_utf8().ok()?;
    STANDARD.decode(base64.as_bytes()).ok()
}
