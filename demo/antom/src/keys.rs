//! RSA keys, as Antom's dashboard hands them out.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use ring::{
    rand::SystemRandom,
    signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey},
};
use spki::{SubjectPublicKeyInfoRef, der::Decode};

/// Why a key could not be read. Never holds any part of the key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The text is neither PEM nor base64.
    #[error("the key is neither PEM nor base64 text")]
    NotBase64,
    /// The bytes are no RSA key of the wanted kind and of 2048 to 4096 bits.
    #[error("the key is not an RSA key of the wanted kind (2048 to 4096 bits)")]
    NotRsa,
}

/// A private key: signs what is sent.
pub struct SigningKey(RsaKeyPair);

impl SigningKey {
    /// Reads a private key: PKCS #8 or PKCS #1, as PEM or as the bare base64
    /// text that the dashboard shows.
    ///
    /// # Errors
    /// [`KeyError`] where the text holds no such key.
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        let bytes = decode(text)?;
        RsaKeyPair::from_pkcs8(&bytes).or_else(|_| RsaKeyPair::from_der(&bytes)).map(Self).map_err(|_| KeyError::NotRsa)
    }

    /// Signs `content` with SHA-256 and RSA (PKCS #1 v1.5), as Antom asks.
    ///
    /// Gives `None` only where the system has no randomness for blinding.
    #[must_use]
    pub fn sign(&self, content: &[u8]) -> Option<Vec<u8>> {
        let mut signature = vec![0; self.0.public().modulus_len()];
        self.0.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), content, &mut signature).ok().map(|()| signature)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SigningKey(secret)")
    }
}

/// A public key: verifies what is received.
#[derive(Clone, Debug)]
pub struct VerifyingKey(UnparsedPublicKey<Vec<u8>>);

impl VerifyingKey {
    /// Reads a public key (`SubjectPublicKeyInfo`), as PEM or bare base64 text.
    ///
    /// # Errors
    /// [`KeyError`] where the text holds no such key.
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        let bytes = decode(text)?;
        let information = SubjectPublicKeyInfoRef::from_der(&bytes).map_err(|_| KeyError::NotRsa)?;
        let is_rsa = information.algorithm.oid.to_string() == "1.2.840.113549.1.1.1";
        match information.subject_public_key.as_bytes() {
            Some(key) if is_rsa => Ok(Self(UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.to_vec()))),
            _ => Err(KeyError::NotRsa),
        }
    }

    /// Whether `signature` is this key's signature of `content`.
    #[must_use]
    pub fn verifies(&self, content: &[u8], signature: &[u8]) -> bool {
        self.0.verify(content, signature).is_ok()
    }
}

fn decode(text: &str) -> Result<Vec<u8>, KeyError> {
    let base64: String =
        text.lines().filter(|line| !line.starts_with("-----")).flat_map(str::split_whitespace).collect();
    STANDARD.decode(base64).map_err(|_| KeyError::NotBase64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_key_is_refused_without_showing_it() {
        assert_eq!(SigningKey::from_text("***").unwrap_err(), KeyError::NotBase64);
        assert_eq!(SigningKey::from_text("c2VjcmV0").unwrap_err(), KeyError::NotRsa);
        let refusal = VerifyingKey::from_text("c2VjcmV0").unwrap_err();
        assert!(!refusal.to_string().contains("c2VjcmV0"));
    }
}
