//! The published signature vectors stand; with one byte changed they fall.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a failed unwrap is the assertion")]

use kaspi_antom::{
    keys::VerifyingKey,
    signing::{SignatureError, SignedMessage},
};
use serde_json::Value;

struct Vector {
    path: String,
    client_id: String,
    time: String,
    body: Vec<u8>,
    key: VerifyingKey,
    header: String,
}

impl Vector {
    fn verify(&self) -> Result<(), SignatureError> {
        let message =
            SignedMessage { path: &self.path, client_id: &self.client_id, time: &self.time, body: &self.body };
        message.verify(&self.header, &self.key)
    }
}

fn vectors() -> Vec<Vector> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/antom");
    let read = |name: &str| std::fs::read(format!("{folder}/{name}")).unwrap();
    let vectors: Vec<Value> = serde_json::from_slice(&read("signature_vectors.json")).unwrap();
    let text = |vector: &Value, name: &str| vector[name].as_str().map(ToOwned::to_owned);
    vectors
        .iter()
        .map(|vector| Vector {
            path: text(vector, "path").unwrap(),
            client_id: text(vector, "client-id").unwrap(),
            time: text(vector, "response-time").or_else(|| text(vector, "request-time")).unwrap(),
            body: read(vector["bodyFile"].as_str().unwrap()),
            key: VerifyingKey::from_text(vector["publicKey"].as_str().unwrap()).unwrap(),
            header: format!("algorithm=RSA256,keyVersion=1,signature={}", vector["signature"].as_str().unwrap()),
        })
        .collect()
}

#[test]
fn both_published_messages_verify() {
    let vectors = vectors();
    assert_eq!(vectors.len(), 2);
    for vector in vectors {
        assert_eq!(vector.verify(), Ok(()), "{}", vector.path);
    }
}

#[test]
fn a_flipped_bit_anywhere_in_the_body_is_noticed() {
    for mut vector in vectors() {
        for position in [0, vector.body.len() / 2, vector.body.len() - 1] {
            vector.body[position] ^= 1;
            assert_eq!(vector.verify(), Err(SignatureError::Mismatch));
            vector.body[position] ^= 1;
        }
        assert_eq!(vector.verify(), Ok(()));
    }
}

#[test]
fn the_path_the_client_and_the_time_are_signed_too() {
    for vector in vectors() {
        let other_path = Vector { path: format!("{}/", vector.path), ..vector };
        assert_eq!(other_path.verify(), Err(SignatureError::Mismatch));
    }
    for vector in vectors() {
        let other_client = Vector { client_id: "SANDBOX_OTHER".to_owned(), ..vector };
        assert_eq!(other_client.verify(), Err(SignatureError::Mismatch));
    }
    for vector in vectors() {
        let other_time = Vector { time: "2025-05-19T01:52:33Z".to_owned(), ..vector };
        assert_eq!(other_time.verify(), Err(SignatureError::Mismatch));
    }
}

#[test]
fn a_header_without_a_readable_signature_is_refused() {
    for header in ["", "signature=", "algorithm=RSA256,keyVersion=1", "signature=%%%"] {
        for vector in vectors() {
            let vector = Vector { header: header.to_owned(), ..vector };
            assert!(vector.verify().is_err(), "{header:?}");
        }
    }
}

#[test]
fn a_signature_that_is_not_percent_encoded_is_read_too() {
    for vector in vectors() {
        let header = vector.header.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
        let vector = Vector { header, ..vector };
        assert_eq!(vector.verify(), Ok(()));
    }
}
