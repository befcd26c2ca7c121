//! Fresh key pairs, so that no private key has to be shipped.

use rsa::{
    PrivateKey,
    pkcs8::{EncodePrivateKey, EncodePublicKey, LineEnding},
};

/// An RSA key pair of 2048 bits, as PEM text.
pub struct KeyPair {
    /// PKCS #8.
    pub private: String,
    /// `SubjectPublicKeyInfo`.
    pub public: String,
}

/// Makes a key pair from the system's randomness.
///
/// # Errors
/// What the key generator says where the system has no randomness.
pub fn generate() -> Result<KeyPair, rsa::Error> {
    let key = PrivateKey::new(&mut rand::rng(), 2048)?;
    Ok(KeyPair {
        private: key.to_pkcs8_pem(LineEnding::LF)?.to_string(),
        public: key.to_public_key().to_public_key_pem(LineEnding::LF).map_err(rsa::pkcs8::Error::from)?,
    })
}
